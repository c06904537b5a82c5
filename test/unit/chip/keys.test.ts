/** Software keys and the SPECIMEN certificates: made once, kept, and refused when they are not what they should be. */

import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { hexOf, utf8Bytes } from '../../../electron/core/chip/bytes.ts';
import { freshFolder, makeTrust, profile, signedAt, value } from './sample.ts';

describe('a software key', () => {
  test.each(['ES256', 'Ed25519'] as const)(
    'of %s signs what its public key verifies, also after reopening',
    (algorithm) => {
      const folder = join(freshFolder(), 'keys');
      const data = utf8Bytes('what is signed');
      const made = value(openSoftwareKeys(folder).signer('a', algorithm));
      const reopened = value(openSoftwareKeys(folder).signer('a', algorithm));

      const signature = reopened.sign(data);

      expect(hexOf(reopened.publicKey())).toBe(hexOf(made.publicKey()));
      expect(signature.length).toBe(64);
      expect(systemVerifier.verify(algorithm, made.publicKey(), data, signature)).toBe(true);
      expect(systemVerifier.verify(algorithm, made.publicKey(), utf8Bytes('else'), signature)).toBe(false);
    },
  );

  test('lies in a file that only its owner may read, and nothing else is left behind', () => {
    const folder = join(freshFolder(), 'keys');

    value(openSoftwareKeys(folder).signer('a', 'ES256'));

    expect(readdirSync(folder)).toEqual(['a.pem']);
    expect(statSync(join(folder, 'a.pem')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'a.pem'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test('is not replaced when its file is broken or holds another kind of key', () => {
    const folder = join(freshFolder(), 'keys');
    const keys = openSoftwareKeys(folder);
    value(keys.signer('a', 'ES256'));

    expect(keys.signer('a', 'Ed25519')).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
    writeFileSync(join(folder, 'a.pem'), 'broken');
    expect(keys.signer('a', 'ES256')).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
    expect(readFileSync(join(folder, 'a.pem'), 'utf8')).toBe('broken');
  });

  test('is refused where it cannot be kept', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'keys'), 'a file where the folder should be');

    expect(openSoftwareKeys(join(folder, 'keys')).signer('a', 'ES256')).toMatchObject({ ok: false });
  });
});

describe('the SPECIMEN chip trust', () => {
  test('is the same when it is opened again', () => {
    const folder = freshFolder();

    const [first, second] = [makeTrust(folder), makeTrust(folder)];

    expect(hexOf(second.documentSigner.certificate)).toBe(hexOf(first.documentSigner.certificate));
    expect(second.cscaCertificates.map(hexOf)).toEqual(first.cscaCertificates.map(hexOf));
    expect(readdirSync(folder).toSorted()).toEqual(['csca.der', 'document-signer.der', 'keys', 'seal-signer.der']);
  });

  test('is refused where a certificate belongs to another key', () => {
    const [folder, elsewhere] = [freshFolder(), freshFolder()];
    makeTrust(folder);
    makeTrust(elsewhere);
    copyFileSync(join(elsewhere, 'document-signer.der'), join(folder, 'document-signer.der'));

    expect(() => makeTrust(folder)).toThrow('belongs to another key');
  });

  test('is never made for a live profile', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'keys'));
    const options = {
      folder,
      keys: openSoftwareKeys(join(folder, 'keys')),
      profile: { ...profile, live: true },
      clock: { now: () => signedAt },
      digest: systemDigest,
      random: systemRandom,
    };

    expect(openChipTrust(options)).toMatchObject({ ok: false, error: { kind: 'access.trainingOnly' } });
    expect(readdirSync(join(folder, 'keys'))).toEqual([]);
  });
});
