/** A consistent copy of the database while work goes on, and the way back from it. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { parseCheckpoint } from '../../core/audit/checkpoint.ts';
import { verifyLog } from '../../core/audit/verify.ts';
import { readKeptCheckpoint, setCheckpointAside } from './checkpoint-file.ts';
import { databasePath } from './connection.ts';
import { storageFailure } from './failures.ts';
import { lockDataFolder } from './lock.ts';
import { checkDatabase } from './migrate.ts';
import { logVerifier } from './log-verifier.ts';
import { noteKeyOf, type LogOwner } from './log-owner.ts';
import { auditRows } from './rows/audit-rows.ts';
import { fileMode } from '../system/modes.ts';

const errorSchema = z.object({ code: z.string() });

/**
 * Copies the open database into one file that needs no other beside it. What is committed while the copy runs is in it
 * or not, each transaction whole. Fails with `storage.exists`, `storage.full`, `file.unwritable`.
 */
export async function backupTo(db: Database, toFile: string): Promise<Result<void>> {
  if (existsSync(toFile)) return fail('storage.exists', { path: toFile });
  const part = `${toFile}.part`;
  try {
    rmSync(part, { force: true });
    await db.backup(part);
    intoOneFile(part);
    chmodSync(part, fileMode());
    syncFile(part);
    renameSync(part, toFile);
    return ok(undefined);
  } catch (thrown) {
    removeDatabase(part);
    return fileFailure(thrown, toFile);
  }
}

export interface Restored {
  /** Audit entries in the restored database. */
  readonly size: number;
  /** Where the database lies that was in the folder until now; null when there was none. */
  readonly keptAside: string | null;
  /** The newest checkpoint of the log that was there until now: it proves what the restored one no longer holds. */
  readonly lost: { readonly size: number; readonly rootHash: Uint8Array } | null;
}

/**
 * Puts a backup in place of the folder's database. The folder must not be in use; the backup must be ours, undamaged,
 * of a known version, and its audit log good under the workstation's key. The old database is kept under another name,
 * and the new one takes its place in one step: there is no moment without a database. Fails with `storage.*`, `audit.*`.
 */
export function restoreBackup(file: string, folder: string, owner: LogOwner, now: Date): Result<Restored> {
  const locked = lockDataFolder(folder, 'restore');
  if (!locked.ok) return locked;
  try {
    return restore(file, folder, owner, now);
  } finally {
    locked.value.release();
  }
}

function restore(file: string, folder: string, owner: LogOwner, now: Date): Result<Restored> {
  const path = databasePath(folder);
  const part = join(folder, 'starcard.db.restoring');
  try {
    removeDatabase(part);
    copyFileSync(file, part);
    chmodSync(part, fileMode());
  } catch (thrown) {
    removeDatabase(part);
    return existsSync(file) ? fileFailure(thrown, folder) : fail('file.unreadable', { path: file, reason: 'ENOENT' });
  }
  try {
    const checked = checkBackup(part, file, owner);
    if (!checked.ok) {
      removeDatabase(part);
      return checked;
    }
    syncFile(part);
    const ending = `.before-${now.toISOString().replace(/[:.]/g, '-')}`;
    const keptAside = existsSync(path) ? keepAside(path, ending) : null;
    const kept = readKeptCheckpoint(folder);
    const lost = kept === null ? undefined : parseCheckpoint(kept);
    setCheckpointAside(folder, ending);
    renameSync(part, path);
    return ok({ size: checked.value, keptAside, lost: lost ?? null });
  } catch (thrown) {
    removeDatabase(part);
    return fileFailure(thrown, folder);
  }
}

/** The number of audit entries of a backup that may be restored. Works on our own copy of it. */
function checkBackup(copy: string, original: string, owner: LogOwner): Result<number> {
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(copy);
    db.pragma('trusted_schema = OFF');
    const structure = checkDatabase(db, original);
    if (!structure.ok) return structure;
    const integrity: unknown = db.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') return fail('storage.damaged', { path: original });
    const audit = auditRows(db);
    const log = { rows: audit.everyRow(), heads: audit.everyHead(), tileHashes: audit.everyTileHash() };
    const report = verifyLog(
      { digest: owner.digest, verifier: logVerifier(owner.signer.publicKey()), key: noteKeyOf(owner) },
      log,
    );
    return report.problem === null ? ok(report.size) : { ok: false, error: report.problem };
  } catch (thrown) {
    const failure = storageFailure(thrown, original);
    if (failure === undefined) throw thrown;
    return failure;
  } finally {
    db?.close();
  }
}

/**
 * Gives the present database a second name, so that the rename that follows does not lose it. What its write-ahead log
 * still holds goes into the file first: a log beside a database that it does not belong to would be played into it.
 */
function keepAside(path: string, ending: string): string {
  const aside = `${path}${ending}`;
  try {
    intoOneFile(path);
  } catch {
    // Too damaged to be opened, hence the restore: its log moves with it.
    for (const suffix of ['-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  try {
    linkSync(path, aside);
  } catch {
    // A file system without hard links.
    copyFileSync(path, aside, constants.COPYFILE_EXCL);
  }
  return aside;
}

/** Ends WAL mode: everything in the one file, nothing beside it. */
function intoOneFile(path: string): void {
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

function fileFailure(thrown: unknown, path: string): Failure {
  const failure = storageFailure(thrown, path);
  if (failure !== undefined) return failure;
  const { data } = errorSchema.safeParse(thrown);
  if (data?.code === 'ENOSPC') return fail('storage.full', { path });
  // better-sqlite3 refuses a folder that is not there by a TypeError without a code.
  if (data === undefined && !(thrown instanceof TypeError)) throw thrown;
  return fail('file.unwritable', { path, reason: data?.code ?? 'ENOENT' });
}
