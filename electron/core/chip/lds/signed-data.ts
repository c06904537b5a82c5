/**
 * CMS SignedData with one signer, its certificate inside and signed attributes (RFC 5652), as the security object and
 * the list of services are signed: ECDSA on P-256 with SHA-256.
 */

import { ok, type Result } from '../../../../shared/result.ts';
import type { Digest, Signer } from '../../ports.ts';
import { bytesEqual, hexOf, utf8Text } from '../bytes.ts';
import { instantOf, objectIdentifier, octetString, sequence, setOf, smallInteger, time } from './der.ts';
import { ECDSA_SHA256, signatureFromDer, signatureToDer } from './p256.ts';
import { readCertificate } from './read-certificate.ts';
import { encodeTlv, malformed, parseOnly, parseTlvs, type Tlv } from './tlv.ts';

const SIGNED_DATA = objectIdentifier('1.2.840.113549.1.7.2');
/** RFC 5754 section 2: parameters are left out for SHA-2. */
export const SHA256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'));
const SIGNATURE_ALGORITHM = sequence(objectIdentifier(ECDSA_SHA256));
const CONTENT_TYPE = objectIdentifier('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = objectIdentifier('1.2.840.113549.1.9.4');
const SIGNING_TIME = objectIdentifier('1.2.840.113549.1.9.5');

/** A signed object, taken apart but not yet believed. */
export interface SignedData {
  readonly content: Uint8Array;
  /** DER of the embedded certificate of the signer. */
  readonly certificate: Uint8Array;
  /** The bytes that were signed: the attributes as a SET OF (RFC 5652 section 5.4). */
  readonly signedAttributes: Uint8Array;
  readonly messageDigest: Uint8Array;
  readonly signedAt: Date;
  /** r || s. */
  readonly signature: Uint8Array;
  /** issuerAndSerialNumber of the signer: must name the embedded certificate. */
  readonly signerIssuer: Uint8Array;
  readonly signerSerial: Uint8Array;
}

/** A key and the certificate that belongs to it. */
export interface CertifiedSigner {
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}

/**
 * Signs; answers the ContentInfo in DER. `contentType` is the encoded object identifier. Fails with `chip.malformed`
 * where the signer's certificate cannot be read, and as the signer does.
 */
export function encodeSignedData(
  contentType: Uint8Array,
  content: Uint8Array,
  signedAt: Date,
  { certificate, signer }: CertifiedSigner,
  digest: Digest,
): Result<Uint8Array> {
  const read = readCertificate(certificate);
  if (!read.ok) return read;
  const attributes = setOf(
    attribute(CONTENT_TYPE, contentType),
    attribute(MESSAGE_DIGEST, octetString(digest.sha256(content))),
    attribute(SIGNING_TIME, time(signedAt)),
  );
  const signature = signer.sign(attributes);
  if (!signature.ok) return signature;
  const signerInfo = sequence(
    smallInteger(1),
    sequence(read.value.issuer, read.value.serial),
    SHA256,
    // [0] IMPLICIT takes the place of the SET tag; what is signed has the SET tag.
    encodeTlv(0xa0, attributes.subarray(headerLengthOf(attributes))),
    SIGNATURE_ALGORITHM,
    octetString(signatureToDer(signature.value)),
  );
  const signedData = sequence(
    smallInteger(3),
    setOf(SHA256),
    sequence(contentType, encodeTlv(0xa0, octetString(content))),
    encodeTlv(0xa0, certificate),
    setOf(signerInfo),
  );
  return ok(sequence(SIGNED_DATA, encodeTlv(0xa0, signedData)));
}

/** Takes a ContentInfo of our profile apart. Fails with `chip.malformed`, naming `what`; verifies nothing. */
export function decodeSignedData(bytes: Uint8Array, contentType: Uint8Array, what: string): Result<SignedData> {
  const info = members(what, bytes, 0x30);
  if (!info.ok) return info;
  const [type, explicit] = info.value;
  if (!is(type, SIGNED_DATA) || explicit?.tag !== 0xa0) return malformed(what, 'not CMS SignedData');
  const data = members(what, explicit.value, 0x30);
  if (!data.ok) return data;
  const content = contentOf(what, contentType, data.value[2]);
  if (!content.ok) return content;
  const certificates = data.value.find((field) => field.tag === 0xa0);
  const embedded = parseTlvs(certificates?.value ?? new Uint8Array(), what);
  if (!embedded.ok) return embedded;
  const [certificate, ...others] = embedded.value;
  if (certificate === undefined || others.length > 0) return malformed(what, 'not exactly one certificate');
  const signer = signerOf(what, contentType, data.value.at(-1));
  if (!signer.ok) return signer;
  return ok({ content: content.value, certificate: certificate.raw, ...signer.value });
}

/** SHA-256 with absent or NULL parameters: readers accept both (RFC 5754 section 2). */
export function isSha256(object: Tlv | undefined): boolean {
  const withNull = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), encodeTlv(0x05));
  return is(object, SHA256) || is(object, withNull);
}

