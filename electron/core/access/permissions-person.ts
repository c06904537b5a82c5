/** Who may do what with a person's data as a whole: rows of the one table of permissions. */

import type { personCalls } from '../../../shared/contract/person.ts';
import type { Permission } from './permission.ts';

export const personPermissions: Readonly<Record<keyof typeof personCalls, Permission>> = {
  'person.chooseAndExport': {
    roles: ['supervisor', 'officer'],
    reason: 'Whoever stands at the desk may ask for what is on file about them; each is on record.',
  },
  'person.due': { roles: ['supervisor', 'administrator'], reason: 'Ids and days; who is behind them is not in it.' },
  'person.erase': {
    roles: ['supervisor', 'officer'],
    byTwo: true,
    reason: 'What is erased is gone for everybody; an office of two has no other pair.',
  },
};
