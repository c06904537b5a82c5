/** Failures of the data folder, the database and the audit log in it. */

interface FolderErrors {
  /** Made by a later version of the program. */
  readonly 'storage.newer': { readonly found: number; readonly known: number };
  /** Made by an earlier version; a reader cannot bring it up to date. */
  readonly 'storage.older': { readonly found: number; readonly known: number };
  /** Tables, indexes or triggers are not the ones that the version has. `what` names the first and how it differs. */
  readonly 'storage.altered': { readonly what: string };
  readonly 'storage.locked': { readonly path: string; readonly holder: string };
  readonly 'storage.unwritable': { readonly path: string };
  readonly 'storage.full': { readonly path: string };
  readonly 'storage.notData': { readonly path: string };
  /** The disk answers with errors (SQLite's code says which). */
  readonly 'storage.broken': { readonly path: string; readonly code: string };
  /** The file is damaged: pages that do not belong together. */
  readonly 'storage.damaged': { readonly path: string };
  /** A file is where a new one was to be made. */
  readonly 'storage.exists': { readonly path: string };
  /** A value about a person does not open: damaged, or carried to a place where it does not belong. */
  readonly 'storage.sealBroken': { readonly table: string; readonly row: string };
  /** The keys of the persons on file are not there, are those of another office, or do not open. */
  readonly 'storage.keysMissing': { readonly path: string };
  /** The last way to open the keys of persons is not taken away. */
  readonly 'storage.lastSlot': { readonly slot: string };
}

/**
 * What is wrong with an audit log. `sequence` is the first entry that is not proven good: the wrong one itself where it
 * can be told, else the first of those that the broken signature was to cover.
 */
interface AuditErrors {
  readonly 'audit.edited': { readonly sequence: number };
  /** The hash fits but the bytes are no canonical entry: nobody's log writes such. */
  readonly 'audit.malformed': { readonly sequence: number; readonly fault: string };
  readonly 'audit.removed': { readonly sequence: number };
  readonly 'audit.inserted': { readonly sequence: number };
  readonly 'audit.reordered': { readonly sequence: number; readonly found: number };
  /** Entries and hashes fit each other, but not the signed tree head of that size. */
  readonly 'audit.rewritten': { readonly sequence: number; readonly last: number; readonly size: number };
  readonly 'audit.truncated': { readonly sequence: number; readonly size: number };
  readonly 'audit.unsigned': { readonly sequence: number; readonly last: number };
  readonly 'audit.headAltered': { readonly sequence: number; readonly size: number };
  /** An entry counts the heads before it; those that are stored are others, or fewer. */
  readonly 'audit.headsAltered': { readonly sequence: number; readonly size: number };
  /** A change of key that the key before it, or the key after it, did not sign. */
  readonly 'audit.keyChangeForged': { readonly sequence: number };
  readonly 'audit.forged': { readonly sequence: number; readonly size: number; readonly name: string };
  readonly 'audit.treeAltered': { readonly sequence: number; readonly level: number; readonly number: number };
  /** The time went back and the entry does not say so. */
  readonly 'audit.clockHidden': { readonly sequence: number };
  /** A checkpoint held elsewhere covers more entries than there are. */
  readonly 'audit.rolledBack': { readonly sequence: number; readonly size: number };
  /** A checkpoint held elsewhere covers other entries. */
  readonly 'audit.forked': { readonly sequence: number; readonly size: number };
  /** A checkpoint given for comparison is none of this log. */
  readonly 'audit.foreignCheckpoint': { readonly name: string };
  readonly 'audit.exportIncomplete': { readonly path: string };
  /** The key was put into the operating system's key store, and that cannot be reached. */
  readonly 'keys.noSystemStore': { readonly path: string };
  /** A proof for a witness starts from another tree than the one it saw last. */
  readonly 'audit.proofOfOther': { readonly size: number; readonly seen: number };
  /** Entries were taken out of a signed selection, or put into it. */
  readonly 'audit.selectionAltered': { readonly count: number };
  /** The month has not ended, or nothing was logged after it. */
  readonly 'audit.monthOpen': { readonly month: string };
  readonly 'audit.noKey': { readonly key: string };
  /** At opening: the newest tree head was not signed with the key of this workstation. */
  readonly 'audit.otherKey': { readonly size: number; readonly name: string };
  /** At opening: the end of the log is not what this workstation signed last. */
  readonly 'audit.tailAltered': { readonly size: number };
}

export interface StorageErrors extends FolderErrors, AuditErrors {}
