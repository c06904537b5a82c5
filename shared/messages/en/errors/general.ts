/** English texts of failures that any call may answer with. */

import type { GeneralErrors } from '../../../errors/general.ts';
import type { ErrorTexts } from '../../texts.ts';

export const generalErrors: ErrorTexts<GeneralErrors> = {
  'input.invalid': {
    what: 'The input is not in the expected form: {field} ({problem}).',
    next: 'Correct it and try again.',
  },
  internal: {
    what: 'The program met an internal error, reference {reference}.',
    card: 'What was under way is on record.',
    next: 'Give the reference to your administrator and open this page again.',
  },
  notFound: {
    what: 'Not found: {what}.',
    next: 'Refresh the list and try again.',
  },
  changedMeanwhile: {
    what: '{what} has changed since you opened it.',
    next: 'Open it again, check it, and repeat the step.',
  },
  'file.unreadable': {
    what: 'The file {path} cannot be read: {reason}.',
    next: 'Check the path and your permission to read it.',
  },
  'file.unwritable': {
    what: 'The file {path} cannot be written: {reason}.',
    next: 'Check that the folder exists and that you may write there.',
  },
  usage: {
    what: 'The command line is not right: {problem}.',
    next: 'Run starcard help for the commands.',
  },
  'program.openFolder': {
    what: 'Others than the administrator can write {path}, so this program may not be ours any more. It does not start.',
    next: 'Ask your administrator to check the installation and to take that right away.',
  },
  'program.policy': {
    what: 'The policy of this machine, {path}, cannot be used: {problem}. The program does not start.',
    next: 'Ask your administrator to correct the file or to remove it.',
  },
  'window.busy': {
    what: 'A card is at a device, so the window stays open.',
    card: 'The card is finished as usual.',
    next: 'Close the window when it is done.',
  },
};
