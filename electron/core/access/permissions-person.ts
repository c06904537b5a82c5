/** Who may do what with a person's data as a whole: rows of the one table of permissions. */

import { desk, everybody, managers, staff } from '../../../shared/model/account.ts';
import type { personCalls } from '../../../shared/contract/person.ts';
import type { Permission } from './permission.ts';

export const personPermissions: Readonly<Record<keyof typeof personCalls, Permission>> = {
  'person.chooseAndExport': {
    roles: desk,
    reason: 'Whoever stands at the desk may ask for what is on file about them; each is on record.',
  },
  'person.show': {
    roles: desk,
    reason: 'Whoever may erase has to see whom; each look is on record.',
  },
  'person.retention': { roles: everybody, reason: 'Numbers of years out of the profile.' },
  'person.erasures': { roles: everybody, reason: 'Certificates name accounts and ids of cases, no person.' },
  'person.chooseAndSaveCertificate': {
    roles: staff,
    reason: 'The proof belongs to whoever asked for the erasure.',
  },
  'person.keys': {
    roles: managers,
    reason: 'Copies of the keys and ways to open them; no person is read by it.',
  },
  'person.changeSlot': {
    roles: managers,
    byTwo: true,
    reason: 'Whoever opens the master opens every person on file; whoever takes the last good way away loses them.',
  },
  'person.chooseAndCopyKeys': {
    roles: managers,
    reason: 'A copy is sealed as the keys are, on record, and to be destroyed after every erasure.',
  },
  'person.copyGone': { roles: managers, reason: 'Whoever keeps the copies says which are gone.' },
  'person.due': { roles: managers, reason: 'Ids and days; who is behind them is not in it.' },
  'person.erase': {
    roles: desk,
    byTwo: true,
    reason: 'What is erased is gone for everybody; an office of two has no other pair.',
  },
};
