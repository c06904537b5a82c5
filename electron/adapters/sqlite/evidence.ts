/** What leaves the log as evidence: whole exports, sealed months, signed selections, proofs of single entries, requests to a witness. */

import { dirname, join } from 'node:path';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ARCHIVE_FILE, type Archive } from '../../core/audit/archive.ts';
import { parseCheckpoint } from '../../core/audit/checkpoint.ts';
import { cosignedAt } from '../../core/audit/cosignature.ts';
import { consistencyProof, inclusionProof } from '../../core/audit/merkle.ts';
import { parseNote, type NoteKey } from '../../core/audit/note.ts';
import { inclusionText, witnessRequestText } from '../../core/audit/proof-text.ts';
import { makeSelection, type KeysOfLog, type SelectionParts } from '../../core/audit/selection.ts';
import { encodeBundle, encodeTile, TILE_WIDTH, tileFiles, treeOverTiles } from '../../core/audit/tiles.ts';
import type { Digest, Signer, SignedTreeHead, Verifier } from '../../core/ports.ts';
import { codeOf } from '../system/error-code.ts';
import type { auditRows } from './rows/audit-rows.ts';

type Rows = ReturnType<typeof auditRows>;

const textSchema = z.string();

/** Writes the whole log in the tlog-tiles layout. The folder is made, or is empty: nothing is overwritten. */
export function writeExport(folder: string, rows: Rows): Result<{ readonly size: number }> {
  const head = rows.treeHead();
  return head === undefined ? fail('notFound', { what: 'checkpoint' }) : writeTiles(folder, rows, head, null);
}

export interface WrittenArchive {
  readonly month: string;
  readonly first: number;
  /** Of the tree up to the end of the month. */
  readonly size: number;
}

/**
 * Writes the entries of a month (`YYYY-MM`, UTC) with the tiles that lead from them to the checkpoint at its end, and the
 * history of keys. The month ends where the first entry of a later one begins. Fails with `audit.monthOpen` while there
 * is none, `notFound` where the month has no entry.
 */
export function writeArchive(folder: string, rows: Rows, month: string): Result<WrittenArchive> {
  const first = rows.firstAt(`${month}-01T00:00:00.000Z`);
  const next = rows.firstAt(`${monthAfter(month)}-01T00:00:00.000Z`);
  if (next === null) return fail('audit.monthOpen', { month });
  if (first === null || first === next) return fail('notFound', { what: month });
  // The head that covers the month whole; a transaction over midnight takes the first entries of the next with it.
  const head = rows.headFrom(next);
  if (head === undefined) return fail('notFound', { what: 'checkpoint' });
  const origin = parseCheckpoint(head.checkpoint)?.origin ?? '';
  const archive: Archive = { format: 'starcard audit archive v1', origin, month, first, ...keysOfLog(rows) };
  const written = writeTiles(folder, rows, head, archive);
  return written.ok ? ok({ month, first, size: head.size }) : written;
}

function writeTiles(
  folder: string,
  rows: Rows,
  head: SignedTreeHead,
  archive: Archive | null,
): Result<{ readonly size: number }> {
  const from = archive === null ? 0 : archive.first - (archive.first % TILE_WIDTH);
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0) return fail('storage.exists', { path: folder });
    for (const { path, level, first, count } of tileFiles(head.size)) {
      // Leaves of earlier months are not in an archive; what they come to is, in the levels above. The leaves beside
      // the month's own first tile are needed where they make no whole tile.
      if ((level === 'entries' || level === 0) && first + count <= from) continue;
      const bytes =
        level === 'entries'
          ? encodeBundle(rows.entryBytes(first, count))
          : encodeTile(rows.tileHashes(level, first, count));
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    if (archive !== null) writeFileSync(join(folder, ARCHIVE_FILE), `${JSON.stringify(archive, null, 2)}\n`);
    // Last: a folder with a checkpoint is a whole export.
    writeFileSync(join(folder, 'checkpoint'), head.checkpoint);
    return ok({ size: head.size });
  } catch (thrown) {
    const code = codeOf(thrown);
    if (!(thrown instanceof Error && 'code' in thrown) || code.startsWith('SQLITE_')) throw thrown;
    return fail('file.unwritable', { path: folder, reason: code });
  }
}

