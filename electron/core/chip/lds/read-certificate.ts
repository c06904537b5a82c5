/** What passive authentication needs to know of a certificate, read strictly and kept as it was signed. */

import { ok, type Result } from '../../../../shared/result.ts';
import { hexOf, utf8Text } from '../bytes.ts';
import { instantOf, objectIdentifier, sequence } from './der.ts';
import { ECDSA_SHA256, pointOf, signatureFromDer } from './p256.ts';
import { malformed, parseOnly, parseTlvs, type Tlv } from './tlv.ts';

export interface ReadCertificate {
  /** The signed part, byte for byte. */
  readonly body: Uint8Array;
  /** INTEGER, Name and Name as they stand in the certificate. */
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly point: Uint8Array;
  /** r || s. */
  readonly signature: Uint8Array;
  /** DER values by the hex of their object identifiers' encodings. */
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

const what = 'certificate';
const ALGORITHM = sequence(objectIdentifier(ECDSA_SHA256));

/** Fails with `chip.malformed`, also for a certificate that is not of P-256 and SHA-256. */
export function readCertificate(der: Uint8Array): Result<ReadCertificate> {
  const content = members(der, 0x30);
  if (!content.ok) return content;
  const [body, algorithm, signatureBits] = content.value;
  if (body?.tag !== 0x30 || signatureBits?.tag !== 0x03 || signatureBits.value[0] !== 0)
    return malformed(what, 'structure');
  if (hexOf(algorithm?.raw ?? new Uint8Array()) !== hexOf(ALGORITHM)) return malformed(what, 'signature algorithm');
  const signature = signatureFromDer(signatureBits.value.subarray(1));
  if (!signature.ok) return signature;
  const fields = members(body.raw, 0x30);
  if (!fields.ok) return fields;
  const [version, serial, , issuer, validity, subject, key, ...rest] = fields.value;
  if (version?.tag !== 0xa0 || serial?.tag !== 0x02 || issuer?.tag !== 0x30 || subject?.tag !== 0x30)
    return malformed(what, 'structure');
  const period = periodOf(validity);
  if (!period.ok) return period;
  const point = pointOf(key?.raw ?? new Uint8Array());
  if (!point.ok) return point;
  const extensions = extensionsOf(rest.find((field) => field.tag === 0xa3));
  if (!extensions.ok) return extensions;
  return ok({
    body: body.raw,
    serial: serial.raw,
    issuer: issuer.raw,
    subject: subject.raw,
    ...period.value,
    point: point.value,
    signature: signature.value,
    extensions: extensions.value,
  });
}

export function extensionOf(certificate: ReadCertificate, dotted: string): Uint8Array | undefined {
  return certificate.extensions.get(hexOf(objectIdentifier(dotted)));
}

function members(der: Uint8Array, tag: number): ReturnType<typeof parseTlvs> {
  const content = parseOnly(der, tag, what);
  return content.ok ? parseTlvs(content.value, what) : content;
}

function periodOf(validity: Tlv | undefined): Result<{ readonly notBefore: Date; readonly notAfter: Date }> {
  const times = members(validity?.raw ?? new Uint8Array(), 0x30);
  if (!times.ok) return times;
  const [from, to] = times.value.map((field) => instantOf(field.tag, utf8Text(field.value) ?? ''));
  if (!(from instanceof Date) || !(to instanceof Date)) return malformed(what, 'validity');
  return ok({ notBefore: from, notAfter: to });
}

function extensionsOf(field: Tlv | undefined): Result<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  if (field === undefined) return ok(found);
  const list = members(field.value, 0x30);
  if (!list.ok) return list;
  for (const entry of list.value) {
    const parts = members(entry.raw, 0x30);
    if (!parts.ok) return parts;
    const type = parts.value[0];
    const value = parts.value.at(-1);
    if (type?.tag !== 0x06 || value?.tag !== 0x04) return malformed(what, 'extension');
    if (found.has(hexOf(type.raw))) return malformed(what, 'extension stands twice');
    found.set(hexOf(type.raw), value.value);
  }
  return ok(found);
}
