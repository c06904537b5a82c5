/** The lock on a data folder: one writing program at a time; the kernel lets go of it however that program ends. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../system/error-code.ts';
import { writeWhole } from '../system/write-whole.ts';
import { makeFolder } from './connection.ts';

export interface FolderLock {
  release(): void;
}

// A lock that only a forgotten variable holds would vanish with it; here it stays until it is released.
const held = new Set<Database>();

/**
 * Takes the folder, making it where it is missing; `holder` is what a second program will show. Fails at once with
 * `storage.locked` (naming the holder) or `storage.unwritable`.
 *
 * An open exclusive transaction on a database of its own is the lock: SQLite knows how to lock a file on each system,
 * and every system drops such locks with the process.
 */
export function lockDataFolder(folder: string, holder: string): Result<FolderLock> {
  const made = makeFolder(folder);
  if (!made.ok) return made;
  const holderFile = join(folder, 'workstation.holder');
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(join(folder, 'workstation.lock'), { timeout: 0 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    db?.close();
    const isHeld = codeOf(thrown).startsWith('SQLITE_BUSY');
    return isHeld
      ? fail('storage.locked', { path: folder, holder: readHolder(holderFile) })
      : fail('storage.unwritable', { path: folder });
  }
  const lock = db;
  if (!writeWhole(holderFile, holder).ok) {
    lock.close();
    return fail('storage.unwritable', { path: folder });
  }
  held.add(lock);
  return ok({
    release() {
      if (!held.delete(lock)) return;
      rmSync(holderFile, { force: true });
      lock.close();
    },
  });
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().slice(0, 200);
  } catch {
    // The lock counts, not the note beside it.
    return '?';
  }
}
