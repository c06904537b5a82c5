/** Permissions about people: sessions, accounts, what two people answer for. A part of the one table. */

import { desk, everybody, managers, staff } from '../../../shared/model/account.ts';
import type { Permission } from './permission.ts';

export const peoplePermissions = {
  'session.signIn': { roles: everybody, open: true, reason: 'Nobody is signed in before it.' },
  'session.signOut': { roles: everybody, open: true, reason: 'Ending a session takes nothing from anyone.' },
  'session.lock': { roles: everybody, reason: 'Whoever leaves the screen hides what is on it.' },
  'session.unlock': { roles: everybody, reason: 'The use case asks for the same person’s password.' },
  'session.endShift': { roles: everybody, reason: 'Each person ends their own.' },

  'account.list': {
    roles: ['administrator', 'supervisor', 'auditor'],
    reason: 'Who may sign in is no secret from those who look after it or check it; officers have no need.',
  },
  'account.create': { roles: managers, byTwo: true, reason: 'Who comes in decides what gets out: never one alone.' },
  'account.changeRole': { roles: managers, byTwo: true, reason: 'A role is what its holder may do to cards.' },
  'account.disable': { roles: managers, byTwo: true, reason: 'One alone could shut out whoever watches them.' },
  'account.enable': { roles: managers, byTwo: true, reason: 'As making one.' },
  'account.unlock': { roles: managers, byTwo: true, reason: 'It ends the delay that stops guessing.' },
  'account.proveCard': {
    roles: managers,
    reason: 'The person’s own card shows by its PIN that it is there; nothing is set up yet.',
  },
  'account.enrolCard': { roles: managers, byTwo: true, reason: 'Whoever has that card is that person here.' },
  'account.loseCard': { roles: managers, byTwo: true, reason: 'It takes half of a sign-in away, for good.' },
  'account.removeFactor': { roles: managers, byTwo: true, reason: 'It takes half of a sign-in away.' },
  'account.resetPassword': { roles: managers, byTwo: true, reason: 'Whoever knows the password is that person here.' },
  'account.seal': { roles: managers, byTwo: true, reason: 'The code opens accounts by itself.' },
  'code.chooseAndSaveSheet': {
    roles: everybody,
    open: true,
    reason: 'Whoever has the code before them; the use case asks for it, and counts guesses.',
  },
  'account.changePassword': { roles: everybody, reason: 'One’s own, by the present one.' },
  'account.beginTotp': { roles: everybody, reason: 'One’s own; nothing is set up yet.' },
  'account.confirmTotp': { roles: everybody, reason: 'One’s own, by the password and a code.' },

  'office.firstStart': {
    roles: managers,
    open: true,
    reason: 'There is no account yet; the use case asks for the printed code.',
  },
  'account.recover': {
    roles: managers,
    open: true,
    reason: 'Nobody can sign in; the use case asks for the sealed code, and the log sounds an alarm.',
  },

  'sitting.settle': {
    roles: staff,
    reason: 'Of itself it allows nothing: each of its acts is asked about as if it were called alone.',
  },
  'review.override': {
    roles: desk,
    byTwo: true,
    reason: 'Where the staffing plan says so: what the program warns of is not waved through by one.',
  },
} as const satisfies Readonly<Record<string, Permission>>;
