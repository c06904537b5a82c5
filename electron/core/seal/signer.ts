/** Who signs seals, and which certificate a seal names: Doc 9303-13 section 2.2.1, Doc 9303-12 section 7.1.3. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { hexOf, utf8Text } from '../chip/bytes.ts';
import { objectIdentifier } from '../chip/lds/der.ts';
import { readCertificate, type ReadCertificate } from '../chip/lds/read-certificate.ts';
import { parseOnly, parseTlvs } from '../chip/lds/tlv.ts';
import type { Signer } from '../ports.ts';

/** The seal signer: its certificate, by the bar code signer profile, and the key that belongs to it. */
export interface SealSigner {
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}

/** Whose seals are believed: DER certificates of the country signing CAs, and of the signers below them. */
export interface SealTrust {
  readonly cscaCertificates: readonly Uint8Array[];
  readonly signerCertificates: readonly Uint8Array[];
}

/** What the header of a seal says of its signer. */
export interface SignerReference {
  /** Country and common name, four characters. */
  readonly signer: string;
  /** Serial number, upper-case hex without a leading zero byte. */
  readonly certificateReference: string;
}

/** Fails with `seal.signerUntrusted` where the certificate is none, or its subject names no seal signer. */
export function referenceOf(certificate: Uint8Array): Result<SignerReference> {
  const read = readCertificate(certificate);
  return read.ok ? referenceIn(read.value) : untrusted('', 'it cannot be read');
}

/** As `referenceOf`, of a certificate that was read before. */
export function referenceIn(certificate: ReadCertificate): Result<SignerReference> {
  const signer = `${nameIn(certificate, '2.5.4.6')}${nameIn(certificate, '2.5.4.3')}`;
  if (!/^[A-Z]{2}[A-Z0-9]{2}$/.test(signer)) return untrusted('', 'it names no signer of seals');
  const serial = parseOnly(certificate.serial, 0x02, 'certificate');
  if (!serial.ok) return untrusted(signer, 'it has no serial number');
  // A DER integer has a zero byte in front where its first bit is set; the number itself has not.
  return ok({ signer, certificateReference: hexOf(serial.value).replace(/^00(?=.)/, '') });
}

/** The value of the one attribute of that type in the subject; empty where there is none. */
function nameIn(certificate: ReadCertificate, type: string): string {
  const subject = parseOnly(certificate.subject, 0x30, 'certificate');
  const relatives = subject.ok ? parseTlvs(subject.value, 'certificate') : subject;
  if (!relatives.ok) return '';
  for (const relative of relatives.value) {
    const attribute = parseOnly(relative.value, 0x30, 'certificate');
    const parts = attribute.ok ? parseTlvs(attribute.value, 'certificate') : attribute;
    const [name, value] = parts.ok ? parts.value : [];
    if (name !== undefined && hexOf(name.raw) === hexOf(objectIdentifier(type)))
      return utf8Text(value?.value ?? new Uint8Array()) ?? '';
  }
  return '';
}

export function untrusted(signer: string, problem: string): ReturnType<typeof fail> {
  return fail('seal.signerUntrusted', { signer, problem });
}
