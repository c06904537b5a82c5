/** Opening the database file: where it lies, how SQLite is set up, and what is refused before anything is read. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { guarded, storageFailure } from './failures.ts';
import { checkDatabase, CURRENT_VERSION, isNew, migrate, versionOf } from './migrate.ts';
import { fileMode, folderMode } from '../system/modes.ts';

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

/**
 * Opens, checks and, for writing, creates or upgrades the database of the folder. Refuses with `storage.*` whatever is
 * not ours, newer, altered, damaged or not to be written, and then leaves it as it was.
 */
export function connect(folder: string, mode: Mode): Result<Database> {
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
  const prepared = guarded(folder, () => prepare(db, folder, mode));
  if (!prepared.ok) db.close();
  return prepared.ok ? ok(db) : prepared;
}

function prepare(db: Database, folder: string, mode: Mode): Result<void> | Failure {
  db.pragma('trusted_schema = OFF');
  const isEmpty = isNew(db);
  if (isEmpty && mode === 'read') return fail('storage.notData', { path: folder });
  const checked = isEmpty ? ok(undefined) : checkDatabase(db, folder);
  if (!checked.ok) return checked;
  if (mode === 'read') {
    db.pragma('query_only = ON');
    const found = versionOf(db);
    return found < CURRENT_VERSION ? fail('storage.older', { found, known: CURRENT_VERSION }) : ok(undefined);
  }
  // A file that was renamed or made read-only shows itself here, before any work is done on it.
  db.pragma('journal_mode = WAL');
  // A committed transaction survives a power cut (docs/design.md section 2, rule 2): the WAL is synced with every commit.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Makes INSERT OR REPLACE fire the triggers that forbid DELETE.
  db.pragma('recursive_triggers = ON');
  migrate(db);
  return checkDatabase(db, folder);
}
