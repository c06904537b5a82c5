/** The throw-away country signing CA and document signer of a SPECIMEN data folder. */

import type { Profile } from '../../../../shared/model/profile.ts';
import type { Result } from '../../../../shared/result.ts';
import type { ChipTrust, DocumentSigner } from '../../../core/chip/chip.ts';
import type { Clock, Digest, Random } from '../../../core/ports.ts';
import type { SoftwareKeys } from './software-keys.ts';

export interface ChipTrustOptions {
  /** Where the two certificates are kept; made when missing. */
  readonly folder: string;
  readonly keys: SoftwareKeys;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

export interface SpecimenChipTrust extends ChipTrust {
  readonly documentSigner: DocumentSigner;
}

/** Opens the certificates, made once per folder. Fails with `file.*`; with `access.trainingOnly` for a live profile. */
export function openChipTrust(options: ChipTrustOptions): Result<SpecimenChipTrust> {
  throw new Error(`not built yet: ${options.folder}`);
}
