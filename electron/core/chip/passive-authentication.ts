/** Passive authentication (Doc 9303-11 section 5.1): who signed the chip's data, and is it the data that was signed. */

import type { Digest, Verifier } from '../ports.ts';
import { bytesEqual } from './bytes.ts';
import type { ChipTrust, InspectionStep } from './chip.ts';
import { maySignAt } from './lds/key-usage-period.ts';
import { namedKey } from './lds/p256.ts';
import { extensionOf, readCertificate, type ReadCertificate } from './lds/read-certificate.ts';
import type { SignedData } from './lds/signed-data.ts';
import type { GroupFile, SecurityObject } from './lds/sod.ts';

export interface PassivePorts {
  readonly digest: Digest;
  readonly verifier: Verifier;
}

/** The three verdicts in the order of the document: signature, certificate chain, hashes. */
export function authenticate(
  sod: SecurityObject,
  files: readonly GroupFile[],
  trust: ChipTrust,
  ports: PassivePorts,
): readonly InspectionStep[] {
  return [
    verdict('sodSignature', signatureProblem(sod, ports)),
    verdict('certificateChain', chainProblem(sod, trust, ports)),
    verdict('groupHashes', hashProblem(sod, files, ports)),
  ];
}

function verdict(check: InspectionStep['check'], problem: string | null): InspectionStep {
  return { check, passed: problem === null, note: problem ?? '' };
}

/** What is wrong with the signature itself, or null. */
export function signatureProblem(sod: SignedData, ports: PassivePorts): string | null {
  const signer = readCertificate(sod.certificate);
  if (!signer.ok) return 'the signer certificate cannot be read';
  if (!bytesEqual(sod.signerIssuer, signer.value.issuer) || !bytesEqual(sod.signerSerial, signer.value.serial))
    return 'names another signer than it carries';
  if (!bytesEqual(sod.messageDigest, ports.digest.sha256(sod.content))) return 'the content is not what was signed';
  const good = ports.verifier.verify('ES256', namedKey(signer.value.point), sod.signedAttributes, sod.signature);
  return good ? null : 'the signature is not good';
}

/** Why the signer is not to be believed, or null: trusted, allowed to sign, in its time. */
export function chainProblem(sod: SignedData, trust: ChipTrust, ports: PassivePorts): string | null {
  const signer = readCertificate(sod.certificate);
  if (!signer.ok) return 'the signer certificate cannot be read';
  // RFC 5280 section 4.2.1.3: digitalSignature is the first bit.
  if (!hasKeyUsage(signer.value, 0x80)) return 'the signer may not sign';
  if (!isValidAt(signer.value, sod.signedAt)) return 'signed outside the validity of the signer';
  // Doc 9303-12 section 4.1.3: the key signs for a few months only, the certificate lives as long as its last card.
  if (!maySignAt(signer.value, sod.signedAt)) return 'signed outside the time in which the key of the signer may sign';
  const roots = trust.cscaCertificates.map(readCertificate).flatMap((read) => (read.ok ? [read.value] : []));
  const issuers = roots.filter((root) => bytesEqual(root.subject, signer.value.issuer));
  if (issuers.length === 0) return 'no trusted country signing CA of that name';
  const issuer = issuers.find((root) =>
    ports.verifier.verify('ES256', namedKey(root.point), signer.value.body, signer.value.signature),
  );
  if (issuer === undefined) return 'not signed by the trusted country signing CA';
  // keyCertSign is bit 5.
  if (!hasKeyUsage(issuer, 0x04) || extensionOf(issuer, '2.5.29.19') === undefined) return 'the issuer is no CA';
  return isValidAt(issuer, sod.signedAt) ? null : 'signed outside the validity of the country signing CA';
}

function hashProblem(sod: SecurityObject, files: readonly GroupFile[], ports: PassivePorts): string | null {
  const wrong = files.filter((file) => {
    const hash = sod.hashes.get(file.group);
    return hash === undefined || !bytesEqual(hash, ports.digest.sha256(file.bytes));
  });
  if (wrong.length > 0) return `differs: ${wrong.map((file) => `DG${file.group}`).join(' ')}`;
  const missing = [...sod.hashes.keys()].filter((group) => files.every((file) => file.group !== group));
  return missing.length === 0 ? null : `missing: ${missing.map((group) => `DG${group}`).join(' ')}`;
}

/** The bit of the first octet of the key usage BIT STRING. */
function hasKeyUsage(certificate: ReadCertificate, mask: number): boolean {
  const bits = extensionOf(certificate, '2.5.29.15');
  return bits !== undefined && bits[0] === 0x03 && ((bits[3] ?? 0) & mask) !== 0;
}

/** Strictly after notBefore: some readers refuse an equal instant, so we do too. */
function isValidAt(certificate: ReadCertificate, instant: Date): boolean {
  return certificate.notBefore < instant && instant <= certificate.notAfter;
}
