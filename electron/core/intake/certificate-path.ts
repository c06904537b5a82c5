/**
 * The certificate path of a record: from the pinned root to the signer, by RFC 5280 section 6.1, cut down to what one
 * authority needs: ECDSA P-256 only, exact names, no policies, and whatever is critical and not understood refused.
 */

import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import type { Verifier } from '../ports.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { revocationOf, type RevocationList } from './revocation-list.ts';

/** Leaf, two intermediates, root: more than any approving authority has, and a bound on the work. */
export const longestPath = 4;

/** A path whose links hold; whether it holds at an instant is another question. */
export interface CertificatePath {
  /** From the one below the root down to the signer. */
  readonly certificates: readonly Certificate[];
  readonly root: Certificate;
  readonly signer: Certificate;
}

/**
 * Builds the path of an `x5c` header (RFC 7515 section 4.1.6: signer first) up to one of the pinned roots, which may
 * stand last in it or be left out. Checks all that does not depend on time: signatures, names, constraints, usages.
 */
export function buildPath(
  x5c: readonly Uint8Array[],
  roots: readonly Certificate[],
  purpose: string,
  verifier: Verifier,
): Result<CertificatePath> {
  if (x5c.length > longestPath) return broken('too long');
  const certificates: Certificate[] = [];
  for (const der of x5c.toReversed()) {
    const read = readCertificate(der);
    if (!read.ok) return broken(read.error);
    certificates.push(read.value);
  }
  const [top] = certificates;
  if (top === undefined) return broken('empty');
  const pinned = roots.find((root) => sameBytes(root.der, top.der));
  const below = pinned === undefined ? certificates : certificates.slice(1);
  const first = below[0];
  const signer = below.at(-1);
  // A record signed by the root itself comes out here as well: the root is for certificates.
  if (first === undefined || signer === undefined) return fail('intake.certificateUntrusted', {});
  const root =
    pinned ?? roots.find((candidate) => candidate.subject === first.issuer && signed(candidate, first, verifier));
  if (root === undefined) return fail('intake.certificateUntrusted', {});

  const links = checkLinks([root, ...below], verifier);
  if (!links.ok) return links;
  // The signer signs records for this one purpose; RFC 5280 section 4.2.1.12 lets `any` stand for all, we do not.
  const maySign = !signer.isAuthority && signer.keyUsage.has('digitalSignature') && signer.purposes.has(purpose);
  return maySign ? ok({ certificates: below, root, signer }) : fail('intake.certificateUsage', {});
}

/** RFC 5280 sections 6.1.3 (a)(1) and (a)(4) for each certificate, 6.1.4 (k) to (n) for each that issued another. */
function checkLinks(chain: readonly Certificate[], verifier: Verifier): Result<void> {
  // RFC 5937 section 3.2: the root's own limit counts too.
  let remaining = Infinity;
  for (const [index, issuer] of chain.entries()) {
    const issued = chain[index + 1];
    if (issued === undefined) return ok(undefined);
    if (!issuer.isAuthority) return broken('not an authority');
    if (!issuer.keyUsage.has('keyCertSign')) return broken('key usage');
    remaining = Math.min(remaining, issuer.pathLength) - (issued.isAuthority ? 1 : 0);
    if (remaining < 0) return broken('path length');
    if (issued.issuer !== issuer.subject) return broken('names');
    if (!signed(issuer, issued, verifier)) return broken('signature');
  }
  return ok(undefined);
}

/**
 * Whether the path holds at the given instants (when the record was issued, and now), and is not revoked now:
 * RFC 5280 sections 6.1.3 (a)(2) and (a)(3). The pinned root's own validity is held to as well.
 */
export function checkPathAt(
  path: CertificatePath,
  issuedAt: Date,
  now: Date,
  lists: readonly RevocationList[],
  verifier: Verifier,
): Result<void> {
  const outOfTime = [path.root, ...path.certificates].some((certificate) =>
    [issuedAt, now].some((at) => at < certificate.notBefore || at > certificate.notAfter),
  );
  if (outOfTime) return fail('intake.certificateExpired', {});
  let issuer = path.root;
  for (const certificate of path.certificates) {
    const verdict = revocationOf(certificate, issuer, lists, now, verifier);
    if (verdict === 'revoked') return fail('intake.certificateRevoked', { serial: certificate.serial });
    if (verdict === 'unknown') return fail('intake.revocationUnknown', { issuer: certificate.issuerCommonName });
    issuer = certificate;
  }
  return ok(undefined);
}

function signed(issuer: Certificate, issued: Certificate, verifier: Verifier): boolean {
  return verifier.verify('ES256', issuer.publicKey, issued.tbs, issued.signature);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function broken(problem: string): Failure {
  return fail('intake.certificatePath', { problem });
}
