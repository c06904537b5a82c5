/** Opening the database file: where it lies, how SQLite is set up, and what is refused before anything is read. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { guarded, storageFailure } from './failures.ts';
import { checkDatabase, CURRENT_VERSION, hasSealedRows, isNew, migrate, versionOf } from './migrate.ts';
import { fileMode, folderMode } from '../system/modes.ts';
import { masterBeside } from '../persons/master-slots.ts';
import { keyRingPath, openPersonVault, type PersonVault } from '../persons/person-vault.ts';

export type Mode = 'write' | 'read';

/** How long a statement waits for a reader's or checkpoint's lock. Two programs never both write: see `lock.ts`. */
const BUSY_TIMEOUT_MS = 5_000;

export function databasePath(folder: string): string {
  return join(folder, 'starcard.db');
}

/** Makes the folder, for its owner only, where it is missing. Fails with `storage.unwritable`. */
export function makeFolder(folder: string): Result<void> {
  try {
    mkdirSync(folder, { recursive: true, mode: folderMode() });
    return ok(undefined);
  } catch {
    return fail('storage.unwritable', { path: folder });
  }
}

export interface Connected {
  readonly db: Database;
  readonly vault: PersonVault;
}

/**
 * Opens, checks and, for writing, creates or upgrades the database of the folder, with the keys of the persons in it.
 * `master` opens those; left out, the slot beside them does. Refuses with `storage.*` whatever is not ours, newer,
 * altered, damaged, without its keys or not to be written, and then leaves it as it was.
 */
export function connect(folder: string, mode: Mode, master?: Uint8Array): Result<Connected> {
  const path = databasePath(folder);
  if (mode === 'read' && !existsSync(path)) return fail('storage.notData', { path: folder });
  const made = mode === 'write' ? makeFolder(folder) : ok(undefined);
  if (!made.ok) return made;
  const isFresh = !existsSync(path);
  let db: Database;
  try {
    // Its owner's alone from the first byte: SQLite gives the files beside it the same mode.
    if (isFresh) closeSync(openSync(path, 'a', fileMode()));
    db = new SqliteDatabase(path, { readonly: mode === 'read', timeout: BUSY_TIMEOUT_MS });
  } catch (thrown) {
    return storageFailure(thrown, folder) ?? fail('storage.unwritable', { path: folder });
  }
  const prepared = guarded(folder, () => prepare(db, folder, mode, master));
  if (!prepared.ok) db.close();
  return prepared.ok ? ok({ db, vault: prepared.value }) : prepared;
}

function prepare(db: Database, folder: string, mode: Mode, master?: Uint8Array): Result<PersonVault> | Failure {
  db.pragma('trusted_schema = OFF');
  const isEmpty = isNew(db);
  if (isEmpty && mode === 'read') return fail('storage.notData', { path: folder });
  const checked = isEmpty ? ok(undefined) : checkDatabase(db, folder);
  if (!checked.ok) return checked;
  if (mode === 'read') {
    db.pragma('query_only = ON');
    const found = versionOf(db);
    return found < CURRENT_VERSION
      ? fail('storage.older', { found, known: CURRENT_VERSION })
      : vaultOf(db, folder, mode, master);
  }
  // A file that was renamed or made read-only shows itself here, before any work is done on it.
  db.pragma('journal_mode = WAL');
  // A committed transaction survives a power cut (docs/design.md section 2, rule 2): the WAL is synced with every commit.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Makes INSERT OR REPLACE fire the triggers that forbid DELETE.
  db.pragma('recursive_triggers = ON');
  // What is replaced is overwritten, so that nothing of it stays in a free page.
  db.pragma('secure_delete = ON');
  const vault = vaultOf(db, folder, mode, master);
  if (!vault.ok) return vault;
  try {
    migrate(db, vault.value);
  } catch (thrown) {
    vault.value.close();
    throw thrown;
  }
  const upgraded = checkDatabase(db, folder);
  if (upgraded.ok) return vault;
  vault.value.close();
  return upgraded;
}

const ringSchema = z.string().optional();

/** The keys that belong to this database: with another ring, or none, nobody on file could be read. */
function vaultOf(db: Database, folder: string, mode: Mode, master?: Uint8Array): Result<PersonVault> {
  const ring = hasSealedRows(db)
    ? ringSchema.parse(db.prepare('SELECT ring FROM personVault').pluck().get())
    : undefined;
  const mustExist = ring !== undefined;
  const opened = master === undefined ? masterBeside(folder, mustExist ? 'read' : mode) : ok(master);
  if (!opened.ok) return opened;
  const vault = openPersonVault(folder, mode, opened.value, mustExist);
  if (!vault.ok || ring === undefined || vault.value.id === ring) return vault;
  vault.value.close();
  return fail('storage.keysMissing', { path: keyRingPath(folder) });
}
