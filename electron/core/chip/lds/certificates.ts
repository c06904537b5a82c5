/** The SPECIMEN country signing CA and document signer, by the certificate profile of Doc 9303-12 section 7.1. */

import { ok, type Result } from '../../../../shared/result.ts';
import type { Digest, Signer } from '../../ports.ts';
import { concatBytes, uintBytes, utf8Bytes } from '../bytes.ts';
import {
  bitString,
  booleanTrue,
  generalizedTime,
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
import { ECDSA_SHA256, pointOf, publicKeyInfo, signatureToDer, type CurveForm } from './p256.ts';
import { stateCode } from './mrz.ts';
import { encodeTlv } from './tlv.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/** What both certificates are made from. */
export interface CertificateInput {
  /** ISO 3166-1 alpha-2, `C` of both names. */
  readonly country: string;
  /** The issuing state as the MRZ shows it. */
  readonly issuingState: string;
  /** Document code as the MRZ shows it, with its filler. */
  readonly documentCode: string;
  readonly madeAt: Date;
  readonly curveForm: CurveForm;
  /** At most 20 bytes, unique under its issuer (RFC 5280 section 4.1.2.2). */
  readonly serial: Uint8Array;
}

interface PlainCertificate extends CertificateInput {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly point: Uint8Array;
  readonly validYears: number;
  readonly extensions: readonly Uint8Array[];
}

interface Certificate extends PlainCertificate {
  readonly keyUsedYears: number;
}

/** id-icao-vdsSigner (Doc 9303-12 section 7.1.3): the key purpose of whoever signs visible digital seals. */
export const SEAL_SIGNING = '2.23.136.1.1.11.1';

/** The self-signed root. Fails with `chip.malformed` where the signer's key is not on P-256, and as the signer does. */
export function createCscaCertificate(input: CertificateInput, signer: Signer, digest: Digest): Result<Uint8Array> {
  const point = pointOf(signer.publicKey());
  if (!point.ok) return point;
  const name = nameOf(input.country, 'SPECIMEN CSCA');
  return issue(
    {
      ...input,
      subject: name,
      issuer: name,
      point: point.value,
      keyUsedYears: 5,
      // Longer than the last card that its last document signer signs (Doc 9303-12 section 6).
      validYears: 19,
      extensions: [
        authorityKey(keyIdentifier(point.value, digest)),
        subjectKey(keyIdentifier(point.value, digest)),
        // keyCertSign and cRLSign, bits 5 and 6 (RFC 5280 section 4.2.1.3).
        extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0106, 2)), 'critical'),
        // pathLenConstraint is always 0 (Doc 9303-12 table 6).
        extension('2.5.29.19', sequence(booleanTrue(), smallInteger(0)), 'critical'),
      ],
    },
    signer,
  );
}

/** The signer of security objects, signed by the CSCA's key. */
export function createDocumentSignerCertificate(
  input: CertificateInput,
  documentKey: Uint8Array,
  csca: Signer,
  digest: Digest,
): Result<Uint8Array> {
  const point = pointOf(documentKey);
  if (!point.ok) return point;
  const issuerPoint = pointOf(csca.publicKey());
  if (!issuerPoint.ok) return issuerPoint;
  return issue(
    {
      ...input,
      subject: nameOf(input.country, 'SPECIMEN Document Signer'),
      issuer: nameOf(input.country, 'SPECIMEN CSCA'),
      point: point.value,
      keyUsedYears: 3,
      // The key's use plus the ten years of the last card, plus a day.
      validYears: 13.1,
      extensions: [
        authorityKey(keyIdentifier(issuerPoint.value, digest)),
        subjectKey(keyIdentifier(point.value, digest)),
        // digitalSignature, bit 0.
        extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0780, 2)), 'critical'),
        documentTypes(input.documentCode),
      ],
    },
    csca,
  );
}

/**
 * The signer of visible digital seals, signed by the CSCA's key: Doc 9303-12 section 7.1.3, whose table 8 allows no other
 * extension than these three. `signer` are the two capitals that follow the country in the seal's signer identifier; the
 * seal names this certificate by `input.serial`.
 */
