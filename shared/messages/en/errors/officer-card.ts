/** English texts of failures of officers' cards. */

import type { OfficerCardErrors } from '../../../errors/officer-card.ts';
import type { ErrorTexts } from '../../texts.ts';

export const officerCardErrors: ErrorTexts<OfficerCardErrors> = {
  'access.cardNeeded': {
    what: 'The account {account} needs its officer’s card too.',
    next: 'Put the card into the officers’ reader and enter its PIN.',
  },
  'officerCard.noReader': {
    what: 'There is no reader for officers’ cards here ({reason}).',
    next: 'Plug one in; it is a reader of its own, not the writer of residents’ cards.',
  },
  'officerCard.absent': {
    what: 'There is no card in the reader for officers’ cards.',
    next: 'Put the officer’s card in and try again. A card in the writer is not looked at.',
  },
  'officerCard.inWriter': {
    what: 'The reader {reader} is set for officers’ cards, but it is the writer of residents’ cards.',
    card: 'A card in the writer was not touched.',
    next: 'Have a supervisor or the administrator choose another reader for officers’ cards on the devices screen.',
  },
  'officerCard.notOne': {
    what: 'The card in the reader is no officer’s card that can be used here ({problem}).',
    next: 'Put in a PIV card with a certificate and a P-256 key for authentication.',
  },
  'officerCard.other': {
    what: 'The card in the reader is not the officer’s card of {account}.',
    next: 'Put in the right card. The PIN was not given to this one, and no try of it is lost.',
  },
  'officerCard.pinForm': {
    what: 'The PIN of an officer’s card has six to eight digits.',
    next: 'Enter it again; it was not given to the card, and no try is lost.',
  },
  'officerCard.wrongPin': {
    what: 'The PIN is wrong. Tries left on this card: {left}.',
    next: 'Enter it again with care. At 0 the card is blocked, and whoever issued it has to release it.',
  },
  'officerCard.blocked': {
    what: 'The officer’s card is blocked after wrong PINs. Tries left: 0.',
    next: 'Whoever issued the card releases it; meanwhile two others may take it off the account.',
  },
  'officerCard.failed': {
    what: 'The officer’s card did not do what it was asked ({problem}).',
    next: 'Take it out, put it in and try again; if it fails again, another card has to be set up.',
  },
  'officerCard.taken': {
    what: 'This officer’s card belongs to another account.',
    next: 'Each person has a card of their own: put in theirs.',
  },
  'officerCard.lost': {
    what: 'This officer’s card was reported lost and is never taken again.',
    next: 'Use another card, and tell your supervisor that this one was found.',
  },
  'officerCard.proofSpent': {
    what: 'What the officer’s card signed is too old, was used before, or is for something else.',
    next: 'Have the card sign again.',
  },
};
