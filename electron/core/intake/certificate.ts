/** Reads an X.509 certificate (RFC 5280 section 4) into plain values; knows nothing yet of whether to trust it. */

import { ECDSASigValue } from '@peculiar/asn1-ecc';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate as X509Certificate,
  ExtendedKeyUsage,
  KeyUsage,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  type Extension,
  type Name,
} from '@peculiar/asn1-x509';
import type { Result } from '../../../shared/result.ts';

/** RFC 5758 section 3.2; the only signature algorithm between these certificates. */
export const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const ecPublicKey = '1.2.840.10045.2.1';
/** DER of the object identifier prime256v1 (RFC 5480 section 2.1.1.1). */
const prime256v1 = '06082a8648ce3d030107';

export interface Certificate {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  /** r || s, 64 bytes. */
  readonly signature: Uint8Array;
  /** Lower-case hex. */
  readonly serial: string;
  /** DER as hex, for exact comparison (RFC 5280 section 7.1 allows more; one authority has no need of it). */
  readonly issuer: string;
  readonly issuerCommonName: string;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER SubjectPublicKeyInfo of a P-256 key. */
  readonly publicKey: Uint8Array;
  readonly isAuthority: boolean;
  /** Infinity where unlimited. */
  readonly pathLength: number;
  readonly keyUsage: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
}

/** Reads one certificate; the failure is the short English name of the broken rule. */
export function readCertificate(der: Uint8Array): Result<Certificate, string> {
  try {
    return read(der);
  } catch {
    // The ASN.1 library throws on anything that does not parse.
    return refused('encoding');
  }
}

function read(der: Uint8Array): Result<Certificate, string> {
  const parsed = AsnConvert.parse(der, X509Certificate);
  const tbs = parsed.tbsCertificate;
  // RFC 5280 sections 4.1.1.2 and 4.1.2.1: both algorithm fields agree; extensions mean version 3.
  if (tbs.version !== 2) return refused('version');
  const algorithms = [parsed.signatureAlgorithm, tbs.signature];
  if (algorithms.some((one) => one.algorithm !== ecdsaWithSha256 || hasParameters(one.parameters))) {
    return refused('signature algorithm');
  }
  const key = tbs.subjectPublicKeyInfo;
  const curve = key.algorithm.parameters;
  if (key.algorithm.algorithm !== ecPublicKey || !curve || hex(curve) !== prime256v1) return refused('key');
  const signature = rawEcdsaSignature(parsed.signatureValue);
  const tbsRaw = parsed.tbsCertificateRaw;
  if (tbsRaw === undefined || signature === undefined) return refused('signature');
  if (!isSpeltAsDer(der, new Uint8Array(tbsRaw), parsed.signatureValue)) return refused('encoding');
  const serial = hex(tbs.serialNumber);
  if (serial.length < 2 || serial.length > 40 || /^[89a-f]/.test(serial)) return refused('serial number');

  const extensions = readExtensions(tbs.extensions ?? []);
  if (!extensions.ok) return extensions;
  return {
    ok: true,
    value: {
      der,
      tbs: new Uint8Array(tbsRaw),
      signature,
      serial,
      issuer: nameKey(tbs.issuer),
      issuerCommonName: commonName(tbs.issuer),
      subject: nameKey(tbs.subject),
      notBefore: tbs.validity.notBefore.getTime(),
      notAfter: tbs.validity.notAfter.getTime(),
      publicKey: new Uint8Array(AsnConvert.serialize(key)),
      ...extensions.value,
    },
  };
}

type ReadExtensions = Pick<Certificate, 'isAuthority' | 'pathLength' | 'keyUsage' | 'purposes'>;

