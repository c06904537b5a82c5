/** English texts of data folder and database failures. */

import type { StorageErrors } from '../../../errors/storage.ts';
import type { ErrorTexts } from '../../texts.ts';

export const storageErrors: ErrorTexts<StorageErrors> = {
  'storage.newer': {
    what: 'The database has version {found}; this program knows {known}.',
    next: 'Nothing was changed. Open it with the newer program.',
  },
  'storage.altered': {
    what: 'The database structure was altered: {what}.',
    next: 'Nothing was changed. Ask your administrator to restore a backup.',
  },
  'storage.locked': {
    what: 'The data folder {path} is in use ({holder}).',
    next: 'Close the other program first.',
  },
  'storage.unwritable': {
    what: 'The data folder {path} cannot be written.',
    next: 'Check its permissions or choose another with --data.',
  },
  'storage.full': {
    what: 'The disk is full: {path} cannot be written.',
    card: 'The step that was to follow was not started.',
    next: 'Free some space and try again.',
  },
  'storage.notData': {
    what: '{path} is not a data folder of Starcard.',
    next: 'Choose the right folder.',
  },
};
