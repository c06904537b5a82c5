/** The SPECIMEN country signing CA and document signer, by the certificate profile of Doc 9303-12 section 7.1. */

import type { Result } from '../../../../shared/result.ts';
import type { Digest, Signer } from '../../ports.ts';
import { utf8Bytes } from '../bytes.ts';
import { generalizedTime, objectIdentifier, printableString, sequence, setOf, smallInteger } from './der.ts';
import {
  attribute,
  authorityKey,
  constraintsOfAuthority,
  extension,
  issueCertificate,
  later,
  nameOf,
  subjectKey,
  usageOfAuthority,
  usageOfSigner,
  validFor,
  type Span,
} from './issue-certificate.ts';
import { stateCode } from './mrz.ts';
import { pointOf, type CurveForm } from './p256.ts';
import { encodeTlv } from './tlv.ts';

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
  readonly valid: Span;
  readonly extensions: readonly Uint8Array[];
}

interface Certificate extends PlainCertificate {
  readonly keyUsed: Span;
}

/**
 * Doc 9303-12 section 4.1.3: a document signer signs for three months at most and is valid as long as its last card, here ten
 * years, with a month for cards whose validity begins after they were signed. A country signing CA signs for three to
 * five years and is valid as long as the last certificate that it signs.
 */
const lifetimes = {
  csca: { keyUsed: { years: 5 }, valid: { years: 15, months: 4 } },
  documentSigner: { keyUsed: { years: 0, months: 3 }, valid: { years: 10, months: 4 } },
} as const satisfies Readonly<Record<string, Pick<Certificate, 'keyUsed' | 'valid'>>>;

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
      ...lifetimes.csca,
      extensions: [
        authorityKey(point.value, digest),
        subjectKey(point.value, digest),
        usageOfAuthority(),
        constraintsOfAuthority(),
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
      ...lifetimes.documentSigner,
      extensions: [
        authorityKey(issuerPoint.value, digest),
        subjectKey(point.value, digest),
        usageOfSigner(),
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
    // Three years of use and the ten years of the last card, and a month.
    valid: { years: 13, months: 1 },
    extensions: [
      authorityKey(issuerPoint.value, digest),
      documentTypes(input.documentCode),
      extension('2.5.29.37', sequence(objectIdentifier(SEAL_SIGNING)), 'critical'),
    ],
  };
  return issuePlain(certificate, csca);
}

/** Private key usage period, alternative names and distribution points come on top of its own extensions. */
function issue(certificate: Certificate, issuer: Signer): Result<Uint8Array> {
  const { notBefore } = validFor(certificate.madeAt, certificate.valid);
  const usedUntil = later(notBefore, certificate.keyUsed);
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

function issuePlain(certificate: PlainCertificate, issuer: Signer): Result<Uint8Array> {
  return issueCertificate({ ...certificate, ...validFor(certificate.madeAt, certificate.valid) }, issuer);
}

/** Document types that a key may sign (Doc 9303-12 section 7.1.1.6). */
function documentTypes(documentCode: string): Uint8Array {
  const documentType = printableString(documentCode.replaceAll('<', ''));
  return extension('2.23.136.1.1.6.2', sequence(smallInteger(0), setOf(documentType)));
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
