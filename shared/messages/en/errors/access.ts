/** English texts of sign-in and permission failures. */

import type { AccessErrors } from '../../../errors/access.ts';
import type { ErrorTexts } from '../../texts.ts';

export const accessErrors: ErrorTexts<AccessErrors> = {
  'access.signInRequired': {
    what: 'Nobody is signed in.',
    next: 'Sign in and try again.',
  },
  'access.wrongPassword': {
    what: 'The account {account} or its password is wrong.',
    next: 'Check both and enter them again.',
  },
  'access.lockedOut': {
    what: 'The account {account} is locked after several wrong passwords.',
    next: 'Try again in {seconds} seconds or ask your supervisor.',
  },
  'access.forbidden': {
    what: 'Your role ({role}) may not do this ({action}).',
    next: 'Ask a person who holds this permission.',
  },
  'access.samePerson': {
    what: 'A card is never handed over by the person who accepted its review ({account}).',
    card: 'The card stays in custody.',
    next: 'Another person has to hand it over.',
  },
  'access.trainingOnly': {
    what: 'This works in the training office only ({action}).',
    next: 'Use the real devices in a live office.',
  },
  'access.passwordNeeded': {
    what: 'The password of {account} is missing.',
    next: 'Give it by --password-fd, or run this on a terminal.',
  },
};
