/** English texts of failures on the walk of one card. */

import type { IssueErrors } from '../../../errors/issue.ts';
import type { ErrorTexts } from '../../texts.ts';

export const issueErrors: ErrorTexts<IssueErrors> = {
  'application.notReviewable': {
    what: 'This application cannot be reviewed now (state: {state}).',
    next: 'Refresh the queue.',
  },
  'application.notAccepted': {
    what: 'This application is not accepted (state: {state}).',
    card: 'The card goes no further.',
    next: 'See the reason in the queue; if a blank is in work, set it aside.',
  },
  'application.warningsOpen': {
    what: '{count} warnings have not been acknowledged.',
    next: 'Look at each and acknowledge it.',
  },
  'application.approvalExpired': {
    what: 'The approval of this application expired on {expiresAt}.',
    card: 'The card goes no further.',
    next: 'Ask the authority for a new record.',
  },
  'application.madeElsewhere': {
    what: 'This case came here with a finished card; its record is addressed to office {office}.',
    card: 'No card is made from it here.',
    next: 'Ask the authority for a replacement of the record that is addressed to this office, and import it.',
  },
  'application.differsFromRecord': {
    what: 'What is stored differs from the signed approval: {fields}.',
    card: 'No card is made from it.',
    next: 'Stop work on this case and call your supervisor; the stored data may have been altered.',
  },
  'job.wrongState': {
    what: 'The job is in state "{state}"; "{action}" is not possible.',
    card: 'The card was not touched.',
    next: 'Look at the job’s current step.',
  },
  'job.busy': {
    what: 'The devices are busy with another card.',
    card: 'That card is not affected.',
    next: 'Wait until it is done.',
  },
  'job.alreadyOpen': {
    what: 'This application already has a job.',
    next: 'Open the existing job and go on with it.',
  },
  'job.facesDiffer': {
    what: 'The faces kept for this card are not what this program makes of its approval.',
    card: 'Nothing was printed.',
    next: 'After an update, a new template or another printer profile, cancel the job (set an encoded card aside first) and compose again. Else stop and call your supervisor: the stored data may have been altered.',
  },
  'job.offsetsChanged': {
    what: 'The printer was measured anew since these faces were composed.',
    card: 'No blank was used.',
    next: 'Compose again: the faces are placed by the new offsets.',
  },
  'job.recordReplaced': {
    what: 'The authority has replaced the approval of this application.',
    card: 'A card made from the old record must not be issued.',
    next: 'Set this card aside, review the new record and start again.',
  },
  'job.isReprint': {
    what: 'The card that was set aside may be printed: another one is a reprint.',
    card: 'The card stays set aside, in its envelope.',
    next: 'Give a reason and let a second person approve a new blank.',
  },
  'job.noReprint': {
    what: 'No side of the card that was set aside was printed: this is no reprint.',
    card: 'The card stays set aside, in its envelope.',
    next: 'Start again with a new blank; nobody else is needed.',
  },
  'batch.notWaiting': {
    what: 'This case does not wait in the batch in a place that could be changed.',
    card: 'No card is affected.',
    next: 'Look where it is in the batch now.',
  },
  'batch.none': {
    what: 'There is no batch at this workstation that this could be done to.',
    card: 'No card is affected.',
    next: 'Choose cases and start one.',
  },
  'stock.trayEmpty': {
    what: 'There is no blank in the tray.',
    card: 'No card is in the machine.',
    next: 'Fetch and load blanks.',
  },
  'stock.wrongPlace': {
    what: 'The blank is in the place "{place}"; "{action}" is not possible.',
    card: 'It was not moved.',
    next: 'Look up the blank in the stock list.',
  },
  'stock.blankKnown': {
    what: 'Blank {blank} is already in stock.',
    next: 'Check the serial on the card; at a box, the range on the delivery note.',
  },
  'stock.otherChip': {
    what: 'This is not the chip of blank {blank}: expected {expected}, found {found}.',
    card: 'Nothing was done to the card at hand.',
    next: 'Find the right card by its serial and put it in.',
  },
  'stock.cardOfOther': {
    what: 'The card at hand is that of {name} (blank {blank}).',
    card: 'Nothing was done to it.',
    next: 'Put it back in its place, and put the card of {expected} in.',
  },
  'stock.chipTaken': {
    what: 'The chip {chip} at hand belongs to blank {blank}.',
    card: 'Nothing was written to it.',
    next: 'Put the card back in its place and take the next blank of the tray.',
  },
  'encode.failed': {
    what: 'The chip could not be written (fault {fault}).',
    card: 'The card was set aside.',
    next: 'Put it into a numbered envelope and start again with a new blank.',
  },
  'encode.stopped': {
    what: 'Writing was stopped: the application is now "{state}".',
    card: 'The chip is partly written; the job is suspended.',
    next: 'Keep the card in a numbered slot; go on when the application is released, or set it aside.',
  },
  'printer.notReady': {
    what: 'The printer is not ready: {reason}.',
    card: 'No card was fed; the encoded chip is good.',
    next: 'Clear the cause and print the same card again.',
  },
  'printer.unanswered': {
    what: 'The printer did not answer: {reason}.',
    card: 'The card may be printed.',
    next: 'Take the card, look at both sides and say what you see.',
  },
  'print.unknownOutcome': {
    what: 'The outcome of printing is not known: {reason}.',
    card: 'The card may be printed; the job is suspended.',
    next: 'Take the card, look at both sides and say what you see.',
  },
  'print.failedBeforeFirstSide': {
    what: 'Printing stopped before the first side: {reason}.',
    card: 'The device proves that no side was printed; the same card goes on.',
    next: 'Clear the cause and print again.',
  },
  'print.evidenceDisagrees': {
    what: 'The device counted {sides} of 2 sides as printed.',
    card: 'The card may be incomplete; the job is suspended.',
    next: 'Take the card, look at it and say what you see.',
  },
  'print.stillRunning': {
    what: 'The printer still works on this card ({jobName}).',
    card: 'Do not feed it again.',
    next: 'Wait until the printer is done and look at the card again.',
  },
  'verify.chipMismatch': {
    what: 'The chip differs from the approved record: {fields}.',
    card: 'This card must not be issued.',
    next: 'Set it aside and start again with a new blank.',
  },
  'verify.plasticMismatch': {
    what: 'The characters read from the card do not match the record.',
    card: 'The card may belong to somebody else; it must not be issued.',
    next: 'Look at the card once more; if they still differ, set it aside.',
  },
  'verify.sealMismatch': {
    what: 'The seal scanned from the card is not this card’s: {fields}.',
    card: 'The card may belong to somebody else; it must not be issued.',
    next: 'Make sure that the right card is in hand and scan once more; if it still differs, set it aside.',
  },
  'verify.plasticOfAnother': {
    what: 'What was read from the card differs from the record for the second time.',
    card: 'The card was set aside; it may belong to somebody else.',
    next: 'Put it into a numbered envelope, call your supervisor and start again with a new blank.',
  },
  'verify.visualDefects': {
    what: 'The card shows defects: {defects}.',
    card: 'It must not be issued.',
    next: 'Set it aside and start again with a new blank.',
  },
  'card.wrongState': {
    what: 'The card is in state "{state}"; "{action}" is not possible.',
    card: 'The card was not moved.',
    next: 'Look at the card’s record.',
  },
  'card.livingAlready': {
    what: 'Another card of this person is in use, or waits in a safe.',
    card: 'The new card stays where it is.',
    next: 'Collect the one that is in use first, or take it back by a complaint; hand over the one that waits. Where neither can be (never collected at another office, or for a lost card), ask the authority to withdraw its case.',
  },
  'card.slotTaken': {
    what: 'Slot {slot} of safe {safe} already holds a card.',
    next: 'Choose an empty slot.',
  },
};
