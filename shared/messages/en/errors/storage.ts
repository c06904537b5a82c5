/** English texts of failures of the data folder, the database and the audit log. */

import type { StorageErrors } from '../../../errors/storage.ts';
import type { ErrorTexts } from '../../texts.ts';

const askAuditor = 'Leave everything as it is, take a copy of the data folder and call the auditor.';

export const storageErrors: ErrorTexts<StorageErrors> = {
  'storage.newer': {
    what: 'The database has version {found}; this program knows {known}.',
    next: 'Nothing was changed. Open it with the newer program.',
  },
  'storage.older': {
    what: 'The database has version {found}; this program needs {known}.',
    next: 'Open it once in the workstation window, which brings it up to date.',
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
  'storage.broken': {
    what: 'The disk reports an error on {path} ({code}).',
    card: 'The step that was to follow was not started.',
    next: 'Stop working, check the disk and restore a backup if needed.',
  },
  'storage.damaged': {
    what: 'The database {path} is damaged.',
    next: 'Ask your administrator to restore a backup.',
  },
  'storage.exists': {
    what: '{path} is there already.',
    next: 'Nothing was overwritten. Choose another name.',
  },
  'storage.sealBroken': {
    what: 'A stored value does not open ({table}, {row}): it was damaged or exchanged.',
    card: 'Nothing was written to a card or printed.',
    next: 'Leave the case as it is, run starcard diagnose and call your administrator.',
  },
  'storage.keysMissing': {
    what: 'The keys of the persons on file cannot be opened: {path}.',
    next: 'Nothing was changed. Ask your administrator for the copy of the keys, or the passphrase in the envelope.',
  },
  'storage.lastSlot': {
    what: 'This is the only way left to open the keys of persons ({slot}).',
    next: 'Add another one first.',
  },
  'audit.edited': { what: 'Audit entry {sequence} was edited: it does not fit its hash.', next: askAuditor },
  'audit.malformed': { what: 'Audit entry {sequence} is not a valid entry ({fault}).', next: askAuditor },
  'audit.removed': { what: 'Audit entry {sequence} was removed.', next: askAuditor },
  'audit.inserted': { what: 'An audit entry was inserted at place {sequence}.', next: askAuditor },
  'audit.reordered': {
    what: 'Audit entries were reordered: number {found} stands at place {sequence}.',
    next: askAuditor,
  },
  'audit.rewritten': {
    what: 'Audit entries {sequence} to {last} are not the ones that were signed (tree head of {size} entries).',
    next: askAuditor,
  },
  'audit.truncated': {
    what: 'The audit log was cut off: entry {sequence} is missing, a tree head of {size} entries was signed.',
    next: askAuditor,
  },
  'audit.unsigned': { what: 'Audit entries {sequence} to {last} carry no signed tree head.', next: askAuditor },
  'audit.headAltered': {
    what: 'The tree head of {size} audit entries does not fit its own checkpoint.',
    next: askAuditor,
  },
  'audit.headsAltered': {
    what: 'Tree heads of up to {size} audit entries were removed or replaced: entry {sequence} counted others.',
    next: askAuditor,
  },
  'audit.keyChangeForged': {
    what: 'The change of key in audit entry {sequence} was not signed by the old key and the new one.',
    next: askAuditor,
  },
  'audit.forged': {
    what: 'The tree head of {size} audit entries is not signed with the key of {name}; from entry {sequence} on nothing is proven.',
    next: askAuditor,
  },
  'audit.treeAltered': {
    what: 'The stored tree hash {number} of level {level} does not fit the audit entries up to {sequence}.',
    next: askAuditor,
  },
  'audit.clockHidden': {
    what: 'Audit entry {sequence} is older than the one before it and does not say so.',
    next: askAuditor,
  },
  'audit.rolledBack': {
    what: 'The audit log was rolled back: a checkpoint covers {size} entries, entry {sequence} is missing.',
    next: askAuditor,
  },
  'audit.forked': {
    what: 'The audit log is not the one that was signed before: a checkpoint of {size} entries differs, from entry {sequence} on at the earliest.',
    next: askAuditor,
  },
  'audit.foreignCheckpoint': {
    what: 'The checkpoint given for comparison is not signed by {name}, or was not typed as it stands on the paper.',
    next: 'Compare with a checkpoint of this workstation; read it letter by letter, or scan the 2-D code.',
  },
  'audit.exportIncomplete': {
    what: 'The export of the audit log lacks {path}, or it is damaged.',
    next: 'Ask for a new export and compare both.',
  },
  'keys.noSystemStore': {
    what: 'The operating system’s key store cannot be reached, so {path} stays closed.',
    next: 'Sign in to the desktop and try again; on a machine without a key store keep the audit key in a sealed file or a security module.',
  },
  'audit.proofOfOther': {
    what: 'The proof starts from {size} entries, the witness last saw {seen}.',
    next: 'Make the request anew for {seen} entries.',
  },
  'audit.selectionAltered': {
    what: 'The selection of {count} entries is not the one that was signed: some were taken out or put in.',
    next: 'Ask for the file again and tell the auditor.',
  },
  'audit.monthOpen': {
    what: 'Nothing was logged after {month}, so it cannot be sealed yet.',
    next: 'Seal it once the first entry of a later month is there.',
  },
  'audit.noKey': {
    what: '{key} is not a verifier key of an audit log (name+hash+key).',
    next: 'Ask the issuing office for the key; do not take it from the export.',
  },
  'audit.otherKey': {
    what: 'The audit log of {size} entries was not signed with this workstation’s key ({name}).',
    next: 'Nothing was changed. Ask your administrator to put the audit key back or to restore a backup.',
  },
  'audit.tailAltered': {
    what: 'The end of the audit log ({size} entries) is not what this workstation signed last.',
    next: `Nothing was changed. ${askAuditor}`,
  },
};
