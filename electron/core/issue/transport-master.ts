/** Under which master key the chips of this office were delivered. */

import type { KeyDeriver } from '../ports.ts';
import { specimenTransportMaster } from '../specimen/transport-master.ts';
import type { IssueContext } from './context.ts';

/** Blanks of a training office are made under a public key; those of a live one under the key that its store holds. */
export function transportMaster({ profile, keyDeriver }: Pick<IssueContext, 'profile' | 'keyDeriver'>): KeyDeriver {
  return profile.live ? keyDeriver : specimenTransportMaster;
}
