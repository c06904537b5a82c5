// One seal of an invented person, with all that its making and checking needs.

import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { makeSeal, type SealInput } from '../../../electron/core/seal/make-seal.ts';
import type { SealTrust } from '../../../electron/core/seal/signer.ts';
import { verifySeal, type VerifiedSeal } from '../../../electron/core/seal/verify-seal.ts';
import type { Result } from '../../../shared/result.ts';
import { input, makeTrust, profile, signedAt, value } from '../chip/sample.ts';

export const trust = makeTrust();
export const now = signedAt;

export const sealInput: SealInput = {
  person: input.person,
  card: input.card,
  chipPortrait: input.photo,
  profile,
  signedAt,
};

export const sealTrust = trustIn(trust);

export function trustIn(from: ReturnType<typeof makeTrust>): SealTrust {
  return { cscaCertificates: from.cscaCertificates, signerCertificates: [from.sealSigner.certificate] };
}

export function sealed(changes: Partial<SealInput> = {}, sealSigner = trust.sealSigner): Uint8Array {
  return value(makeSeal({ ...sealInput, ...changes }, { digest: systemDigest, sealSigner }));
}

export function verified(bytes: Uint8Array, by: SealTrust = sealTrust, at = now): Result<VerifiedSeal> {
  return verifySeal(bytes, profile.seal, by, { verifier: systemVerifier, now: at });
}
