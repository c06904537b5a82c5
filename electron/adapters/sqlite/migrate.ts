/** Brings a database to the version that this program knows, or says why it must not be touched. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import * as z from 'zod';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import { migrations } from './migrations/all.ts';
import { schemaDifference, schemaHash, schemaOf } from './schema.ts';

/** `SCRD` in the file header: whose database it is. */
export const APPLICATION_ID = 0x53435244;

export const CURRENT_VERSION = migrations.length;

const countSchema = z.int();

/** True for a file that SQLite has just made: nothing in it, nobody's. */
export function isNew(db: Database): boolean {
  return numberPragma(db, 'application_id') === 0 && numberPragma(db, 'user_version') === 0 && schemaOf(db).size === 0;
}

export function versionOf(db: Database): number {
  return numberPragma(db, 'user_version');
}

/** Whether persons are at rest under keys: not so in a database of an earlier version, nor in one that is being made. */
export function hasSealedRows(db: Database): boolean {
  return schemaOf(db).has('table personVault');
}

/**
 * Checks whose database it is, its version and its structure. Fails with `storage.notData`, `storage.newer`,
 * `storage.altered` (naming the first difference). Changes nothing.
 */
export function checkDatabase(db: Database, path: string): Result<void> {
  if (numberPragma(db, 'application_id') !== APPLICATION_ID) return fail('storage.notData', { path });
  const version = versionOf(db);
  if (version > CURRENT_VERSION) return fail('storage.newer', { found: version, known: CURRENT_VERSION });
  const migration = migrations[version - 1];
  if (migration === undefined) return fail('storage.altered', { what: `user_version ${version}` });
  const found = schemaOf(db);
  return schemaHash(found) === migration.schemaHash ? ok(undefined) : alteredFailure(version, found);
}

/**
 * Creates or upgrades in one transaction; everything or nothing. The database has passed `checkDatabase` or is new. What
 * an earlier version wrote in the clear leaves the file, its free pages included.
 */
export function migrate(db: Database, vault: PersonVault): void {
  const from = versionOf(db);
  if (from === CURRENT_VERSION) return;
  upgrade(db, from, vault);
  if (from === 0) return;
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function upgrade(db: Database, from: number, vault: PersonVault): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    for (const { version, sql, fill, after } of migrations.slice(from)) {
      db.exec(sql);
      fill?.(db, vault);
      db.exec(after ?? '');
      db.pragma(`user_version = ${version}`);
    }
    vault.flush();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    vault.discard();
    throw error;
  }
}

function alteredFailure(version: number, found: ReadonlyMap<string, string>): Failure {
  const reference = new SqliteDatabase(':memory:');
  try {
    for (const { sql, after } of migrations.slice(0, version)) reference.exec(`${sql}\n${after ?? ''}`);
    return fail('storage.altered', { what: schemaDifference(schemaOf(reference), found) ?? `version ${version}` });
  } finally {
    reference.close();
  }
}

function numberPragma(db: Database, name: string): number {
  return countSchema.parse(db.pragma(name, { simple: true }));
}
