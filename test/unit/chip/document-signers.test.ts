/** Document signers take turns, and what an earlier one signed stays good. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { renewDocumentSigner, withCurrentSigner } from '../../../electron/adapters/keys/software/document-signers.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import { later } from '../../../electron/core/chip/lds/issue-certificate.ts';
import { keyUsagePeriod } from '../../../electron/core/chip/lds/key-usage-period.ts';
import { readCertificate } from '../../../electron/core/chip/lds/read-certificate.ts';
import { decodeSod, encodeSod } from '../../../electron/core/chip/lds/sod.ts';
import { authenticate } from '../../../electron/core/chip/passive-authentication.ts';
import { fail } from '../../../shared/result.ts';
import { freshFolder, makeTrust, profile, signedAt, value } from './sample.ts';

const groups = [{ group: 1, bytes: Uint8Array.of(0x61, 1, 1) }];

function optionsAt(folder: string, day: string) {
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const clock = { now: () => new Date(`${day}T08:30:00Z`) };
  return { folder, keys, profile, clock, digest: systemDigest, random: systemRandom };
}

function signerOf({ certificate }: { readonly certificate: Uint8Array }): string {
  const period = keyUsagePeriod(value(readCertificate(certificate)));
  return `${period?.from.toISOString().slice(0, 10)} to ${period?.until.toISOString().slice(0, 10)}`;
}

describe('a document signer', () => {
  test('is followed by another one two weeks before its time is over, and not earlier', () => {
    const folder = freshFolder();
    makeTrust(folder);

    const signers = ['2027-02-07', '2027-02-08', '2027-02-09'].map((day) => {
      const options = optionsAt(folder, day);
      return signerOf(value(withCurrentSigner(options, value(openChipTrust(options)))).documentSigner);
    });

    expect(signers).toEqual(['2026-11-21 to 2027-02-21', '2027-02-07 to 2027-05-07', '2027-02-07 to 2027-05-07']);
    expect(readdirSync(folder).filter((name) => name.startsWith('document'))).toEqual([
      'document-signer-2.der',
      'document-signer.der',
    ]);
  });

  test('has another key than the one before, and the cards of both are believed', () => {
    const folder = freshFolder();
    const first = makeTrust(folder);
    const options = optionsAt(folder, '2027-02-15');

    const second = value(withCurrentSigner(options, first));

    const sods = [
      value(encodeSod(groups, signedAt, first.documentSigner, systemDigest)),
      value(encodeSod(groups, options.clock.now(), second.documentSigner, systemDigest)),
    ].map((file) => value(decodeSod(file)));
    const ports = { digest: systemDigest, verifier: systemVerifier };
    expect(sods.map((sod) => authenticate(sod, groups, second, ports).every(({ passed }) => passed))).toEqual([
      true,
      true,
    ]);
    const keys = sods.map((sod) => hexOf(value(readCertificate(sod.certificate)).point));
    expect(new Set(keys).size).toBe(2);
  });

  test('stays where the key store makes no keys', () => {
    const folder = freshFolder();
    const trust = makeTrust(folder);
    const missing = { token: 'office', key: 'chip-document-signer-2' };
    const keys = { ...optionsAt(folder, '2027-02-15').keys, signer: () => fail('hsm.keyMissing', missing) };

    const kept = value(withCurrentSigner({ ...optionsAt(folder, '2027-02-15'), keys }, trust));

    expect(signerOf(kept.documentSigner)).toBe(signerOf(trust.documentSigner));
  });

  test('goes on to its last day where the key store refuses to make the next one', () => {
    const folder = freshFolder();
    const trust = makeTrust(folder);
    const refusal = fail('hsm.failed', {
      token: 'office',
      operation: 'C_GenerateKeyPair',
      code: 'CKR_ACTION_PROHIBITED',
    });
    const openOn = (day: string) => {
      const options = optionsAt(folder, day);
      return withCurrentSigner({ ...options, keys: { ...options.keys, signer: () => refusal } }, trust);
    };

    expect(signerOf(value(openOn('2027-02-21')).documentSigner)).toBe(signerOf(trust.documentSigner));
    expect(openOn('2027-02-22')).toEqual(refusal);
  });

  test('is followed by one for that day, and by one only, where the clock was set back', () => {
    const folder = freshFolder();
    makeTrust(folder);

    const signers = ['2027-02-15', '2026-12-01', '2026-12-02'].map((day) => {
      const options = optionsAt(folder, day);
      return signerOf(value(withCurrentSigner(options, value(openChipTrust(options)))).documentSigner);
    });

    expect(signers).toEqual(['2027-02-14 to 2027-05-14', '2026-11-30 to 2027-02-28', '2026-11-30 to 2027-02-28']);
  });

  test('is made by a country signing CA in the five years of its key only', () => {
    const folder = freshFolder();
    const trust = makeTrust(folder);

    expect(renewDocumentSigner(optionsAt(folder, '2031-11-22'), trust)).toEqual(
      fail('chip.signerOutOfUse', { signer: 'chip-csca', from: '2026-11-21', until: '2031-11-21' }),
    );
  });
});

test('months run by the calendar and never over into the next', () => {
  const ends = ['2026-11-30', '2027-11-30', '2026-12-01'].map((day) =>
    later(new Date(`${day}T08:30:00Z`), { years: 0, months: 3 }).toISOString(),
  );

  expect(ends).toEqual(['2027-02-28T08:30:00.000Z', '2028-02-29T08:30:00.000Z', '2027-03-01T08:30:00.000Z']);
});
