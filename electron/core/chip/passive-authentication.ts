/** Passive authentication (Doc 9303-11 section 5.1): who signed the chip's data, and is it the data that was signed. */

import { problem, type StepProblem } from '../../../shared/model/step-problem.ts';
import type { Digest, Verifier } from '../ports.ts';
import type { RevocationList } from '../intake/revocation-list.ts';
import { bytesEqual, hexOf } from './bytes.ts';
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

function verdict(check: InspectionStep['check'], found: StepProblem | null): InspectionStep {
  return { check, passed: found === null, problem: found };
}

/** What is wrong with the signature itself, or null. */
export function signatureProblem(sod: SignedData, ports: PassivePorts): StepProblem | null {
  const signer = readCertificate(sod.certificate);
  if (!signer.ok) return problem('certificateUnreadable');
  if (!bytesEqual(sod.signerIssuer, signer.value.issuer) || !bytesEqual(sod.signerSerial, signer.value.serial))
    return problem('otherSigner');
  if (!bytesEqual(sod.messageDigest, ports.digest.sha256(sod.content))) return problem('contentChanged');
  const good = ports.verifier.verify('ES256', namedKey(signer.value.point), sod.signedAttributes, sod.signature);
  return good ? null : problem('signatureBad');
}

/** Why the signer is not to be believed, or null: trusted, allowed to sign, in its time. */
export function chainProblem(sod: SignedData, trust: ChipTrust, ports: PassivePorts): StepProblem | null {
  const signer = readCertificate(sod.certificate);
  if (!signer.ok) return problem('certificateUnreadable');
  // RFC 5280 section 4.2.1.3: digitalSignature is the first bit.
  if (!hasKeyUsage(signer.value, 0x80)) return problem('signerMayNotSign');
  if (!isValidAt(signer.value, sod.signedAt)) return problem('signerOutOfTime');
  // Doc 9303-12 section 4.1.3: the key signs for a few months only, the certificate lives as long as its last card.
  if (!maySignAt(signer.value, sod.signedAt)) return problem('signerKeyOutOfUse');
  const roots = trust.cscaCertificates.map(readCertificate).flatMap((read) => (read.ok ? [read.value] : []));
  const issuers = roots.filter((root) => bytesEqual(root.subject, signer.value.issuer));
  if (issuers.length === 0) return problem('rootUnknown');
  const issuer = issuers.find((root) =>
    ports.verifier.verify('ES256', namedKey(root.point), signer.value.body, signer.value.signature),
  );
  if (issuer === undefined) return problem('notSignedByRoot');
  // keyCertSign is bit 5.
  if (!hasKeyUsage(issuer, 0x04) || extensionOf(issuer, '2.5.29.19') === undefined)
    return problem('issuerNotAuthority');
  if (!isValidAt(issuer, sod.signedAt)) return problem('rootOutOfTime');
  return trust.revocation === undefined ? null : revocationProblem(signer.value, issuer, trust.revocation, ports);
}

function hashProblem(sod: SecurityObject, files: readonly GroupFile[], ports: PassivePorts): StepProblem | null {
  const wrong = files.filter((file) => {
    const hash = sod.hashes.get(file.group);
    return hash === undefined || !bytesEqual(hash, ports.digest.sha256(file.bytes));
  });
  if (wrong.length > 0)
    return problem(
      'groupsDiffer',
      wrong.map((file) => `DG${file.group}`),
    );
  const missing = [...sod.hashes.keys()].filter((group) => files.every((file) => file.group !== group));
  return missing.length === 0
    ? null
    : problem(
        'groupsMissing',
        missing.map((group) => `DG${group}`),
      );
}

/**
 * Doc 9303-12 section 7.1.4: the CSCA itself signs the list of what it revoked. A list that is not its own, not in its time, or
 * not there says nothing, and somebody who asked for it is told so.
 */
function revocationProblem(
  signer: ReadCertificate,
  issuer: ReadCertificate,
  { lists, at }: { readonly lists: readonly RevocationList[]; readonly at: Date },
  { verifier }: PassivePorts,
): StepProblem | null {
  const name = hexOf(issuer.subject).toLowerCase();
  const current = lists.filter(
    (list) =>
      list.issuer === name &&
      list.thisUpdate <= at &&
      at < list.nextUpdate &&
      verifier.verify('ES256', namedKey(issuer.point), list.tbs, list.signature),
  );
  // cRLSign is bit 6.
  if (current.length === 0 || !hasKeyUsage(issuer, 0x02)) return problem('revocationUnknown');
  // The INTEGER without tag and length: serial numbers are at most 20 octets.
  const serial = hexOf(signer.serial.subarray(2)).toLowerCase();
  return current.some(({ revoked }) => revoked.has(serial)) ? problem('signerRevoked') : null;
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
