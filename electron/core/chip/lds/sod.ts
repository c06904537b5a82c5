/** EF.SOD: the hashes of all groups, signed by the document signer as CMS SignedData (Doc 9303-10 section 4.6.2). */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Digest } from '../../ports.ts';
import { uintOf } from '../bytes.ts';
import type { DocumentSigner } from '../chip.ts';
import { objectIdentifier, octetString, sequence, smallInteger } from './der.ts';
import { daysOf, keyUsagePeriod, maySignAt } from './key-usage-period.ts';
import { readCertificate } from './read-certificate.ts';
import { decodeSignedData, encodeSignedData, isSha256, members, SHA256, type SignedData } from './signed-data.ts';
import { encodeTlv, malformed, parseOnly } from './tlv.ts';

const what = 'EF.SOD';
/** id-icao-mrtd-security-ldsSecurityObject. */
const LDS_SECURITY_OBJECT = objectIdentifier('2.23.136.1.1.1');

export interface GroupFile {
  readonly group: number;
  readonly bytes: Uint8Array;
}

/** What a security object says, taken apart but not yet believed. */
export interface SecurityObject extends SignedData {
  /** The hashes in the signed content, by number of data group. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
}

/**
 * Builds and signs the file. Fails with `chip.malformed` where the document signer's certificate cannot be read, with
 * `chip.signerOutOfUse` where its private key may not sign at `signedAt`.
 */
export function encodeSod(
  groups: readonly GroupFile[],
  signedAt: Date,
  documentSigner: DocumentSigner,
  digest: Digest,
): Result<Uint8Array> {
  const certificate = readCertificate(documentSigner.certificate);
  if (!certificate.ok) return certificate;
  const period = keyUsagePeriod(certificate.value);
  if (period !== null && !maySignAt(certificate.value, signedAt))
    return fail('chip.signerOutOfUse', { signer: documentSigner.signer.keyName, ...daysOf(period) });
  const content = securityObject(groups, digest);
  const signed = encodeSignedData(LDS_SECURITY_OBJECT, content, signedAt, documentSigner, digest);
  return signed.ok ? ok(encodeTlv(0x77, signed.value)) : signed;
}

/** Takes a security object of our profile apart. Fails with `chip.malformed`; verifies nothing. */
export function decodeSod(file: Uint8Array): Result<SecurityObject> {
  const inner = parseOnly(file, 0x77, what);
  if (!inner.ok) return inner;
  const signed = decodeSignedData(inner.value, LDS_SECURITY_OBJECT, what);
  if (!signed.ok) return signed;
  const hashes = hashesOf(signed.value.content);
  return hashes.ok ? ok({ ...signed.value, hashes: hashes.value }) : hashes;
}

/** LDSSecurityObject version 0: algorithm, then number and hash of each group in ascending order. */
function securityObject(groups: readonly GroupFile[], digest: Digest): Uint8Array {
  const hashes = groups
    .toSorted((a, b) => a.group - b.group)
    .map((file) => sequence(smallInteger(file.group), octetString(digest.sha256(file.bytes))));
  return sequence(smallInteger(0), SHA256, sequence(...hashes));
}

function hashesOf(content: Uint8Array): Result<ReadonlyMap<number, Uint8Array>> {
  const parts = members(what, content, 0x30);
  if (!parts.ok) return parts;
  const [, algorithm, list] = parts.value;
  if (!isSha256(algorithm)) return malformed(what, 'hash algorithm');
  const entries = members(what, list?.raw ?? new Uint8Array(), 0x30);
  if (!entries.ok) return entries;
  const hashes = new Map<number, Uint8Array>();
  for (const entry of entries.value) {
    const pair = members(what, entry.raw, 0x30);
    if (!pair.ok) return pair;
    const [number, hash] = pair.value;
    if (number?.tag !== 0x02 || hash?.tag !== 0x04) return malformed(what, 'group hash');
    if (hashes.has(uintOf(number.value))) return malformed(what, 'group hash stands twice');
    hashes.set(uintOf(number.value), hash.value);
  }
  return ok(hashes);
}
