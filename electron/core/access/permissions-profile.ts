/** Who may do what with the issuance profile, and with the keys of a live one. A part of the one table. */

import { desk, managers } from '../../../shared/model/account.ts';
import type { profileCalls } from '../../../shared/contract/profile.ts';
import type { Permission } from './permission.ts';

export const profilePermissions: Readonly<Record<keyof typeof profileCalls, Permission>> = {
  'profile.view': {
    roles: [...managers, 'auditor'],
    reason: 'By which rules the office works, for whoever answers for it or checks it; no person in it.',
  },
  'profile.chooseAndCheck': {
    roles: managers,
    reason: 'Reads a file and says what it would change; nothing is changed.',
  },
  'profile.change': {
    roles: managers,
    byTwo: true,
    reason: 'It sets who has to be there, what is kept and for how long: never one alone.',
  },
  'keys.open': {
    roles: desk,
    byTwo: true,
    reason: 'What these keys sign is a real card: the two of the desk begin the day with them, neither alone.',
  },
  'keys.close': {
    roles: desk,
    reason: 'Whoever leaves the desk closes them; it takes nothing that two cannot give again.',
  },
};
