/**
 * The data keys of all persons on file, each wrapped under the master, in a file of their own: a backup of the database
 * does not hold them, so a key that is destroyed here is gone for every backup too (docs/adr/0115).
 */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { fileMode, folderMode } from '../system/modes.ts';

/** Bytes of a wrapped key: nonce 12, data key 32, salt 16, tag 16. */
export const WRAPPED_LENGTH = 76;

// A destroyed key is overwritten where it lies: an update of equal length takes no other place in the file, so nothing of
// it stays behind in a free page. The row itself stays, and with it the knowledge that there was a key.
const structure = `
CREATE TABLE ring (
  id TEXT NOT NULL CHECK (length(id) = 32),
  -- Grows with every key that is destroyed: a copy of an earlier generation may hold more than it should.
  generation INTEGER NOT NULL CHECK (generation >= 0)
) STRICT;
CREATE TABLE personKey (
  ordinal INTEGER PRIMARY KEY,
  applicationId TEXT NOT NULL UNIQUE CHECK (length(applicationId) = 32),
  wrapped BLOB NOT NULL CHECK (length(wrapped) = ${WRAPPED_LENGTH})
) STRICT;
-- Which erasure a destroyed key belongs to: a database restored from before it learns of it here.
CREATE TABLE destroyed (
  applicationId TEXT NOT NULL PRIMARY KEY REFERENCES personKey (applicationId),
  erasureId TEXT NOT NULL CHECK (length(erasureId) = 32)
) STRICT;
CREATE TRIGGER destroyedNoUpdate BEFORE UPDATE ON destroyed
BEGIN SELECT raise(ABORT, 'destroyed rows are never changed'); END;
CREATE TRIGGER destroyedNoDelete BEFORE DELETE ON destroyed
BEGIN SELECT raise(ABORT, 'destroyed rows are never deleted'); END;
CREATE TABLE keyCopy (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  madeAt TEXT NOT NULL,
  generation INTEGER NOT NULL,
  goneAt TEXT
) STRICT;
-- Words that cases are found by, sealed, as they were when somebody left last: read instead of every row of the database.
-- Beside the keys, so that no backup has them; a page goes with the first key of it that is destroyed.
CREATE TABLE wordPage (
  page INTEGER NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;
CREATE TRIGGER personKeyNoDelete BEFORE DELETE ON personKey
BEGIN SELECT raise(ABORT, 'personKey rows are never deleted'); END;
CREATE TRIGGER personKeyOnlyDestroyed BEFORE UPDATE ON personKey
WHEN NEW.wrapped <> zeroblob(${WRAPPED_LENGTH}) OR NEW.applicationId <> OLD.applicationId
BEGIN SELECT raise(ABORT, 'a personKey is destroyed, never changed'); END;
CREATE TRIGGER ringNoDelete BEFORE DELETE ON ring
BEGIN SELECT raise(ABORT, 'ring rows are never deleted'); END;
`;

export interface KeyCopy {
  readonly id: string;
  readonly madeAt: string;
  readonly generation: number;
  /** When somebody said that it was destroyed; null while it may exist. */
  readonly goneAt: string | null;
}

export type KeyRing = ReturnType<typeof keyRing>;

const cellsSchema = z.custom<readonly unknown[]>((row) => Array.isArray(row));
const bytesSchema = z.instanceof(Uint8Array);
const destroyedSchema = z.array(z.object({ applicationId: z.string(), erasureId: z.string() }));
const copiesSchema = z.array(
  z.object({ id: z.string(), madeAt: z.string(), generation: z.int(), goneAt: z.string().nullable() }),
);

