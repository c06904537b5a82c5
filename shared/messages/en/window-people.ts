/** English texts of accounts, second persons, locks and shifts. */

import type { people as keys } from '../zh/window-people.ts';

export const people: Readonly<Record<keyof typeof keys, string>> = {
  'secondPerson.title': 'The second person approves here',
  'secondPerson.help':
    'Somebody other than you who holds this permission. The approval is for what is shown only, for 120 seconds.',
  'secondPerson.training': 'Training office: {account} / {password}',
  'secondPerson.cases': '{count} in all',
  'second.same': 'is the first person',
  'second.role': 'that role may not do this',
  'second.otherAct': 'approved something else',
  'second.late': 'the approval is too old',
  'second.spent': 'the approval was used before',
};
