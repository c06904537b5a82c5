/** What of a profile belongs to the data folder: its log, its keys and its cards are of that office, workstation and kind. */

import type { Profile } from '../../../shared/model/profile.ts';
import type { ProfileField } from '../../../shared/model/signed-profile.ts';

const identity = ['id', 'live', 'office', 'workstation'] as const satisfies readonly ProfileField[];

/** The first field by which another folder is meant, if any. A training folder never becomes a live one. */
export function sameFolder(one: Profile, other: Profile): ProfileField | undefined {
  return identity.find((field) => one[field] !== other[field]);
}
