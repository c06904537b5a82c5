/** EF.SOD: the hashes of all groups, signed by the document signer as CMS SignedData (Doc 9303-10 section 4.6.2). */

import { ok, type Result } from '../../../../shared/result.ts';
import type { Digest } from '../../ports.ts';
import { bytesEqual, hexOf, uintOf, utf8Text } from '../bytes.ts';
import type { DocumentSigner } from '../chip.ts';
import { instantOf, objectIdentifier, octetString, sequence, setOf, smallInteger, time } from './der.ts';
import { ECDSA_SHA256, signatureFromDer, signatureToDer } from './p256.ts';
import { readCertificate } from './read-certificate.ts';
import { encodeTlv, malformed, parseOnly, parseTlvs, type Tlv } from './tlv.ts';

const what = 'EF.SOD';
const SIGNED_DATA = objectIdentifier('1.2.840.113549.1.7.2');
/** id-icao-mrtd-security-ldsSecurityObject. */
const LDS_SECURITY_OBJECT = objectIdentifier('2.23.136.1.1.1');
/** RFC 5754 section 2: parameters are left out for SHA-2. */
const SHA256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'));
const SIGNATURE_ALGORITHM = sequence(objectIdentifier(ECDSA_SHA256));
const CONTENT_TYPE = objectIdentifier('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = objectIdentifier('1.2.840.113549.1.9.4');
const SIGNING_TIME = objectIdentifier('1.2.840.113549.1.9.5');

export interface GroupFile {
  readonly group: number;
  readonly bytes: Uint8Array;
}

/** What a security object says, taken apart but not yet believed. */
export interface SecurityObject {
  /** The signed content, and the hashes in it by number of data group. */
  readonly content: Uint8Array;
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  /** DER of the embedded document signer certificate. */
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

/** Builds and signs the file. Fails with `chip.malformed` where the document signer's certificate cannot be read. */
export function encodeSod(
  groups: readonly GroupFile[],
  signedAt: Date,
  documentSigner: DocumentSigner,
  digest: Digest,
): Result<Uint8Array> {
  const certificate = readCertificate(documentSigner.certificate);
  if (!certificate.ok) return certificate;
  const content = securityObject(groups, digest);
  const attributes = setOf(
    attribute(CONTENT_TYPE, LDS_SECURITY_OBJECT),
    attribute(MESSAGE_DIGEST, octetString(digest.sha256(content))),
    attribute(SIGNING_TIME, time(signedAt)),
  );
  const signerInfo = sequence(
    smallInteger(1),
    sequence(certificate.value.issuer, certificate.value.serial),
    SHA256,
    // [0] IMPLICIT takes the place of the SET tag; what is signed has the SET tag.
    encodeTlv(0xa0, attributes.subarray(headerLengthOf(attributes))),
    SIGNATURE_ALGORITHM,
    octetString(signatureToDer(documentSigner.signer.sign(attributes))),
  );
  const signedData = sequence(
    smallInteger(3),
    setOf(SHA256),
    sequence(LDS_SECURITY_OBJECT, encodeTlv(0xa0, octetString(content))),
    encodeTlv(0xa0, documentSigner.certificate),
    setOf(signerInfo),
  );
  return ok(encodeTlv(0x77, sequence(SIGNED_DATA, encodeTlv(0xa0, signedData))));
}

/** Takes a security object of our profile apart. Fails with `chip.malformed`; verifies nothing. */
export function decodeSod(file: Uint8Array): Result<SecurityObject> {
  const info = members(file, 0x77, 0x30);
  if (!info.ok) return info;
  const [type, explicit] = info.value;
  if (!is(type, SIGNED_DATA) || explicit?.tag !== 0xa0) return malformed(what, 'not CMS SignedData');
  const data = members(explicit.value, 0x30);
  if (!data.ok) return data;
  const content = contentOf(data.value[2]);
  if (!content.ok) return content;
  const hashes = hashesOf(content.value);
  if (!hashes.ok) return hashes;
  const certificates = data.value.find((field) => field.tag === 0xa0);
  const embedded = parseTlvs(certificates?.value ?? new Uint8Array(), what);
  if (!embedded.ok) return embedded;
  const [certificate, ...others] = embedded.value;
  if (certificate === undefined || others.length > 0) return malformed(what, 'not exactly one certificate');
  const signer = signerOf(data.value.at(-1));
  if (!signer.ok) return signer;
  return ok({ content: content.value, hashes: hashes.value, certificate: certificate.raw, ...signer.value });
}

/** LDSSecurityObject version 0: algorithm, then number and hash of each group in ascending order. */
function securityObject(groups: readonly GroupFile[], digest: Digest): Uint8Array {
  const hashes = groups
    .toSorted((a, b) => a.group - b.group)
    .map((file) => sequence(smallInteger(file.group), octetString(digest.sha256(file.bytes))));
  return sequence(smallInteger(0), SHA256, sequence(...hashes));
}

function contentOf(field: Tlv | undefined): Result<Uint8Array> {
  const parts = members(field?.raw ?? new Uint8Array(), 0x30);
  if (!parts.ok) return parts;
  const [type, explicit] = parts.value;
  if (!is(type, LDS_SECURITY_OBJECT) || explicit?.tag !== 0xa0) return malformed(what, 'not an LDS security object');
  return parseOnly(explicit.value, 0x04, what);
}

function hashesOf(content: Uint8Array): Result<ReadonlyMap<number, Uint8Array>> {
  const parts = members(content, 0x30);
  if (!parts.ok) return parts;
  const [, algorithm, list] = parts.value;
  if (!isSha256(algorithm)) return malformed(what, 'hash algorithm');
  const entries = members(list?.raw ?? new Uint8Array(), 0x30);
  if (!entries.ok) return entries;
  const hashes = new Map<number, Uint8Array>();
  for (const entry of entries.value) {
    const pair = members(entry.raw, 0x30);
    if (!pair.ok) return pair;
    const [number, hash] = pair.value;
    if (number?.tag !== 0x02 || hash?.tag !== 0x04) return malformed(what, 'group hash');
    if (hashes.has(uintOf(number.value))) return malformed(what, 'group hash stands twice');
    hashes.set(uintOf(number.value), hash.value);
  }
  return ok(hashes);
}

type Signer = Omit<SecurityObject, 'content' | 'hashes' | 'certificate'>;

function signerOf(field: Tlv | undefined): Result<Signer> {
  const infos = members(field?.raw ?? new Uint8Array(), 0x31);
  if (!infos.ok) return infos;
  const [only, ...others] = infos.value;
  if (only === undefined || others.length > 0) return malformed(what, 'not exactly one signer');
  const parts = members(only.raw, 0x30);
  if (!parts.ok) return parts;
  const [, identifier, digestAlgorithm, attributes, algorithm, signatureField] = parts.value;
  if (!isSha256(digestAlgorithm) || !is(algorithm, SIGNATURE_ALGORITHM) || attributes?.tag !== 0xa0)
    return malformed(what, 'algorithms of the signer');
  if (signatureField?.tag !== 0x04) return malformed(what, 'no signature');
  const signature = signatureFromDer(signatureField.value);
  if (!signature.ok) return signature;
  const names = members(identifier?.raw ?? new Uint8Array(), 0x30);
  if (!names.ok) return names;
  const [issuer, serial] = names.value;
  if (issuer === undefined || serial === undefined) return malformed(what, 'signer identifier');
  const values = attributesOf(attributes.value);
  if (!values.ok) return values;
  return ok({
    ...values.value,
    signedAttributes: encodeTlv(0x31, attributes.value),
    signature: signature.value,
    signerIssuer: issuer.raw,
    signerSerial: serial.raw,
  });
}

function attributesOf(content: Uint8Array): Result<Pick<SecurityObject, 'messageDigest' | 'signedAt'>> {
  const list = parseTlvs(content, what);
  if (!list.ok) return list;
  const values = new Map<string, Tlv>();
  for (const entry of list.value) {
    const parts = members(entry.raw, 0x30);
    if (!parts.ok) return parts;
    const inner = members(parts.value[1]?.raw ?? new Uint8Array(), 0x31);
    if (!inner.ok) return inner;
    const [type] = parts.value;
    const [value, ...others] = inner.value;
    if (type === undefined || value === undefined || others.length > 0) return malformed(what, 'signed attribute');
    values.set(hexOf(type.raw), value);
  }
  const digest = values.get(hexOf(MESSAGE_DIGEST));
  const signingTime = values.get(hexOf(SIGNING_TIME));
  // RFC 5652 section 11.1: the content-type attribute must equal the type of what is signed.
  if (!is(values.get(hexOf(CONTENT_TYPE)), LDS_SECURITY_OBJECT) || digest?.tag !== 0x04)
    return malformed(what, 'mandatory signed attributes');
  const signedAt = instantOf(signingTime?.tag ?? 0, utf8Text(signingTime?.value ?? new Uint8Array()) ?? '');
  return signedAt === null ? malformed(what, 'signing time') : ok({ messageDigest: digest.value, signedAt });
}

function attribute(type: Uint8Array, value: Uint8Array): Uint8Array {
  return sequence(type, setOf(value));
}

/** The members of an object, through one or two constructed tags. */
function members(bytes: Uint8Array, ...tags: readonly number[]): ReturnType<typeof parseTlvs> {
  let content = bytes;
  for (const tag of tags) {
    const inner = parseOnly(content, tag, what);
    if (!inner.ok) return inner;
    content = inner.value;
  }
  return parseTlvs(content, what);
}

function is(object: Tlv | undefined, expected: Uint8Array): boolean {
  return object !== undefined && bytesEqual(object.raw, expected);
}

/** With absent or NULL parameters: readers accept both (RFC 5754 section 2). */
function isSha256(object: Tlv | undefined): boolean {
  const withNull = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), encodeTlv(0x05));
  return is(object, SHA256) || is(object, withNull);
}

function headerLengthOf(attributes: Uint8Array): number {
  const first = attributes[1] ?? 0;
  return first < 0x80 ? 2 : 2 + first - 0x80;
}
