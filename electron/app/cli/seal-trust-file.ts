/** Certificates from files, for a verifier that has nothing else: DER, or PEM with any number of them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { bytesEqual } from '../../core/chip/bytes.ts';
import { readCertificate } from '../../core/chip/lds/read-certificate.ts';
import type { SealTrust } from '../../core/seal/signer.ts';

/**
 * Sorts what the file holds into country signing CAs (whose issuer is themselves) and signers of seals. Fails with
 * `file.unreadable`, also where something in it is no certificate on P-256.
 */
export function sealTrustOf(path: string): Result<SealTrust> {
  const bytes = readBytes(path);
  if (!bytes.ok) return bytes;
  const cscaCertificates: Uint8Array[] = [];
  const signerCertificates: Uint8Array[] = [];
  for (const der of blocksIn(bytes.value, 'CERTIFICATE')) {
    const read = readCertificate(der);
    if (!read.ok) return fail('file.unreadable', { path, reason: 'no certificate' });
    const isRoot = bytesEqual(read.value.issuer, read.value.subject);
    (isRoot ? cscaCertificates : signerCertificates).push(der);
  }
  return ok({ cscaCertificates, signerCertificates });
}

/** The public certificates of a data folder: no sign-in is needed to read what everybody may have. */
export function sealTrustOfFolder(folder: string): Result<SealTrust> {
  const csca = readBytes(join(folder, 'keys', 'csca.der'));
  if (!csca.ok) return csca;
  const signer = readBytes(join(folder, 'keys', 'seal-signer.der'));
  return signer.ok ? ok({ cscaCertificates: [csca.value], signerCertificates: [signer.value] }) : signer;
}

export function readBytes(path: string): Result<Uint8Array> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}

/** RFC 7468: everything under that label, in DER; a file without any is one value in DER. */
export function blocksIn(bytes: Uint8Array, label: 'CERTIFICATE' | 'X509 CRL'): readonly Uint8Array[] {
  const text = new TextDecoder('latin1').decode(bytes);
  const blocks = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`, 'g'))];
  if (blocks.length === 0) return [bytes];
  return blocks.map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')));
}
