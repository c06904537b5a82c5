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
  'access.accountDisabled': {
    what: 'The account {account} is disabled.',
    next: 'Have two people who look after accounts enable it, or use another account.',
  },
  'access.codeNeeded': {
    what: 'The account {account} needs the code of its authenticator too.',
    next: 'Enter the six digits that the authenticator shows now.',
  },
  'access.wrongCode': {
    what: 'The code for {account} is wrong, too old, or was used before.',
    next: 'Wait for the next six digits and enter those; the account is locked after several wrong ones.',
  },
  'access.passwordShort': {
    what: 'The new password of {account} has only {length} characters.',
    next: 'Use at least {least}; several words that have nothing to do with each other are easiest to remember.',
  },
  'access.passwordGuessable': {
    what: 'The new password of {account} is guessed soon ({guess}).',
    next: 'Take several words that have nothing to do with each other, with you or with the office.',
  },
  'access.passwordSame': {
    what: 'The new password is the present one.',
    next: 'Choose another one.',
  },
  'access.mustChangePassword': {
    what: 'The present password of this account was given by others and has to be changed first.',
    next: 'Whoever it belongs to signs in and chooses a password that only they know; then go on.',
  },
  'access.screenLocked': {
    what: 'The screen is locked; the work is as it was.',
    next: 'Enter your password to unlock it.',
  },
  'access.sessionEnded': {
    what: 'This session is over: the account signed in elsewhere, it was disabled, or its role was changed.',
    next: 'Sign in again; if that was not you, tell your supervisor.',
  },
  'access.noSealedCode': {
    what: 'There is no code to be used: it was used, or none was ever made.',
    next: 'Have two people who look after accounts make a new break-glass code on the Accounts screen.',
  },
  'access.codeMistyped': {
    what: 'A sign of the code is missing or was mistyped: its check digits do not fit.',
    next: 'Compare it with the paper, group by group; this was not counted as an attempt.',
  },
  'access.wrongSealedCode': {
    what: 'The code is wrong.',
    next: 'Compare it with the paper, sign by sign, and enter it again; each attempt is on record.',
  },
  'access.codeLocked': {
    what: 'The code is locked for a while after several wrong ones.',
    next: 'Try again in {seconds} seconds.',
  },
  'access.overrideNeedsSecond': {
    what: 'The staffing plan of this office has two people answer for a warning that is set aside.',
    next: 'Have a second person look at the warnings and sign in here.',
  },
  'account.exists': {
    what: 'There is an account {account} already.',
    next: 'Choose another name for the account.',
  },
  'account.ofProgram': {
    what: 'As {account} the program itself stands in the log; no person has that name.',
    next: 'Choose another name for the account.',
  },
  'account.own': {
    what: 'The account {account} is neither changed by the person it belongs to, nor with their approval.',
    next: 'Have two others who look after accounts do it.',
  },
  'account.tooFewManagers': {
    what: 'Fewer than two people would be left who may change accounts.',
    next: 'First give somebody else the account of an administrator or supervisor.',
  },
  'account.factorThere': {
    what: 'A second factor, an authenticator or an officer’s card, is set up for this account already.',
    next: 'To use another one, have two others who look after accounts remove it first.',
  },
  'account.noFactor': {
    what: 'No second factor is set up for {account}; nothing was changed.',
    next: 'Check the account. Without one the password alone opens it.',
  },
  'account.samePeople': {
    what: 'Administrator and supervisor have to be two people, with accounts and passwords of their own.',
    next: 'Let each of the two enter their own.',
  },
  'account.notRecoverable': {
    what: 'The account {account} cannot be recovered by the break-glass code.',
    next: 'It recovers an administrator or a supervisor, who then reset the others. The code was not used.',
  },
  'office.started': {
    what: 'This office has accounts already; its first start is over.',
    next: 'Sign in; where nobody can, use the break-glass code.',
  },
  'office.exists': {
    what: 'There are data in {path} already; no first start can be prepared there.',
    next: 'Choose an empty data folder.',
  },
  'shift.none': {
    what: 'You are not on shift.',
    next: 'Sign in again to begin one.',
  },
};
