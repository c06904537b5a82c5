/** Signs a training profile with the throw-away key of the SPECIMEN profile root: for trying, never for a real card. */

import type { SignedProfile } from '../../../shared/model/signed-profile.ts';
import { canonicalText } from '../audit/canonical.ts';
import { lineTypes } from '../intake/jws.ts';
import { signText } from '../sample/sign-record.ts';
import { specimenProfileAuthority, type SpecimenSigner } from '../specimen/authority.ts';

/** The line of a `.profile` file. What it says is not looked at: whoever reads it verifies it. */
export function signTrainingProfile(
  signed: SignedProfile,
  signer: SpecimenSigner = specimenProfileAuthority().signers.profile,
): string {
  return signText(canonicalText(signed), { alg: 'ES256', typ: lineTypes.profile.typ, x5c: signer.x5c }, signer).jws;
}
