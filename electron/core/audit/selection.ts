/**
 * A selection of entries as one signed file: each entry with the proof that it stands in the log, and a signature over
 * which they are, so that none can be taken out of the selection unseen (docs/formats.md, Selection).
 */

import * as z from 'zod';
import { error, fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { concatBytes, utf8Bytes } from '../chip/bytes.ts';
import type { Digest } from '../ports.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { canonicalText, readEntry, type EntryForm } from './canonical.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { checkpointOf, isKnown, type HistoryTrust, type KeyHistory } from './key-history.ts';
import { keysBefore } from './archive.ts';
import { inclusionHolds, inclusionProof, leafHash, toHex, type NodeReader } from './merkle.ts';
import { signNote, verifiedText, type NoteKey } from './note.ts';

const FORMAT = 'starcard audit selection v1';

const selectionSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Signed note: what was selected from which tree. */
  statement: z.string(),
  checkpoint: z.string(),
  firstKey: z.string(),
  changes: z.array(z.string()).readonly(),
  entries: z.array(
    z.strictObject({
      sequence: z.int().min(0),
      /** Canonical JSON. */
      entry: z.string(),
      /** Audit path (RFC 6962 section 2.1.1), base64, from the leaf up. */
      path: z.array(z.string()).max(63),
    }),
  ),
});

export interface KeysOfLog {
  readonly firstKey: string;
  /** The endorsements of every change of key, in their order. */
  readonly changes: readonly string[];
}

export interface SelectionParts extends KeysOfLog {
  readonly digest: Digest;
  readonly key: NoteKey;
  readonly sign: (text: Uint8Array) => Uint8Array;
  readonly checkpoint: string;
  readonly read: NodeReader;
  /** What was asked for, in the words of the program; no person's data. */
  readonly question: Readonly<Record<string, string | number>>;
  readonly entries: readonly { readonly sequence: number; readonly bytes: Uint8Array }[];
}

/** The file's text. Throws on a checkpoint that is none or does not cover the entries: a bug of the caller. */
export function makeSelection(parts: SelectionParts): string {
  const { digest, key, checkpoint, entries, question, read, firstKey, changes } = parts;
  const head = parseCheckpoint(checkpoint);
  if (head === undefined) throw new Error('a selection without a checkpoint');
  const decoder = new TextDecoder();
  const leaves = entries.map(({ bytes }) => leafHash(digest, bytes));
  const text = statementText(digest, head.origin, head.size, leaves, canonicalText(question));
  const selected = entries.map(({ sequence, bytes }) => ({
    sequence,
    entry: decoder.decode(bytes),
    path: inclusionProof(digest, read, sequence, head.size).map(toBase64),
  }));
  const statement = signNote(digest, key, text, parts.sign);
  return `${JSON.stringify({ format: FORMAT, statement, checkpoint, firstKey, changes, entries: selected }, null, 1)}\n`;
}

export interface SelectionReport {
  readonly origin: string;
  /** Of the tree that the proofs lead to. */
  readonly size: number;
  readonly question: string;
  readonly entries: readonly EntryForm[];
}

/** Everything in the file, once every signature and proof was found good. Fails with `audit.*`, naming the first wrong entry. */
export function verifySelection(trust: HistoryTrust, file: string): Result<SelectionReport> {
  const { digest, verifier, key } = trust;
  const parsed = parse(file);
  if (parsed === undefined) return fail('audit.exportIncomplete', { path: 'selection' });
  const { statement, checkpoint, entries } = parsed;
  const history = keysBefore(trust, parsed, Number.MAX_SAFE_INTEGER);
  if ('kind' in history) return { ok: false, error: history };
  const head = checkpointOf(trust, history, checkpoint);
  const said = signedText(trust, history, statement);
  if (head === undefined || said === undefined || !isKnown(history, key)) {
    return fail('audit.forged', { sequence: 0, size: head?.size ?? 0, name: key.name });
  }
  const leaves = entries.map(({ entry }) => leafHash(digest, utf8Bytes(entry)));
  const good: EntryForm[] = [];
  for (const [index, { sequence, entry, path }] of entries.entries()) {
    const leaf = leaves[index];
    const hashes = path.map(fromBase64);
    const isWhole = leaf !== undefined && hashes.every((hash) => hash !== undefined);
    const claim = { index: sequence, size: head.size, leaf: leaf ?? new Uint8Array(), root: head.rootHash };
    const isIn =
      isWhole &&
      inclusionHolds(
        digest,
        claim,
        hashes.flatMap((hash) => (hash === undefined ? [] : [hash])),
      );
    if (!isIn) return { ok: false, error: error('audit.edited', { sequence }) };
    const form = readEntry(utf8Bytes(entry));
    const problem: AppError | undefined =
      typeof form === 'string'
        ? error('audit.malformed', { sequence, fault: form })
        : form.sequence === sequence
          ? undefined
          : error('audit.reordered', { sequence, found: form.sequence });
    if (problem !== undefined || typeof form === 'string') {
      return { ok: false, error: problem ?? error('audit.edited', { sequence }) };
    }
    good.push(form);
  }
  const question = said.split('\n')[5] ?? '';
  const isSaid = said === statementText(digest, head.origin, head.size, leaves, question);
  if (!isSaid) return fail('audit.selectionAltered', { count: entries.length });
  return ok({ origin: head.origin, size: head.size, question, entries: good });

  function signedText(by: HistoryTrust, keys: KeyHistory, note: string): string | undefined {
    for (const one of keys) {
      const text = verifiedText(by.digest, verifier, one, note);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

function parse(file: string): z.infer<typeof selectionSchema> | undefined {
  try {
    return selectionSchema.parse(JSON.parse(file));
  } catch {
    return undefined;
  }
}

/** Heading, origin, size of the tree, how many entries, SHA-256 over their leaf hashes, what was asked for. */
function statementText(
  digest: Digest,
  origin: string,
  size: number,
  leaves: readonly Uint8Array[],
  question: string,
): string {
  const which = toHex(digest.sha256(concatBytes(...leaves)));
  return [FORMAT, origin, String(size), String(leaves.length), which, question, ''].join('\n');
}