/** The verifier key of the first entry, and the endorsement of every change since. */
export function keysOfLog(rows: Rows): KeysOfLog {
  const [created] = rows.forms(0, 1);
  const rotated = rows.entries({ action: 'audit.keyRotated', limit: 500 }).toReversed();
  return {
    firstKey: textSchema.catch('').parse(created?.detail['verifierKey']),
    changes: rotated.map(({ detail }) => textSchema.parse(detail['endorsement'])),
  };
}

/** The proof of one entry against the newest checkpoint (C2SP tlog-proof). */
export function proofOf(rows: Rows, digest: Digest, sequence: number): Result<string> {
  const head = rows.treeHead();
  if (head === undefined || sequence >= head.size) return fail('notFound', { what: `${sequence}` });
  const path = inclusionProof(digest, treeOf(rows, digest), sequence, head.size);
  return ok(inclusionText({ index: sequence, path, checkpoint: head.checkpoint }));
}

/** What a witness that saw `old` entries last is asked for (C2SP tlog-witness add-checkpoint). */
export function witnessRequest(rows: Rows, digest: Digest, old: number): Result<string> {
  const head = rows.treeHead();
  if (head === undefined || old > head.size) return fail('notFound', { what: `${old}` });
  const proof = consistencyProof(digest, treeOf(rows, digest), old, head.size);
  return ok(witnessRequestText({ old, proof, checkpoint: head.checkpoint }));
}

export function selectionOf(
  rows: Rows,
  parts: Pick<SelectionParts, 'digest' | 'key' | 'question'>,
  signer: Signer,
  sequences: readonly number[],
): Result<string> {
  const head = rows.treeHead();
  if (head === undefined) return fail('notFound', { what: 'checkpoint' });
  const failures: Result<never>[] = [];
  const entries = sequences
    .filter((sequence) => sequence < head.size)
    .toSorted((one, other) => one - other)
    .map((sequence) => ({ sequence, bytes: rows.entryBytes(sequence, 1)[0] ?? new Uint8Array() }));
  const file = makeSelection({
    ...parts,
    ...keysOfLog(rows),
    checkpoint: head.checkpoint,
    read: treeOf(rows, parts.digest),
    entries,
    sign(text) {
      const signature = signer.sign(text);
      if (!signature.ok) failures.push(signature);
      return signature.ok ? signature.value : new Uint8Array(64);
    },
  });
  return failures[0] ?? ok(file);
}

/**
 * A checkpoint of this log that a witness cosigned, checked: our own head of that size, and the witness's line good.
 * Fails with `audit.foreignCheckpoint`.
 */
export function checkCosigned(
  rows: Rows,
  { digest, verifier, key }: { readonly digest: Digest; readonly verifier: Verifier; readonly key: NoteKey },
  note: string,
  witness: NoteKey,
): Result<{ readonly size: number }> {
  const said = parseCheckpoint(note);
  const head = said === undefined ? undefined : rows.headFrom(said.size);
  const ours = head === undefined ? undefined : parseNote(head.checkpoint);
  const isOurs = head?.size === said?.size && ours?.text === parseNote(note)?.text;
  const isSigned = cosignedAt(digest, verifier, witness, note) !== undefined;
  if (said === undefined || !isOurs || !isSigned) return fail('audit.foreignCheckpoint', { name: key.name });
  return ok({ size: said.size });
}

function treeOf(rows: Rows, digest: Digest) {
  return treeOverTiles(digest, (level, first, count) => rows.tileHashes(level, first, count));
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
