/** What stands on the sheet of a sealed code. In no database and no file but the one that a person chose. */

import type { Profile } from './profile.ts';

export interface CodeSheet extends Pick<Profile, 'live' | 'office' | 'officeName' | 'workstation'> {
  readonly kind: 'firstStart' | 'breakGlass';
  /** Five groups of five and two check digits. */
  readonly code: string;
  /** Of the code, so that envelope and log can be compared. */
  readonly id: string;
  readonly madeAt: string;
}
