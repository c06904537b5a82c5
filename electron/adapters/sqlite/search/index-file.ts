/**
 * What is looked up to find entries fast: a file of its own beside the database, made from the log page by page and made
 * anew where it is missing or does not fit. It is no evidence: what is shown is read from the log itself.
 */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Findable } from '../../../core/audit/match.ts';
import { bytesSchema, oneRow } from '../rows/row.ts';
import type { Mode } from '../connection.ts';
import { bitsOfBytes, bytesOfBits, noBits, PAGE, setBit, type Bits } from './bits.ts';

/** Another one is made anew. */
const VERSION = 2;

const tables = `
CREATE TABLE facet (key TEXT NOT NULL, page INTEGER NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (key, page)) STRICT, WITHOUT ROWID;
CREATE TABLE page (page INTEGER PRIMARY KEY, earliest REAL NOT NULL, latest REAL NOT NULL, times BLOB NOT NULL,
  lastLeaf BLOB NOT NULL) STRICT;
CREATE INDEX pageTimes ON page (page, earliest, latest);
CREATE VIRTUAL TABLE ids USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
PRAGMA user_version = ${VERSION};
`;

const pageSchema = z.object({ page: z.int(), lastLeaf: bytesSchema });
const facetSchema = z.array(z.object({ page: z.int(), bits: z.instanceof(Uint8Array) }));
const spansSchema = z.array(z.object({ page: z.int(), earliest: z.number(), latest: z.number() }));
const kindsSchema = z.array(z.string());

export type IndexFile = ReturnType<typeof indexFile>;