/** Opens the ring in that file; a writer makes it where it is missing, with a name from `newId`. Throws SQLite's own errors. */
export function openKeyRing(path: string, mode: 'read' | 'write', newId: () => string): KeyRing {
  const isFresh = mode === 'write' && !existsSync(path);
  if (isFresh) {
    mkdirSync(dirname(path), { recursive: true, mode: folderMode() });
    closeSync(openSync(path, 'a', fileMode()));
  }
  const db = new SqliteDatabase(path, { readonly: mode === 'read', fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    if (mode === 'write') prepare(db, newId);
    return keyRing(db);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function prepare(db: Database, newId: () => string): void {
  // One file at rest, with nothing beside it: whoever copies the folder of keys copies all of it.
  db.pragma('journal_mode = TRUNCATE');
  db.pragma('synchronous = EXTRA');
  db.pragma('secure_delete = ON');
  db.pragma('recursive_triggers = ON');
  if (db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'ring'`).pluck().get() === 1) return;
  db.transaction(() => {
    db.exec(structure);
    db.prepare('INSERT INTO ring (id, generation) VALUES (?, 0)').run(newId());
  })();
}

function keyRing(db: Database) {
  const id = z.string().parse(db.prepare('SELECT id FROM ring').pluck().get());
  const one = db.prepare('SELECT wrapped FROM personKey WHERE applicationId = ?').pluck();
  const insert = db.prepare('INSERT INTO personKey (applicationId, wrapped) VALUES (?, ?)');
  const overwrite = db.prepare(
    `UPDATE personKey SET wrapped = zeroblob(${WRAPPED_LENGTH}) WHERE applicationId = ? AND wrapped <> zeroblob(${WRAPPED_LENGTH})`,
  );
  const insertDestroyed = db.prepare('INSERT OR IGNORE INTO destroyed (applicationId, erasureId) VALUES (?, ?)');
  const allDestroyed = db.prepare('SELECT applicationId, erasureId FROM destroyed');
  const generation = db.prepare('SELECT generation FROM ring').pluck();
  const raise = db.prepare('UPDATE ring SET generation = generation + 1');
  const insertCopy = db.prepare('INSERT INTO keyCopy (id, madeAt, generation, goneAt) VALUES (?, ?, ?, NULL)');
  const copies = db.prepare('SELECT id, madeAt, generation, goneAt FROM keyCopy ORDER BY madeAt, id');
  const gone = db.prepare('UPDATE keyCopy SET goneAt = ? WHERE id = ? AND goneAt IS NULL');
  const pages = db.prepare('SELECT page, sealed FROM wordPage').raw();
  const putPage = db.prepare(
    'INSERT INTO wordPage (page, sealed) VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed',
  );
  const dropPage = db.prepare('DELETE FROM wordPage WHERE page = ?');
  const currentGeneration = (): number => z.int().parse(generation.get());

  return {
    id,
    generation: currentGeneration,
    /** The wrapped key; all zero where it was destroyed, undefined where there never was one. */
    wrapped(applicationId: string): Uint8Array | undefined {
      const found = one.get(applicationId);
      return found === undefined ? undefined : bytesSchema.parse(found);
    },
    /** Each, one after the other; by hand, for there are as many as cases on file. */
    *all(): Generator<readonly [applicationId: string, wrapped: Uint8Array]> {
      for (const row of db.prepare('SELECT applicationId, wrapped FROM personKey').raw().iterate()) {
        const [applicationId, wrapped] = cellsSchema.parse(row);
        if (typeof applicationId === 'string' && wrapped instanceof Uint8Array) yield [applicationId, wrapped];
      }
    },
    /** All of them durable, or none. */
    add: db.transaction((keys: ReadonlyMap<string, Uint8Array>): void => {
      for (const [applicationId, wrapped] of keys) insert.run(applicationId, wrapped);
    }),
    /** Sealed words by page. */
    *pages(): Generator<readonly [page: number, sealed: Uint8Array]> {
      for (const row of pages.iterate()) {
        const [page, sealed] = cellsSchema.parse(row);
        if (typeof page === 'number' && sealed instanceof Uint8Array) yield [page, sealed];
      }
    },
    /** Null: the page goes. */
    putPages: db.transaction((changed: ReadonlyMap<number, Uint8Array | null>): void => {
      for (const [page, sealed] of changed) {
        if (sealed === null) dropPage.run(page);
        else putPage.run(page, sealed);
      }
    }),
    /**
     * Overwrites the keys, with the pages of words that they are in, and raises the generation; answers how many keys there
     * were. Again for the same ones: none.
     */
    destroy: db.transaction(
      (applicationIds: readonly string[], erasureId: string, words: readonly number[]): number => {
        let destroyed = 0;
        for (const page of words) dropPage.run(page);
        for (const applicationId of applicationIds) {
          destroyed += overwrite.run(applicationId).changes;
          insertDestroyed.run(applicationId, erasureId);
        }
        if (destroyed > 0) raise.run();
        return destroyed;
      },
    ),
    destroyed: () => destroyedSchema.parse(allDestroyed.all()),
    /** A whole copy in another file, noted here first: a copy that nobody knows of cannot be asked back. */
    copyTo(file: string, copyId: string, madeAt: string): void {
      insertCopy.run(copyId, madeAt, currentGeneration());
      db.prepare('VACUUM INTO ?').run(file);
      withoutWords(file);
    },
    copies: (): readonly KeyCopy[] => copiesSchema.parse(copies.all()),
    /** False where there is no such copy, or it is gone already. */
    copyGone: (copyId: string, at: string): boolean => gone.run(at, copyId).changes === 1,
    close: (): void => void db.close(),
  };
}

/** A copy is for opening rows again; words can be read from those. */
function withoutWords(file: string): void {
  const copy = new SqliteDatabase(file);
  try {
    copy.pragma('secure_delete = ON');
    copy.exec('DELETE FROM wordPage; VACUUM');
  } finally {
    copy.close();
  }
}