function readExtensions(extensions: readonly Extension[]): Result<ReadExtensions, string> {
  const found = new Map<string, Uint8Array>();
  for (const extension of extensions) {
    // RFC 5280 section 4.2: no extension twice.
    if (found.has(extension.extnID)) return refused('extension twice');
    found.set(extension.extnID, new Uint8Array(extension.extnValue.buffer));
    // RFC 5280 section 4.2: what is critical and not understood refuses the certificate. Name and policy constraints
    // are critical wherever they stand, so they are refused here rather than half understood.
    if (extension.critical && !understood.has(extension.extnID)) return refused('critical extension');
  }
  const constraintsDer = found.get(id_ce_basicConstraints);
  const constraints = constraintsDer && AsnConvert.parse(constraintsDer, BasicConstraints);
  const keyUsageDer = found.get(id_ce_keyUsage);
  const purposesDer = found.get(id_ce_extKeyUsage);
  return {
    ok: true,
    value: {
      isAuthority: constraints?.cA === true,
      pathLength: constraints?.pathLenConstraint ?? Infinity,
      keyUsage: new Set(keyUsageDer ? AsnConvert.parse(keyUsageDer, KeyUsage).toJSON() : []),
      purposes: new Set(purposesDer ? AsnConvert.parse(purposesDer, ExtendedKeyUsage) : []),
    },
  };
}

const understood: ReadonlySet<string> = new Set([id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage]);

/** r || s of a DER ECDSA-Sig-Value (RFC 3279 section 2.2.3), or undefined. */
export function rawEcdsaSignature(der: ArrayBuffer): Uint8Array | undefined {
  const { r, s } = AsnConvert.parse(der, ECDSASigValue);
  const raw = new Uint8Array(64);
  for (const [index, part] of [r, s].entries()) {
    const digits = trimZeros(new Uint8Array(part));
    if (digits.length > 32) return undefined;
    raw.set(digits, 32 * (index + 1) - digits.length);
  }
  return hex(ecdsaSignature(raw)) === hex(der) ? raw : undefined;
}

/** The one DER spelling of r || s. */
export function ecdsaSignature(raw: Uint8Array): Uint8Array {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].flatMap((part) => {
    const digits = trimZeros(part);
    // X.690 section 8.3: a leading zero where the first bit would make the number negative.
    return Array.from(element(0x02, (digits[0] ?? 0x80) >= 0x80 ? [0, ...digits] : digits));
  });
  return element(0x30, integers);
}

/**
 * Whether the part of a certificate or list that no signature covers is spelt as DER demands: the parser is generous, and a
 * signed thing must have one spelling.
 */
export function isSpeltAsDer(der: Uint8Array, tbs: Uint8Array, signatureDer: ArrayBuffer): boolean {
  const bitString = element(0x03, [0, ...new Uint8Array(signatureDer)]);
  return hex(element(0x30, [...tbs, ...ecdsaWithSha256Der, ...bitString])) === hex(der);
}

/** SEQUENCE of the object identifier ecdsa-with-SHA256 and nothing else. */
const ecdsaWithSha256Der = [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

function element(tag: number, content: ArrayLike<number>): Uint8Array {
  return Uint8Array.from([tag, ...lengthOf(content.length), ...Array.from(content)]);
}

/** X.690 section 10.1: the definite form, in as few bytes as will do. */
function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 3;
  return [0x80 | digits, ...[length >> 16, length >> 8, length].slice(-digits).map((byte) => byte & 255)];
}

/** A name as a key for exact comparison. */
export function nameKey(name: Name): string {
  return hex(AsnConvert.serialize(name));
}

/** `CN` of a name, for a person to read; empty where there is none. */
export function commonName(name: Name): string {
  const commonNameType = '2.5.4.3';
  const attribute = Array.from(name)
    .flatMap((relative) => Array.from(relative))
    .find((one) => one.type === commonNameType);
  return attribute === undefined ? '' : attribute.value.toString().slice(0, 64);
}

export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function hasParameters(parameters: ArrayBuffer | null | undefined): boolean {
  return parameters !== null && parameters !== undefined;
}

function trimZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? new Uint8Array(0) : bytes.subarray(start);
}

function refused(problem: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: problem };
}
