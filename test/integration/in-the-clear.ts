/** A data folder as the version before wrote it: rows in the clear, no keys of persons. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { databasePath } from '../../electron/adapters/sqlite/connection.ts';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import type { CardFileKind } from '../../electron/core/hand-over/storage.ts';
import type { JobFileKind } from '../../electron/core/ports.ts';
import type { Cell } from '../../electron/adapters/persons/seal.ts';
import type { Application } from '../../shared/model/application.ts';
import { byHand, type openVault } from './resealed.ts';

const rowsSchema = z.array(z.record(z.string(), z.unknown()));
type Row = Readonly<Record<string, unknown>>;
type Vault = ReturnType<typeof openVault>;

const sealedStep = migrations.findIndex(({ name }) => name === 'persons at rest under keys');

/** Takes the seals off every row and the step that brought them; the log stays as it is. */
export function intoTheClear(folder: string): void {
  const old = new SqliteDatabase(join(folder, 'old.db'));
  for (const { sql, after = '' } of migrations.slice(0, sealedStep)) old.exec(sql + after);
  old.pragma('application_id = 0x53435244');
  old.pragma(`user_version = ${sealedStep}`);
  old.pragma('foreign_keys = OFF');
  const triggers = triggersOf(old);
  for (const { name } of triggers) old.exec(`DROP TRIGGER ${name}`);
  byHand(folder, (vault, db) => copyAll(vault, db, old));
  for (const { sql } of triggers) old.exec(sql);
  old.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(databasePath(folder) + suffix, { force: true });
  rmSync(join(folder, 'keys'), { recursive: true });
  renameSync(join(folder, 'old.db'), databasePath(folder));
}

function copyAll(vault: Vault, db: Database, old: Database): void {
  const rows = (table: string): readonly Row[] => rowsSchema.parse(db.prepare(`SELECT * FROM ${table}`).all());
  const opened = (row: Row, person: unknown, cell: Cell): Uint8Array =>
    vault.open(text(person), cell, z.instanceof(Uint8Array).parse(row['sealed'])) ?? new Uint8Array();
  const put = (table: string, row: Row): void => {
    const known = columnsOf(old, table);
    const names = Object.keys(row).filter((name) => known.has(name));
    const marks = names.map((name) => `@${name}`).join();
    old.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${marks})`).run(row);
  };

  for (const row of rows('application')) {
    const id = text(row['id']);
    const plain = utf8(opened(row, id, cells.application(id, Number(row['revision']))));
    const { number, reason, person, card, decision } = JSON.parse(plain) as Application;
    const json = { person: JSON.stringify(person), card: JSON.stringify(card), decision: JSON.stringify(decision) };
    const { latinName, chineseName = null, nationality } = person;
    put('application', {
      ...row,
      number,
      reason,
      ...json,
      latinName,
      chineseName,
      nationality,
      cardNumber: card.number,
    });
    put('personSalt', { applicationId: id, salt: vault.salt(id) });
    put('applicationSearch', { ordinal: row['ordinal'], folded: `${latinName} ${number}` });
  }
  for (const { revision, ...row } of rows('photo')) {
    const id = row['applicationId'];
    put('photo', { ...row, jpeg: opened(row, id, cells.photo(text(id), Number(revision))) });
  }
  for (const row of rows('record'))
    put('record', { ...row, jws: utf8(opened(row, row['applicationId'], cells.record(text(row['hash'])))) });
  for (const row of rows('job')) {
    const sealed = Buffer.from(text(row['note'] ?? ''), 'base64');
    const cell = cells.note(text(row['id']), Number(row['revision']));
    put('job', { ...row, note: row['note'] === null ? null : utf8(opened({ sealed }, row['applicationId'], cell)) });
  }
  for (const row of rows('jobFile')) {
    const person = db.prepare('SELECT applicationId FROM job WHERE id = ?').pluck().get(row['jobId']);
    const cell = cells.jobFile(text(row['jobId']), text(row['kind']) as JobFileKind, Number(row['attempt']));
    put('jobFile', { ...row, bytes: opened(row, person, cell) });
  }
  for (const row of rows('card')) {
    const plain = utf8(opened(row, row['applicationId'], cells.card(text(row['id']), Number(row['revision']))));
    put('card', { ...row, number: (JSON.parse(plain) as { number: string }).number });
  }
  for (const row of rows('cardFile')) {
    const person = db.prepare('SELECT applicationId FROM card WHERE id = ?').pluck().get(row['cardId']);
    const cell = cells.cardFile(text(row['cardId']), text(row['kind']) as CardFileKind);
    put('cardFile', { ...row, bytes: opened(row, person, cell) });
  }
  for (const row of rows('oldCard')) {
    const sealed = Buffer.from(text(row['evidenceReason'] ?? ''), 'base64');
    const cell = cells.evidence(text(row['id']), Number(row['revision']));
    const isHeld = row['evidenceReason'] !== null;
    put('oldCard', {
      ...row,
      evidenceReason: isHeld ? utf8(opened({ sealed }, row['applicationId'], cell)) : null,
    });
  }
  const rewritten = [
    'oldCard',
    'application',
    'personSalt',
    'applicationSearch',
    'photo',
    'record',
    'job',
    'jobFile',
    'card',
    'cardFile',
  ];
  const done = new Set([...rewritten, 'twoPersonAction']);
  for (const table of tablesOf(old).filter((name) => !done.has(name))) {
    old.exec(`DELETE FROM ${table}`);
    for (const row of rows(table)) put(table, row);
  }
}

const namesSchema = z.array(z.string());

/** Those that a row can be given: not what SQLite computes, nor what a later step brought. */
function columnsOf(db: Database, table: string): ReadonlySet<string> {
  return new Set(namesSchema.parse(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)));
}

function tablesOf(db: Database): readonly string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`;
  return namesSchema.parse(db.prepare(sql).pluck().all());
}

function triggersOf(db: Database): readonly { readonly name: string; readonly sql: string }[] {
  const rows = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  return z.array(z.object({ name: z.string(), sql: z.string() })).parse(rows);
}

function text(value: unknown): string {
  return z.string().parse(value);
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
