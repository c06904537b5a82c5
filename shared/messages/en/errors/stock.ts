/** English texts of failures of stock and of the working day. */

import type { StockErrors } from '../../../errors/stock.ts';
import type { ErrorTexts } from '../../texts.ts';

export const stockErrors: ErrorTexts<StockErrors> = {
  'stock.badRange': {
    what: '{first} to {last} is no range of serials (same letters, same width, upwards, {most} at most).',
    next: 'Fill in first and last serial as the delivery note has them.',
  },
  'stock.boxKnown': { what: 'Box {box} is on record already.', next: 'Check its name; a box is received once.' },
  'stock.boxNotOpen': { what: 'Box {box} has not been opened.', next: 'Check its seal and open it first.' },
  'stock.boxOpenAlready': { what: 'Box {box} is open already.', next: 'Take blanks from it.' },
  'stock.tooFew': {
    what: 'Asked for: {count}. There: only {there}.',
    next: 'Take fewer, or open the next box.',
  },
  'stock.otherTray': {
    what: 'Blank {blank} belongs to the tray of workstation {tray}.',
    card: 'No blank was taken.',
    next: 'Give it back and take one from this workstation’s tray; between workstations blanks are transferred.',
  },
  'stock.nothingToDestroy': { what: 'Nothing was chosen to be destroyed.', next: 'Choose one at least.' },
  'stock.notAtClose': {
    what: 'Destruction is done at the close of the day.',
    card: 'The card stays in its numbered envelope.',
    next: 'Begin the close of the day on the screen Day, then destroy.',
  },
  'stock.oldCard': {
    what: '{blank} is the plastic of an old card that was handed in.',
    card: 'The old card stays where it is kept.',
    next: 'Destroy it before a witness on the list of old cards, on the screen Custody; evidence stays.',
  },
  'stock.bearsPerson': {
    what: '{blank} was worked on for a person: its chip or print may tell of them.',
    card: 'It was not moved.',
    next: 'Destroy it by two people at the close. Only blanks that no job has held go back to the supplier.',
  },
  'stock.noPhoto': {
    what: 'This file is no JPEG photo that can be used: {problem}.',
    next: 'Choose another JPEG file of 2 MiB at most.',
  },
  'stock.photoKept': { what: 'Envelope {envelope} has its photo.', next: 'A photo that was kept is not replaced.' },
  'stock.notOurs': {
    what: 'This transfer goes to {peer}, not to this workstation.',
    next: 'Take it in at the workstation that it names.',
  },
  'stock.peerUnknown': {
    what: 'Workstation {peer} is not on the list.',
    next: 'Two people compare its key and add it; then take the file in.',
  },
  'stock.peerKey': {
    what: 'This is no key of a workstation.',
    next: 'Copy the whole key from the Stock screen of the other workstation.',
  },
  'stock.transferForged': {
    what: 'The transfer was not signed by {peer}, or was altered.',
    next: 'Take no blanks from it, tell your supervisor, and ask for a new file.',
  },
  'stock.transferForm': {
    what: 'Line {line} of the transfer is not as it has to be.',
    next: 'Ask the other workstation for the whole file.',
  },
  'stock.transferTaken': {
    what: 'Transfer {id} was taken in before.',
    next: 'A transfer is taken in once; check the blanks that arrived.',
  },
  'stock.ledgerBroken': {
    what: 'The two sides of the ledger differ: {came} came, {accounted} are accounted for.',
    card: 'Begin no card before it is known why.',
    next: 'Tell your supervisor and run starcard diagnose; the data may have been altered.',
  },
  'stock.notDiffering': { what: 'That count has no difference to explain.', next: 'Show the screen again.' },
  'day.notOpen': {
    what: 'The day {day} has not been opened.',
    card: 'No blank was taken.',
    next: 'Count tray and safe on the screen Day and open the day.',
  },
  'day.closing': {
    what: 'The day {day} is being closed.',
    card: 'A card under way goes on; no new one is begun.',
    next: 'Finish the close, or take it back to make more cards.',
  },
  'day.notClosing': { what: 'The day {day} is not being closed.', next: 'Begin the close first.' },
  'day.openAlready': { what: 'The day {day} is open.', next: 'Go on with the work.' },
  'day.closedAlready': {
    what: 'The day {day} was closed and is not opened again.',
    next: 'Open the next working day.',
  },
  'day.closeMissed': {
    what: 'The day {day} was never closed.',
    card: 'A card under way goes on; no new one is begun.',
    next: 'Close that day now (it is marked as late), then open today.',
  },
  'day.clockBack': {
    what: 'The clock of this computer is behind the last day on record, {day}.',
    card: 'No blank was taken.',
    next: 'Let the administrator set the clock right; a closed day is not opened again.',
  },
  'day.clockBehind': {
    what: 'The log has an entry of {entryAt}, which is later than the clock of this computer.',
    card: 'No blank was taken.',
    next: 'Check date and time. Wrong now: let the administrator set the clock right. Right now, and wrong then: tick so and open the day.',
  },
  'day.clockJumped': {
    what: '{days} days have passed since a day was last closed.',
    next: 'Check the date; where the clock is right, tick so and open the day.',
  },
  'day.differenceUnexplained': {
    what: 'A difference in the count of {day} has not been explained.',
    card: 'A card under way goes on; no new one is begun.',
    next: 'Two people explain it on the screen Day.',
  },
  'day.countDiffers': {
    what: 'The count differs from the ledger: {places}.',
    next: 'Count once more; if it comes to the same, tick “counted twice” and go on.',
  },
  'day.notTested': {
    what: 'The writer has not passed its self-test today.',
    card: 'No blank was taken.',
    next: 'Run the self-test with a test card; where that is not possible, choose the reason.',
  },
  'day.testCardInStock': {
    what: 'There are test cards in stock: {count}.',
    next: 'Run the self-test with one of them. Where it does not work or is missing, say so instead.',
  },
  'day.noFaultShown': {
    what: 'Neither the writer nor a self-test has shown a fault today.',
    next: 'Run the self-test. Where it fails, the day can be opened with this reason.',
  },
  'day.cardRunning': {
    what: 'A card is at a device.',
    card: 'The card under way is not touched.',
    next: 'Wait until the device is done, then close the day.',
  },
  'day.leftOver': {
    what: 'Still left are envelopes: {envelopes}, unfinished jobs: {unfinished}.',
    next: 'Look at each and tick so, then close.',
  },
};
