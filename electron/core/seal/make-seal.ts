/** The seal of one card: made and signed once, at composing, and kept with the job (an ECDSA signature differs each time). */

import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Digest } from '../ports.ts';
import { featuresOf, namesDigest, portraitDigest } from './card-seal.ts';
import { referenceOf, type SealSigner } from './signer.ts';
import { encodeSigned, withSignature } from './visible-digital-seal.ts';

export interface SealInput {
  readonly person: Person;
  readonly card: CardData;
  /** The JPEG file that EF.DG2 of this card holds. */
  readonly chipPortrait: Uint8Array;
  readonly profile: Pick<Profile, 'chip' | 'seal'>;
  readonly signedAt: Date;
}

export interface SealPorts {
  readonly digest: Digest;
  readonly sealSigner: SealSigner;
}

/** The signed seal. Fails with `seal.fieldInvalid` or `seal.signerUntrusted`, which are faults of the profile. */
export function makeSeal(input: SealInput, ports: SealPorts): Result<Uint8Array> {
  const signed = toBeSigned(input, ports);
  if (!signed.ok) return signed;
  const signature = ports.sealSigner.signer.sign(signed.value);
  return signature.ok ? ok(withSignature(signed.value, signature.value)) : signature;
}

/**
 * A seal for the preview before there is a job: of the size and the look that it will have. The signature is zeros: what
 * is only looked at must not be something that verifies, nor wake the signer's key.
 */
export function draftSeal(input: SealInput, ports: SealPorts): Result<Uint8Array> {
  const signed = toBeSigned(input, ports);
  return signed.ok ? ok(withSignature(signed.value, new Uint8Array(64))) : signed;
}

function toBeSigned(
  { person, card, profile, chipPortrait, signedAt }: SealInput,
  ports: SealPorts,
): Result<Uint8Array> {
  const { digest, sealSigner } = ports;
  const reference = referenceOf(sealSigner.certificate);
  if (!reference.ok) return reference;
  const features = featuresOf({
    number: card.number,
    validFrom: card.validFrom,
    validUntil: card.validUntil,
    namesDigest: namesDigest(person, digest),
    portraitDigest: portraitDigest(chipPortrait, digest),
  });
  if (!features.ok) return features;
  return encodeSigned(
    {
      ...reference.value,
      issuingState: profile.chip.issuingState,
      // As in EF.DG12: the card's date of issue is the first day of its validity.
      issuedOn: card.validFrom,
      signedOn: signedAt.toISOString().slice(0, 10),
      featureDefinition: profile.seal.featureDefinition,
      documentCategory: profile.seal.documentCategory,
    },
    features.value,
  );
}
