/** English texts of failures of a real printer. */

import type { PrinterErrors } from '../../../errors/printer.ts';
import type { ErrorTexts } from '../../texts.ts';

export const printerErrors: ErrorTexts<PrinterErrors> = {
  'printer.unreachable': {
    what: 'The printer cannot be reached: {reason}.',
    card: 'Nothing was sent to it; the card is not printed.',
    next: 'Check its power and its cable, then print the same card again.',
  },
  'printer.refused': {
    what: 'The printer refused the job: {reason}.',
    card: 'It took nothing; the card is not printed.',
    next: 'Clear the cause and print the same card again; if it refuses again, call the administrator.',
  },
  'printer.badAnswer': {
    what: 'What the printer answers cannot be believed: {reason}.',
    card: 'The card stays in its state; nothing is concluded from that answer.',
    next: 'Restart the printer and try again; if it stays so, have the device and the network checked.',
  },
  'printer.certificateChanged': {
    what: 'The printer “{printer}” shows another certificate than when it was first used.',
    card: 'Nothing was sent to it; the card is not printed.',
    next: 'Have the administrator find out whether it was renewed, and then register the printer anew.',
  },
  'printer.otherDevice': {
    what: 'What answers as “{printer}” is another device: expected {expected}, found {found}.',
    card: 'Nothing was sent to it; the card is not printed.',
    next: 'Connect the printer that belongs there, or have the administrator register the new one.',
  },
  'printer.otherJobs': {
    what: 'The printer still holds {count} other jobs.',
    card: 'No card was fed: one of them might be printed onto it.',
    next: 'Wait for them or cancel them at the printer, then print.',
  },
  'printer.profileUnusable': {
    what: 'The printer profile “{profile}” is missing or damaged.',
    next: 'Have the administrator choose one of resources/printers in settings.json.',
  },
  'printer.unfit': {
    what: 'This printer or its queue cannot print the card as it was composed: {lack}.',
    card: 'Nothing was sent to it; the card is not printed.',
    next: 'Have the administrator set the queue up as the deployment guide says, or use a fitting printer.',
  },
};