/** The members of an object, through one or two constructed tags. */
export function members(what: string, bytes: Uint8Array, ...tags: readonly number[]): ReturnType<typeof parseTlvs> {
  let content = bytes;
  for (const tag of tags) {
    const inner = parseOnly(content, tag, what);
    if (!inner.ok) return inner;
    content = inner.value;
  }
  return parseTlvs(content, what);
}

function contentOf(what: string, contentType: Uint8Array, field: Tlv | undefined): Result<Uint8Array> {
  const parts = members(what, field?.raw ?? new Uint8Array(), 0x30);
  if (!parts.ok) return parts;
  const [type, explicit] = parts.value;
  if (!is(type, contentType) || explicit?.tag !== 0xa0) return malformed(what, 'content of another type');
  return parseOnly(explicit.value, 0x04, what);
}

type SignerFields = Omit<SignedData, 'content' | 'certificate'>;

function signerOf(what: string, contentType: Uint8Array, field: Tlv | undefined): Result<SignerFields> {
  const infos = members(what, field?.raw ?? new Uint8Array(), 0x31);
  if (!infos.ok) return infos;
  const [only, ...others] = infos.value;
  if (only === undefined || others.length > 0) return malformed(what, 'not exactly one signer');
  const parts = members(what, only.raw, 0x30);
  if (!parts.ok) return parts;
  const [, identifier, digestAlgorithm, attributes, algorithm, signatureField] = parts.value;
  if (!isSha256(digestAlgorithm) || !is(algorithm, SIGNATURE_ALGORITHM) || attributes?.tag !== 0xa0)
    return malformed(what, 'algorithms of the signer');
  if (signatureField?.tag !== 0x04) return malformed(what, 'no signature');
  const signature = signatureFromDer(signatureField.value);
  if (!signature.ok) return signature;
  const names = members(what, identifier?.raw ?? new Uint8Array(), 0x30);
  if (!names.ok) return names;
  const [issuer, serial] = names.value;
  if (issuer === undefined || serial === undefined) return malformed(what, 'signer identifier');
  const values = attributesOf(what, contentType, attributes.value);
  if (!values.ok) return values;
  return ok({
    ...values.value,
    signedAttributes: encodeTlv(0x31, attributes.value),
    signature: signature.value,
    signerIssuer: issuer.raw,
    signerSerial: serial.raw,
  });
}

type AttributeValues = Pick<SignedData, 'messageDigest' | 'signedAt'>;

function attributesOf(what: string, contentType: Uint8Array, content: Uint8Array): Result<AttributeValues> {
  const list = parseTlvs(content, what);
  if (!list.ok) return list;
  const values = new Map<string, Tlv>();
  for (const entry of list.value) {
    const parts = members(what, entry.raw, 0x30);
    if (!parts.ok) return parts;
    const inner = members(what, parts.value[1]?.raw ?? new Uint8Array(), 0x31);
    if (!inner.ok) return inner;
    const [type] = parts.value;
    const [value, ...others] = inner.value;
    if (type === undefined || value === undefined || others.length > 0) return malformed(what, 'signed attribute');
    values.set(hexOf(type.raw), value);
  }
  const digest = values.get(hexOf(MESSAGE_DIGEST));
  const signingTime = values.get(hexOf(SIGNING_TIME));
  // RFC 5652 section 11.1: the content-type attribute must equal the type of what is signed.
  if (!is(values.get(hexOf(CONTENT_TYPE)), contentType) || digest?.tag !== 0x04)
    return malformed(what, 'mandatory signed attributes');
  const signedAt = instantOf(signingTime?.tag ?? 0, utf8Text(signingTime?.value ?? new Uint8Array()) ?? '');
  return signedAt === null ? malformed(what, 'signing time') : ok({ messageDigest: digest.value, signedAt });
}

function attribute(type: Uint8Array, value: Uint8Array): Uint8Array {
  return sequence(type, setOf(value));
}

function is(object: Tlv | undefined, expected: Uint8Array): boolean {
  return object !== undefined && bytesEqual(object.raw, expected);
}

function headerLengthOf(attributes: Uint8Array): number {
  const first = attributes[1] ?? 0;
  return first < 0x80 ? 2 : 2 + first - 0x80;
}
