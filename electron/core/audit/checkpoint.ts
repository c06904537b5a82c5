/** Checkpoints of C2SP (tlog-checkpoint.md): origin, tree size and root hash as a signed note. Origin = key name. */

import type { Digest, Verifier } from '../ports.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle.ts';
import { parseNote, signNote, verifiedText, type NoteKey } from './note.ts';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly rootHash: Uint8Array;
}

/** The three lines that are signed; no extension lines, which monitors could not check. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.rootHash)}\n`;
}

/** The signed checkpoint of the log whose key it is. `sign` makes the Ed25519 signature over the bytes given. */
export function signCheckpoint(
  digest: Digest,
  key: NoteKey,
  head: { readonly size: number; readonly rootHash: Uint8Array },
  sign: (text: Uint8Array) => Uint8Array,
): string {
  return signNote(digest, key, checkpointText({ origin: key.name, ...head }), sign);
}

/** What a checkpoint says, whoever signed it; `undefined` when it is none. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const parsed = parseNote(note);
  return parsed === undefined ? undefined : parseText(parsed.text);
}

/** What the log's key signed; `undefined` when the note is no checkpoint of that origin or the signature is not good. */
export function verifiedCheckpoint(
  digest: Digest,
  verifier: Verifier,
  key: NoteKey,
  note: string,
): Checkpoint | undefined {
  const text = verifiedText(digest, verifier, key, note);
  const checkpoint = text === undefined ? undefined : parseText(text);
  return checkpoint?.origin === key.name ? checkpoint : undefined;
}

function parseText(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  const [origin, size, root] = lines;
  if (lines.pop() !== '' || lines.length < 3 || lines.some((line) => line === '')) return undefined;
  if (origin === undefined || size === undefined || root === undefined || !/^(0|[1-9]\d*)$/.test(size))
    return undefined;
  const rootHash = fromBase64(root);
  const count = Number(size);
  if (rootHash?.length !== HASH_BYTES || !Number.isSafeInteger(count)) return undefined;
  return { origin, size: count, rootHash };
}
