/** X.509 version 3 (RFC 5280) as all our certificates are built and signed: ECDSA on P-256 with SHA-256. */

import { ok, type Result } from '../../../../shared/result.ts';
import type { Digest, Signer } from '../../ports.ts';
import { concatBytes, uintBytes } from '../bytes.ts';
import {
  bitString,
  booleanTrue,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  smallInteger,
  time,
  unsignedInteger,
  utf8String,
} from './der.ts';
import { ECDSA_SHA256, publicKeyInfo, signatureToDer, type CurveForm } from './p256.ts';
import { encodeTlv } from './tlv.ts';

const DAY_MS = 86_400_000;

/** Names and extensions in DER, in the order in which they will stand. */
export interface CertificateContents {
  /** Positive, at most 20 bytes, unique under its issuer (RFC 5280 section 4.1.2.2). */
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Uncompressed, 65 bytes. */
  readonly point: Uint8Array;
  readonly curveForm: CurveForm;
  readonly extensions: readonly Uint8Array[];
}

/** The certificate in DER, signed with the issuer's key. Fails as the signer does. */
export function issueCertificate(contents: CertificateContents, issuer: Signer): Result<Uint8Array> {
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const body = sequence(
    encodeTlv(0xa0, smallInteger(2)),
    unsignedInteger(contents.serial),
    algorithm,
    contents.issuer,
    sequence(time(contents.notBefore), time(contents.notAfter)),
    contents.subject,
    publicKeyInfo(contents.point, contents.curveForm),
    encodeTlv(0xa3, sequence(...contents.extensions)),
  );
  const signature = issuer.sign(body);
  if (!signature.ok) return signature;
  return ok(sequence(body, algorithm, bitString(signatureToDer(signature.value))));
}

/** So long by the calendar. */
export interface Span {
  readonly years: number;
  readonly months?: number;
}

/** From a day before it was made: clocks differ, and readers refuse a signing time equal to notBefore. */
export function validFor(madeAt: Date, span: Span): Pick<CertificateContents, 'notBefore' | 'notAfter'> {
  const notBefore = new Date(madeAt.getTime() - DAY_MS);
  return { notBefore, notAfter: later(notBefore, span) };
}

/** By the calendar: Doc 9303-12 counts years and months so, and its five years are no hour longer. */
export function later(from: Date, { years, months = 0 }: Span): Date {
  const then = new Date(from);
  // From the first of the month, so that the 31st of a shorter month does not run over into the next one.
  then.setUTCDate(1);
  then.setUTCFullYear(from.getUTCFullYear() + years, from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return then;
}

export function nameOf(country: string, commonName: string): Uint8Array {
  return sequence(attribute('2.5.4.6', printableString(country)), attribute('2.5.4.3', utf8String(commonName)));
}

export function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(sequence(objectIdentifier(type), value));
}

export function extension(type: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  const mark = critical === undefined ? new Uint8Array() : booleanTrue();
  return sequence(concatBytes(objectIdentifier(type), mark, octetString(value)));
}

export function subjectKey(point: Uint8Array, digest: Digest): Uint8Array {
  return extension('2.5.29.14', octetString(keyIdentifier(point, digest)));
}

export function authorityKey(issuerPoint: Uint8Array, digest: Digest): Uint8Array {
  return extension('2.5.29.35', sequence(encodeTlv(0x80, keyIdentifier(issuerPoint, digest))));
}

/** keyCertSign and cRLSign, bits 5 and 6 (RFC 5280 section 4.2.1.3). */
export function usageOfAuthority(): Uint8Array {
  return extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0106, 2)), 'critical');
}

/** digitalSignature, bit 0. */
export function usageOfSigner(): Uint8Array {
  return extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0780, 2)), 'critical');
}

/** An authority over nothing but end entities: path length 0 (Doc 9303-12 table 6). */
export function constraintsOfAuthority(): Uint8Array {
  return extension('2.5.29.19', sequence(booleanTrue(), smallInteger(0)), 'critical');
}

/** RFC 5280 section 4.2.1.2, method 1 names SHA-1; the port offers SHA-256, cut to 160 bits (RFC 7093 section 2, method 1). */
function keyIdentifier(point: Uint8Array, digest: Digest): Uint8Array {
  return digest.sha256(point).slice(0, 20);
}
