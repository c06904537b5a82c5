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
  'job.recordReplaced': {
    what: 'The authority has replaced the approval of this application.',
    card: 'A card made from the old record must not be issued.',
    next: 'Set this card aside, review the new record and start again.',
  },
  'stock.trayEmpty': {
    what: 'There is no blank in the tray.',
    card: 'No card is in the machine.',
    next: 'Fetch and load blanks.',
  },
  'stock.blankNotInTray': {
    what: 'Blank {blank} is not in the tray (place: {place}).',
    card: 'It was not used.',
    next: 'Check the serial of the blank.',
  },
  'printer.notReady': {
    what: 'The printer is not ready: {reason}.',
    card: 'No card was fed; the encoded chip is good.',
    next: 'Clear the cause and print the same card again.',
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
    what: 'The device reports {sides} printed sides only.',
    card: 'The card may be incomplete; the job is suspended.',
    next: 'Take the card, look at it and say what you see.',
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
  'card.wrongState': {
    what: 'The card is in state "{state}"; "{action}" is not possible.',
    card: 'The card was not moved.',
    next: 'Look at the card’s record.',
  },
  'card.livingAlready': {
    what: 'A living card with this number is already on file.',
    card: 'The new card cannot be stored.',
    next: 'Ask a supervisor to check what became of the old card.',
  },
  'card.slotTaken': {
    what: 'Slot {slot} of safe {safe} already holds a card.',
    next: 'Choose an empty slot.',
  },
  'handover.stepMissing': {
    what: 'A step is missing before hand-over: {step}.',
    card: 'The card stays in custody.',
    next: 'Complete the step, then hand over.',
  },
};
