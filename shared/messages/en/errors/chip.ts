/** English texts of writer and chip failures. */

import type { ChipErrors } from '../../../errors/chip.ts';
import type { ErrorTexts } from '../../texts.ts';

export const chipErrors: ErrorTexts<ChipErrors> = {
  'writer.notReady': {
    what: 'The writer {writer} is not ready: {reason}.',
    card: 'Nothing was written to the card.',
    next: 'Check the writer and the card.',
  },
  'writer.noCard': {
    what: 'There is no card under the writer.',
    card: 'Nothing was written.',
    next: 'Put the card in place and try again.',
  },
  'writer.noService': {
    what: 'The card reader service (PC/SC) cannot be used: {reason}.',
    card: 'Nothing was written to a card.',
    next: 'Start the service (pcscd on Linux, Smart Card on Windows), or choose another writer.',
  },
  'writer.unknownReader': {
    what: 'There is no reader {wanted}. Present: {present}.',
    card: 'Nothing was written to a card.',
    next: 'Plug the reader in, or choose one of those present.',
  },
  'writer.inUse': {
    what: 'Another program holds the card in {writer}.',
    card: 'Nothing was written to the card.',
    next: 'Close the other program and try again.',
  },
  'writer.mute': {
    what: 'The card in {writer} does not answer: {reason}.',
    card: 'Nothing was written to the card.',
    next: 'Put the card in place again, the right way round; set it aside if it stays mute.',
  },
  'writer.unanswered': {
    what: 'The card did not answer a command: {reason}.',
    card: 'Whether the card carried the command out is not known.',
    next: 'Leave the card in the writer and read it again.',
  },
  'writer.noLibrary': {
    what: 'USB writers cannot be used: {reason}.',
    card: 'Nothing was written to a card.',
    next: 'Start the program again; if it stays so, have the administrator install it anew.',
  },
  'writer.notConnected': {
    what: 'The writer {writer} is not connected.',
    card: 'Nothing was written to a card.',
    next: 'Plug it in and switch it on; it is found within a second.',
  },
  'writer.otherSerial': {
    what: 'Another writer is connected: expected {expected}, found {found}.',
    card: 'Nothing was written to a card.',
    next: 'Connect the writer of this workstation, or have a supervisor or administrator assign the other one on the devices screen.',
  },
  'writer.notUsb': {
    what: 'This workstation does not use a USB writer, so there is none to assign.',
    card: 'Nothing was written to a card.',
    next: 'Choose the kind of writer in the settings of this workstation first (docs/deploy.md), then assign it here.',
  },
  'writer.several': {
    what: 'More than one writer is connected ({found}), and none is assigned to this workstation.',
    card: 'Nothing was written to a card.',
    next: 'Unplug all but one, or have a supervisor or administrator assign one on the devices screen.',
  },
  'writer.noPermission': {
    what: 'The system does not let you use the writer {writer}.',
    card: 'Nothing was written to a card.',
    next: 'Plug it out and in again; if it stays so, have the administrator install the device rules (docs/deploy.md).',
  },
  'writer.unplugged': {
    what: 'The writer {writer} was unplugged.',
    card: 'Whether the card carried out the last command is not known.',
    next: 'Leave the card where it is and plug the writer in again; the work goes on.',
  },
  'writer.crashed': {
    what: 'The driver of the writer {writer} ended in the middle of its work and was started again.',
    card: 'Whether the card carried out the last command is not known.',
    next: 'Leave the card in the writer and try again.',
  },
  'selfTest.notTestCard': {
    what: 'The blank {blank} is not a test card ({place}).',
    card: 'Nothing was written to it.',
    next: 'Use the test card, or tick that this blank is to become one for good.',
  },
  'selfTest.finishedCard': {
    what: 'The card in the writer is a finished one.',
    card: 'Nothing was written to it.',
    next: 'Take it out, and put the test card in.',
  },
  'chip.fieldInvalid': {
    what: 'The chip cannot hold this record: {field} ({problem}).',
    card: 'No card was used.',
    next: 'Return the application to the authority for correction.',
  },
  'chip.signerOutOfUse': {
    what: 'The key {signer} may sign from {from} to {until} only.',
    card: 'No chip was signed and no blank was used.',
    next: 'Have the administrator make the next document signer (starcard keys renew-signer), start the program again and go on.',
  },
  'chip.photoTooLarge': {
    what: 'The photo has {bytes} bytes; the chip takes at most {limit}.',
    card: 'No card was used.',
    next: 'Return the application and ask for a smaller photo.',
  },
  'chip.photoBudget': {
    what: 'The portrait ({bytes} bytes) cannot be made to fit the {limit} bytes of the chip and stay good to compare a face with, at {minWidthPx} pixels across or more.',
    card: 'No card was used.',
    next: 'Choose another crop at review, or return the application and ask for a photo with a plainer background.',
  },
  'chip.malformed': {
    what: 'The data of {what} is not well formed: {problem}.',
    card: 'This card must not be issued.',
    next: 'Set the card aside and make a new one.',
  },
  'chip.refusedCommand': {
    what: 'The chip refused {command} with status {status}.',
    card: 'The chip is not complete.',
    next: 'Set the card aside and go on with a new blank.',
  },
  'chip.foreign': {
    what: 'The card in the writer is not one of our blanks: {problem}.',
    card: 'Nothing was written to it.',
    next: 'Take it out and put the right blank in.',
  },
  'chip.used': {
    what: 'The card in the writer (chip {serial}) already carries data.',
    card: 'Nothing was written to it.',
    next: 'Take it out, find out whose it is, and put a fresh blank in.',
  },
  'chip.otherCard': {
    what: 'The card in the writer is another one: expected chip {expected}, found {found}.',
    card: 'Nothing was written to the card that is in the writer now.',
    next: 'Take it out and look for the card that belongs to this job.',
  },
  'chip.transportKey': {
    what: 'The chip does not accept the transport key of this office ({answer}).',
    card: 'Nothing was written to it this time. The key was tried once at most and is not tried again by itself.',
    next: 'Take the card out. Check with the administrator that the blanks belong to this key.',
  },
  'chip.accessDenied': {
    what: 'The chip does not open with what is printed on the card: {problem}.',
    card: 'Nothing of the chip could be read.',
    next: 'Check number, birth date and last day of validity. If they are right, the card must not be issued.',
  },
  'chip.readBackDiffers': {
    what: 'What was read back from the chip differs from what was written ({file}).',
    card: 'The chip is faulty and must not be issued.',
    next: 'Set the card aside and go on with a new blank.',
  },
  'chip.lockedIncomplete': {
    what: 'The chip is locked, but {file} is missing or wrong.',
    card: 'The chip can no longer be completed and must not be issued.',
    next: 'Set the card aside and go on with a new blank.',
  },
  'chip.unknownOutcome': {
    what: 'Contact with the chip was lost and did not come back.',
    card: 'It is not known how far the chip was written; the job is suspended.',
    next: 'Put the same card in place again and have the chip read.',
  },
};