export function createSealSignerCertificate(
  input: CertificateInput,
  signer: string,
  sealKey: Uint8Array,
  csca: Signer,
  digest: Digest,
): Result<Uint8Array> {
  const point = pointOf(sealKey);
  if (!point.ok) return point;
  const issuerPoint = pointOf(csca.publicKey());
  if (!issuerPoint.ok) return issuerPoint;
  const certificate: PlainCertificate = {
    ...input,
    subject: sequence(
      attribute('2.5.4.6', printableString(input.country)),
      attribute('2.5.4.3', printableString(signer)),
    ),
    issuer: nameOf(input.country, 'SPECIMEN CSCA'),
    point: point.value,
    // Three years of use and the ten years of the last card, plus a day, as for the document signer.
    validYears: 13.1,
    extensions: [
      authorityKey(keyIdentifier(issuerPoint.value, digest)),
      documentTypes(input.documentCode),
      extension('2.5.29.37', sequence(objectIdentifier(SEAL_SIGNING)), 'critical'),
    ],
  };
  return issuePlain(certificate, csca);
}

/** Private key usage period, alternative names and distribution points come on top of its own extensions. */
function issue(certificate: Certificate, issuer: Signer): Result<Uint8Array> {
  const notBefore = startOf(certificate);
  const usedUntil = later(notBefore, certificate.keyUsedYears);
  const usage = sequence(generalizedTime(notBefore, 0x80), generalizedTime(usedUntil, 0x81));
  const names = alternativeNames(certificate.issuingState);
  const extensions = [
    ...certificate.extensions,
    extension('2.5.29.16', usage),
    extension('2.5.29.17', names),
    extension('2.5.29.18', names),
    extension('2.5.29.31', distributionPoint()),
  ];
  return issuePlain({ ...certificate, extensions }, issuer);
}

/** A day back: readers refuse a signing time equal to notBefore, and clocks differ. */
function startOf({ madeAt }: CertificateInput): Date {
  return new Date(madeAt.getTime() - DAY_MS);
}

function issuePlain(certificate: PlainCertificate, issuer: Signer): Result<Uint8Array> {
  const notBefore = startOf(certificate);
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const body = sequence(
    encodeTlv(0xa0, smallInteger(2)),
    unsignedInteger(certificate.serial),
    algorithm,
    certificate.issuer,
    sequence(time(notBefore), time(later(notBefore, certificate.validYears))),
    certificate.subject,
    publicKeyInfo(certificate.point, certificate.curveForm),
    encodeTlv(0xa3, sequence(...certificate.extensions)),
  );
  const signature = issuer.sign(body);
  if (!signature.ok) return signature;
  return ok(sequence(body, algorithm, bitString(signatureToDer(signature.value))));
}

function nameOf(country: string, commonName: string): Uint8Array {
  return sequence(attribute('2.5.4.6', printableString(country)), attribute('2.5.4.3', utf8String(commonName)));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(sequence(objectIdentifier(type), value));
}

/** Document types that a key may sign (Doc 9303-12 section 7.1.1.6). */
function documentTypes(documentCode: string): Uint8Array {
  const documentType = printableString(documentCode.replaceAll('<', ''));
  return extension('2.23.136.1.1.6.2', sequence(smallInteger(0), setOf(documentType)));
}

/** RFC 5280 section 4.2.1.2, method 1 names SHA-1; the port offers SHA-256, cut to 160 bits (RFC 7093 section 2, method 1). */
function keyIdentifier(point: Uint8Array, digest: Digest): Uint8Array {
  return digest.sha256(point).slice(0, 20);
}

function subjectKey(identifier: Uint8Array): Uint8Array {
  return extension('2.5.29.14', octetString(identifier));
}

function authorityKey(identifier: Uint8Array): Uint8Array {
  return extension('2.5.29.35', sequence(encodeTlv(0x80, identifier)));
}

/** Contact, and a directory name of nothing but the country code as the MRZ shows it (Doc 9303-12 section 7.1.1.2). */
function alternativeNames(issuingState: string): Uint8Array {
  const directory = encodeTlv(0xa4, sequence(attribute('2.5.4.7', printableString(stateCode(issuingState)))));
  return sequence(encodeTlv(0x86, utf8Bytes('https://specimen.invalid/')), directory);
}

/** Mandatory in the profile; the SPECIMEN's list exists nowhere, so its address cannot either (RFC 2606 section 2). */
function distributionPoint(): Uint8Array {
  const address = encodeTlv(0x86, utf8Bytes('https://specimen.invalid/csca.crl'));
  return sequence(sequence(encodeTlv(0xa0, encodeTlv(0xa0, address))));
}

function extension(type: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  const mark = critical === undefined ? new Uint8Array() : booleanTrue();
  return sequence(concatBytes(objectIdentifier(type), mark, octetString(value)));
}

function later(from: Date, years: number): Date {
  return new Date(from.getTime() + years * YEAR_MS);
}