/** Null where it cannot be had: read only and missing, or no place on disk. The log is then gone through itself. */
export function openIndexFile(folder: string, mode: Mode): IndexFile | null {
  const path = join(folder, 'audit-index.db');
  try {
    return indexFile(connect(path, mode));
  } catch {
    if (mode === 'read') return null;
  }
  try {
    remove(path);
    return indexFile(connect(path, mode));
  } catch {
    return null;
  }
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

function connect(path: string, mode: Mode): Database {
  if (mode === 'read' && !existsSync(path)) throw new Error('no index');
  const db = new SqliteDatabase(path, { readonly: mode === 'read', timeout: 1000 });
  const version = z.int().parse(db.pragma('user_version', { simple: true }));
  if (version === VERSION) {
    if (mode === 'write') db.pragma('synchronous = OFF');
    return db;
  }
  if (version !== 0 || mode === 'read') {
    db.close();
    throw new Error('another index');
  }
  db.pragma('journal_mode = WAL');
  // What is lost in a power cut is made anew.
  db.pragma('synchronous = OFF');
  db.exec(tables);
  return db;
}

function indexFile(db: Database) {
  const newest = db.prepare('SELECT page, lastLeaf FROM page ORDER BY page DESC LIMIT 1');
  const timesOf = db.prepare('SELECT times FROM page WHERE page = ?').pluck();
  const facet = db.prepare('SELECT page, bits FROM facet WHERE key = ? ORDER BY page');
  const facets = db.prepare('SELECT page, bits FROM facet WHERE key >= ? AND key < ?');
  // From one key to the next: DISTINCT would read every row of each.
  const keys = db
    .prepare(
      `WITH RECURSIVE one (key) AS (
         SELECT min(key) FROM facet WHERE key >= @from AND key < @to
         UNION ALL
         SELECT (SELECT min(key) FROM facet WHERE key > one.key AND key < @to) FROM one WHERE one.key IS NOT NULL
       ) SELECT key FROM one WHERE key IS NOT NULL`,
    )
    .pluck();
  const found = db.prepare('SELECT rowid FROM ids WHERE ids MATCH ? ORDER BY rowid DESC LIMIT ?').pluck();
  const foundIn = db.prepare('SELECT rowid FROM ids WHERE ids MATCH ? AND rowid BETWEEN ? AND ?').pluck();
  const putFacet = db.prepare('INSERT INTO facet (key, page, bits) VALUES (?, ?, ?)');
  const spans = db.prepare('SELECT page, earliest, latest FROM page');
  const putPage = db.prepare('INSERT INTO page (page, earliest, latest, times, lastLeaf) VALUES (?, ?, ?, ?, ?)');
  const putWords = db.prepare('INSERT INTO ids (rowid, words) VALUES (?, ?)');

  const addPage = db.transaction((page: number, entries: readonly Findable[], lastLeaf: Uint8Array) => {
    const sets = new Map<string, Bits>();
    const times = new Float64Array(PAGE);
    for (const [place, one] of entries.entries()) {
      for (const key of keysOf(one)) {
        const bits = sets.get(key) ?? noBits();
        setBit(bits, place);
        sets.set(key, bits);
      }
      times[place] = one.timeMs;
      if (one.idWords.length > 0) putWords.run(page * PAGE + place, one.idWords.join(' '));
    }
    for (const [key, bits] of sets) putFacet.run(key, page, bytesOfBits(bits));
    const sorted = times.toSorted();
    putPage.run(page, sorted[0], sorted.at(-1), new Uint8Array(times.buffer), lastLeaf);
  });

  return {
    /** Pages that are in it, and the leaf hash of the last entry of the newest. */
    state(): { readonly pages: number; readonly lastLeaf: Uint8Array | null } {
      const row = oneRow(pageSchema, newest.get());
      return row === undefined ? { pages: 0, lastLeaf: null } : { pages: row.page + 1, lastLeaf: row.lastLeaf };
    },
    addPage,
    /** Everything out: it is of another log. */
    clear(): void {
      db.exec(`DELETE FROM facet; DELETE FROM page; INSERT INTO ids (ids) VALUES ('delete-all');`);
    },
    /** By page, where any entry of the page has it. */
    having(key: string): ReadonlyMap<number, Bits> {
      return new Map(facetSchema.parse(facet.all(key)).map(({ page, bits }) => [page, bitsOfBytes(bits)]));
    },
    /** The same for every key that begins so, together. */
    beginning(prefix: string): readonly { readonly page: number; readonly bits: Bits }[] {
      const rows = facetSchema.parse(facets.all(prefix, `${prefix}\u{10ffff}`));
      return rows.map(({ page, bits }) => ({ page, bits: bitsOfBytes(bits) }));
    },
    keysBeginning: (prefix: string): readonly string[] =>
      kindsSchema.parse(keys.all({ from: prefix, to: `${prefix}\u{10ffff}` })),
    /** The earliest and the latest time of each page; a clock that was set back makes them overlap. */
    spans: (): ReadonlyMap<number, { readonly earliest: number; readonly latest: number }> =>
      new Map(spansSchema.parse(spans.all()).map((span) => [span.page, span])),
    times(page: number): Float64Array {
      return new Float64Array(bytesSchema.parse(timesOf.get(page)).slice().buffer);
    },
    /** The newest `limit` entries with those words among their ids. */
    withIds: (match: string, limit: number): readonly number[] => z.array(z.int()).parse(found.all(match, limit)),
    withIdsIn: (match: string, first: number, last: number): readonly number[] =>
      z.array(z.int()).parse(foundIn.all(match, first, last)),
    close: (): void => void db.close(),
    /** A damaged one: where it may be made anew, it is. */
    discard(): void {
      const { name, readonly } = db;
      db.close();
      if (!readonly) remove(name);
    },
  };
}

/** What an entry is found by that many share. */
function keysOf({ entry, kind, shared }: Findable): readonly string[] {
  return [
    kindKey(kind.action, kind.outcome, kind.subjectKind),
    actorKey(entry.actor),
    subjectKey(entry.subject.id),
    ...shared.map((word) => `${WORD}${word}`),
  ].filter((key) => key !== '');

  function subjectKey(id: string): string {
    // Of the few with many entries; the others are found by their words.
    return ['workstation', 'account', 'device', 'log'].includes(kind.subjectKind) ? fewKey(id) : '';
  }
}

export const KIND = 'kind ';
export const WORD = 'word ';
export const ACTOR = 'actor ';

function kindKey(action: string, outcome: string, subjectKind: string): string {
  return `${KIND}${action} ${outcome} ${subjectKind}`;
}

export function actorKey(actor: string): string {
  return `${ACTOR}${actor}`;
}

export function fewKey(id: string): string {
  return `few ${id}`;
}
