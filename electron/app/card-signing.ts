/** What signs the cards of a data folder, and whom they are believed by: the CSCA with its signers, services, chip master. */

import { join } from 'node:path';
import type { Profile } from '../../shared/model/profile.ts';
import { ok, type Result } from '../../shared/result.ts';
import { openChipTrust, type SpecimenChipTrust } from '../adapters/keys/software/chip-trust.ts';
import { withCurrentSigner } from '../adapters/keys/software/document-signers.ts';
import { openServiceAuthority } from '../adapters/keys/software/service-trust.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { KeyDeriver } from '../core/ports.ts';
import type { ServiceContext } from '../core/service/context.ts';
import type { CardKeys } from './card-keys.ts';

export interface CardSigning {
  readonly trust: SpecimenChipTrust;
  readonly signers: Pick<SpecimenChipTrust, 'documentSigner' | 'sealSigner'>;
  /** True where the document signer was made just now, which has to go on record. */
  readonly isNewSigner: boolean;
  readonly services: ServiceContext['services'];
  readonly chipMaster: KeyDeriver;
}

interface CardSigningOptions {
  readonly folder: string;
  readonly keys: CardKeys;
  readonly profile: Profile;
  readonly mode: 'read' | 'write';
}

/** Makes what a new folder lacks, where that may be made. Fails with `file.*`, `hsm.*`, `access.trainingOnly`. */
export function openCardSigning({ folder, keys, profile, mode }: CardSigningOptions): Result<CardSigning> {
  const chance = { clock: systemClock, digest: systemDigest, random: systemRandom };
  const trustOptions = { folder: join(folder, 'keys'), keys, profile, ...chance };
  const trust = openChipTrust(trustOptions);
  if (!trust.ok) return trust;
  // Reading makes nothing; whoever writes signs, with a key whose time is not over.
  const signers = mode === 'write' ? withCurrentSigner(trustOptions, trust.value) : trust;
  if (!signers.ok) return signers;
  const services = openServiceAuthority(trustOptions, trust.value);
  if (!services.ok) return services;
  const chipMaster = keys.deriver('chip-master');
  if (!chipMaster.ok) return chipMaster;
  return ok({
    trust: trust.value,
    signers: signers.value,
    isNewSigner: signers.value !== trust.value,
    services: services.value,
    chipMaster: chipMaster.value,
  });
}
