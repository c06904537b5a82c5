/** Whether a seal is to be believed: Doc 9303-13 appendix D, in its order; then what it says. */

import type { Profile } from '../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesEqual, hexOf } from '../chip/bytes.ts';
import { SEAL_SIGNING } from '../chip/lds/certificates.ts';
import { objectIdentifier, sequence } from '../chip/lds/der.ts';
import { namedKey } from '../chip/lds/p256.ts';
import { extensionOf, readCertificate, type ReadCertificate } from '../chip/lds/read-certificate.ts';
import type { Verifier } from '../ports.ts';
import { cardSealOf, type CardSeal } from './card-seal.ts';
import { decodeSeal } from './decode-seal.ts';
import { referenceIn, untrusted, type SealTrust } from './signer.ts';
import type { SealHeader, VisibleDigitalSeal } from './visible-digital-seal.ts';

export interface VerifiedSeal {
  readonly header: SealHeader;
  readonly card: CardSeal;
}

export interface SealVerifyPorts {
  readonly verifier: Verifier;
  readonly now: Date;
}

const DAY_MS = 86_400_000;

/**
 * What the seal says, once everything about it is good. Fails with `seal.malformed` (WRONG_FORMAT of the appendix),
 * `seal.signerUnknown` (UNKNOWN_CERTIFICATE), `seal.signerUntrusted` (UNTRUSTED_CERTIFICATE, EXPIRED_CERTIFICATE) or
 * `seal.forged` (INVALID_SIGNATURE). No revocation list is consulted: the SPECIMEN CSCA issues none.
 */
export function verifySeal(
  bytes: Uint8Array,
  definition: Profile['seal'],
  trust: SealTrust,
  { verifier, now }: SealVerifyPorts,
): Result<VerifiedSeal> {
  const seal = decodeSeal(bytes);
  if (!seal.ok) return seal;
  const { header, features, signed, signature } = seal.value;
  if (header.featureDefinition !== definition.featureDefinition) return unknownDefinition('feature definition');
  if (header.documentCategory !== definition.documentCategory) return unknownDefinition('document category');
  const card = cardSealOf(features);
  if (!card.ok) return card;
  if (card.value.validFrom !== header.issuedOn) return unknownDefinition('document issue date');
  const certificate = certificateOf(seal.value, trust);
  if (!certificate.ok) return certificate;
  const problem = chainProblem(certificate.value, header, trust, { verifier, now });
  if (problem !== null) return untrusted(header.signer, problem);
  const isGood = verifier.verify('ES256', namedKey(certificate.value.point), signed, signature);
  return isGood ? ok({ header, card: card.value }) : fail('seal.forged', { signer: header.signer });
}

function unknownDefinition(problem: string): ReturnType<typeof fail> {
  return fail('seal.malformed', { problem });
}

function certificateOf({ header }: VisibleDigitalSeal, trust: SealTrust): Result<ReadCertificate> {
  const { signer, certificateReference: reference } = header;
  for (const der of trust.signerCertificates) {
    const read = readCertificate(der);
    const named = read.ok ? referenceIn(read.value) : read;
    if (read.ok && named.ok && named.value.signer === signer && named.value.certificateReference === reference)
      return read;
  }
  return fail('seal.signerUnknown', { signer, reference });
}

/** Doc 9303-12 sections 5 and 7.1.3: issued by a trusted CSCA for this purpose, good when it signed and still good now. */
function chainProblem(
  certificate: ReadCertificate,
  { signedOn }: SealHeader,
  { cscaCertificates }: SealTrust,
  { verifier, now }: SealVerifyPorts,
): string | null {
  const purpose = extensionOf(certificate, '2.5.29.37');
  if (purpose === undefined || !bytesEqual(purpose, sequence(objectIdentifier(SEAL_SIGNING))))
    return 'it is not for signing seals';
  const roots = cscaCertificates.map(readCertificate).flatMap((read) => (read.ok ? [read.value] : []));
  const issuer = roots.find(
    (root) =>
      hexOf(root.subject) === hexOf(certificate.issuer) &&
      verifier.verify('ES256', namedKey(root.point), certificate.body, certificate.signature),
  );
  if (issuer === undefined) return 'no country signing CA that is trusted here has signed it';
  if (extensionOf(issuer, '2.5.29.19') === undefined) return 'its issuer is no CA';
  if ([certificate, issuer].some((one) => now < one.notBefore || now > one.notAfter)) return 'it is not valid today';
  // The seal states a day, not an instant: any instant of that day will do.
  const day = new Date(`${signedOn}T00:00:00Z`).getTime();
  if (day + DAY_MS <= certificate.notBefore.getTime() || day > certificate.notAfter.getTime())
    return 'it was not valid when the seal was signed';
  return null;
}
