/**
 * The document signers of a SPECIMEN data folder, one after the other: each signs for three months (Doc 9303-12 section
 * 4.1.3). The certificates of all of them are kept; a card carries its own, and the country signing CA vouches for each.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { DocumentSigner } from '../../../core/chip/chip.ts';
import { createDocumentSignerCertificate } from '../../../core/chip/lds/certificates.ts';
import { daysOf, keyUsagePeriod, maySignAt } from '../../../core/chip/lds/key-usage-period.ts';
import { readCertificate } from '../../../core/chip/lds/read-certificate.ts';
import type { CertifiedSigner } from '../../../core/chip/lds/signed-data.ts';
import { openCertificate, type ChipTrustOptions } from './certificate-file.ts';
import type { SpecimenChipTrust } from './chip-trust.ts';

const DAY_MS = 86_400_000;
/** The next one is made so long before the last one ends: a desk that is closed over a holiday does not stand still. */
const RENEWED_BEFORE_DAYS = 14;

/** The newest one, made where there is none yet. Fails with `file.*` and as the key store does. */
export function openDocumentSigner(options: ChipTrustOptions, csca: CertifiedSigner): Result<DocumentSigner> {
  return openNumber(Math.max(1, newest(options.folder)), options, csca);
}

/**
 * The same office with a document signer that may sign for another two weeks at least: a new one where the newest may
 * not. One that may still sign stays where no other can be made, whatever hinders it: nobody stands still before the time is
 * over. After it, it stays where the key store makes no keys or the CSCA may sign no more, and signing says so.
 */
export function withCurrentSigner(options: ChipTrustOptions, trust: SpecimenChipTrust): Result<SpecimenChipTrust> {
  const now = options.clock.now();
  const due = new Date(now.getTime() + RENEWED_BEFORE_DAYS * DAY_MS);
  const current = readCertificate(trust.documentSigner.certificate);
  if (!current.ok) return current;
  if (maySignAt(current.value, due)) return ok(trust);
  const renewed = renewDocumentSigner(options, trust);
  if (renewed.ok) return ok({ ...trust, documentSigner: renewed.value });
  const { kind } = renewed.error;
  const stays = maySignAt(current.value, now) || kind === 'hsm.keyMissing' || kind === 'chip.signerOutOfUse';
  return stays ? ok(trust) : renewed;
}

/**
 * Makes the next document signer, key and certificate, whatever the newest one may still do. Fails with
 * `chip.signerOutOfUse` where the country signing CA may sign no more, with `file.*` and as the key store does.
 */
export function renewDocumentSigner(
  options: ChipTrustOptions,
  { csca }: Pick<SpecimenChipTrust, 'csca'>,
): Result<DocumentSigner> {
  const root = readCertificate(csca.certificate);
  if (!root.ok) return root;
  const period = keyUsagePeriod(root.value);
  if (period !== null && !maySignAt(root.value, options.clock.now()))
    return fail('chip.signerOutOfUse', { signer: csca.signer.keyName, ...daysOf(period) });
  return openNumber(newest(options.folder) + 1, options, csca);
}

function openNumber(number: number, options: ChipTrustOptions, csca: CertifiedSigner): Result<DocumentSigner> {
  const signer = options.keys.signer(`chip-document-signer${suffix(number)}`, 'ES256');
  if (!signer.ok) return signer;
  const certificate = openCertificate(options, fileOf(number), signer.value, (input) =>
    createDocumentSignerCertificate(input, signer.value.publicKey(), csca.signer, options.digest),
  );
  return certificate.ok ? ok({ certificate: certificate.value, signer: signer.value }) : certificate;
}

/** Numbered without a gap; 0 where there is none. */
function newest(folder: string): number {
  let number = 0;
  while (existsSync(join(folder, fileOf(number + 1)))) number += 1;
  return number;
}

function fileOf(number: number): string {
  return `document-signer${suffix(number)}.der`;
}

/** The first one has the name that it had before there were others. */
function suffix(number: number): string {
  return number === 1 ? '' : `-${number}`;
}
