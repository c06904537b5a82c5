/** Reading the audit log. Nothing here writes: `audit-log.ts` holds the only INSERT. */

import type { Database, Statement } from 'better-sqlite3';
import * as z from 'zod';
import type { AuditEntry } from '../../../../shared/model/audit.ts';
import { formOf, parseEntry, type EntryForm } from '../../../core/audit/canonical.ts';
import type { LogRow, StoredHead, StoredTileHash } from '../../../core/audit/verify.ts';
import type { AuditFilter, SignedTreeHead } from '../../../core/ports.ts';
import { bytesSchema, oneRow } from './row.ts';

// Made once: to make a schema takes longer than to use it.
const countSchema = z.int();
const textsSchema = z.array(z.string());
const manyBytesSchema = z.array(bytesSchema);
const headSchema = z.object({ size: z.int(), rootHash: bytesSchema, checkpoint: z.string() });
const tileHashSchema = z.object({ level: z.int(), number: z.int(), hash: bytesSchema });

export function auditRows(db: Database) {
  const size = db.prepare('SELECT coalesce(max(sequence) + 1, 0) FROM auditEntry').pluck();
  const newestHead = db.prepare('SELECT size, rootHash, checkpoint FROM auditTreeHead ORDER BY size DESC LIMIT 1');
  const heads = db.prepare('SELECT size, rootHash, checkpoint FROM auditTreeHead ORDER BY size');
  const headsAfter = db.prepare('SELECT size, rootHash, checkpoint FROM auditTreeHead WHERE size > ? ORDER BY size');
  const all = db.prepare('SELECT sequence, CAST(entry AS BLOB) AS entry, leafHash FROM auditEntry ORDER BY sequence');
  const tileHashes = db.prepare('SELECT level, number, hash FROM auditTileHash ORDER BY level, number');
  const leaves = db.prepare('SELECT leafHash FROM auditEntry WHERE sequence >= ? ORDER BY sequence LIMIT ?').pluck();
  const inner = db
    .prepare('SELECT hash FROM auditTileHash WHERE level = ? AND number >= ? ORDER BY number LIMIT ?')
    .pluck();
  const headFrom = db.prepare(
    'SELECT size, rootHash, checkpoint FROM auditTreeHead WHERE size >= ? ORDER BY size LIMIT 1',
  );
  const firstAt = db.prepare(`SELECT min(sequence) FROM auditEntry WHERE json_extract(entry, '$.time') >= ?`).pluck();
  const latest = db.prepare(`SELECT max(entry ->> '$.time') FROM auditEntry WHERE sequence > ?`).pluck();
  const texts = db.prepare('SELECT entry FROM auditEntry WHERE sequence >= ? ORDER BY sequence LIMIT ?').pluck();
  const bytes = db
    .prepare('SELECT CAST(entry AS BLOB) FROM auditEntry WHERE sequence >= ? ORDER BY sequence LIMIT ?')
    .pluck();

  return {
    /** The number of leaves. */
    size: (): number => countSchema.parse(size.get()),

    /** Newest first; `before` is the sequence that the page before ended with. */
    entries(filter: AuditFilter): readonly AuditEntry[] {
      const conditions = [
        ...(filter.before === undefined ? [] : ['sequence < @before']),
        ...(filter.action === undefined ? [] : ['action = @action']),
        ...(filter.actor === undefined ? [] : ['actor = @actor']),
        ...(filter.outcome === undefined ? [] : ['outcome = @outcome']),
        ...(filter.subjectId === undefined ? [] : ['subjectId = @subjectId']),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      const found = db.prepare(`SELECT entry FROM auditEntry ${where} ORDER BY sequence DESC LIMIT @limit`).pluck();
      return textsSchema.parse(found.all(filter)).map(parseEntry);
    },

    /** The smallest head over at least that many entries. */
    headFrom: (count: number): SignedTreeHead | undefined => oneRow(headSchema, headFrom.get(count)),
    /** The first entry of that time or later; null where there is none. A full walk: for archives, not for screens. */
    firstAt: (time: string): number | null => countSchema.nullable().parse(firstAt.get(time)),
    latestAfter: (sequence: number): string | null => z.string().nullable().parse(latest.get(sequence)),
    /** `count` entries from `first` on, in the form that every version reads. */
    forms: (first: number, count: number): readonly EntryForm[] =>
      textsSchema.parse(texts.all(first, count)).map(formOf),
    leaf: (sequence: number): Uint8Array | undefined => manyBytesSchema.parse(leaves.all(sequence, 1))[0],

    treeHead: (): SignedTreeHead | undefined => oneRow(headSchema, newestHead.get()),

    /** Hashes of a level as C2SP tlog-tiles counts them: 0 are the leaves, 1 spans 256 of them each, and so on. */
    tileHashes(level: number, first: number, count: number): readonly Uint8Array[] {
      return manyBytesSchema.parse(level === 0 ? leaves.all(first, count) : inner.all(level, first, count));
    },

    /** The canonical bytes of `count` entries from `first` on. */
    entryBytes: (first: number, count: number): readonly Uint8Array[] => manyBytesSchema.parse(bytes.all(first, count)),

    /** Everything, one row at a time, for verification. */
    everyRow: (): Iterable<LogRow> => parsed(all, isLogRow),
    /** The heads over more entries than that, by size. */
    headsAfter: (count: number): readonly StoredHead[] => z.array(headSchema).parse(headsAfter.all(count)),
    everyHead: (): Iterable<StoredHead> => parsed(heads, isHead),
    everyTileHash: (): readonly StoredTileHash[] => z.array(tileHashSchema).parse(tileHashes.all()),
  };
}

/** Every row, read anew each time that somebody goes through them. */
function parsed<T>(statement: Statement, isRow: (row: unknown) => row is T): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      for (const row of statement.iterate()) {
        if (!isRow(row)) throw new Error('a row of the log that is none');
        yield row;
      }
    },
  };
}

// By hand: a log has millions of rows, and a schema would take longer than their hashes.
function isLogRow(row: unknown): row is LogRow {
  if (typeof row !== 'object' || row === null) return false;
  const isEntry = 'entry' in row && row.entry instanceof Uint8Array;
  const isLeaf = 'leafHash' in row && row.leafHash instanceof Uint8Array;
  return isEntry && isLeaf && 'sequence' in row && typeof row.sequence === 'number';
}

function isHead(row: unknown): row is StoredHead {
  if (typeof row !== 'object' || row === null) return false;
  const isRoot = 'rootHash' in row && row.rootHash instanceof Uint8Array;
  const isNote = 'checkpoint' in row && typeof row.checkpoint === 'string';
  return isRoot && isNote && 'size' in row && typeof row.size === 'number';
}
