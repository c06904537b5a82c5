/** English texts of failures of the issuance profile. */

import type { ProfileErrors } from '../../../errors/profile.ts';
import type { ErrorTexts } from '../../texts.ts';

export const profileErrors: ErrorTexts<ProfileErrors> = {
  'profile.unreadable': {
    what: 'The file is not a signed profile ({problem}).',
    next: 'Nothing was changed. Ask whoever sent it for the file as it was signed, unaltered.',
  },
  'profile.notProven': {
    what: 'The profile is not signed by anybody whom this program believes ({problem}).',
    next: 'Nothing was changed. Ask for a profile that is signed under the authority’s root; do not use this file.',
  },
  'profile.trainingOnly': {
    what: 'A profile for training cannot set {profileField}: a training card could be taken for a real one.',
    next: 'Nothing was changed. Leave that field as the training profile has it; a live profile needs the authority’s signature and a program that was built with the authority’s root.',
  },
  'profile.otherFolder': {
    what: 'The profile is for another data folder ({profileField} differs).',
    next: 'Nothing was changed. Office, workstation and kind of a data folder stay what they are; ask for the profile of this workstation.',
  },
  'profile.older': {
    what: 'The profile has number {serial}; number {newest} was taken in before.',
    next: 'Nothing was changed. Ask for a newer profile; an older one never comes back.',
  },
  'profile.notYet': {
    what: 'The profile is valid from {validFrom} on.',
    next: 'Nothing was changed. Take it in then; if that time is past, have the clock of this machine set.',
  },
  'profile.altered': {
    what: 'The stored profile (number {serial}) is not the one that two people took in: it was altered, removed or put there by hand.',
    card: 'Nothing was written to a card or printed.',
    next: 'Work does not start. Leave everything as it is, run starcard diagnose, call the auditor, and have your administrator restore a backup.',
  },
  'keys.notOpened': {
    what: 'The keys that sign cards were not opened on this working day, or were closed again.',
    card: 'Nothing was signed, written to a card or printed.',
    next: 'Leave the program, have two people of the desk open them with starcard keys open --second ACCOUNT, start the program again, and begin this step anew.',
  },
  'keys.openAlready': {
    what: 'The keys are open for {day} already.',
    next: 'They need not be opened again.',
  },
  'keys.closedAlready': {
    what: 'The keys that sign cards are not open.',
    next: 'There is nothing to close.',
  },
  'keys.notAsked': {
    what: 'A training office signs with throw-away keys, which nobody has to open.',
    next: 'Go on with the card.',
  },
};
