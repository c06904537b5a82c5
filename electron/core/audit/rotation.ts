/**
 * A change of the log's key, written into the log itself: the old key and the new one sign together at which tree the new
 * one takes over (docs/formats.md, Change of key). Whoever trusts either key can go on from it to the other.
 */

import type { Digest, Verifier } from '../ports.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle.ts';
import { addSignature, parseVerifierKey, signNote, verifiedText, verifierKey, type NoteKey } from './note.ts';

/** Tells these notes from checkpoints, whose first line is the origin. */
const HEADING = 'starcard audit log change of key v1';

export interface Handover {
  /** The tree before the entry that holds the endorsement. */
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly former: NoteKey;
  readonly next: NoteKey;
}

export interface KeyHolder {
  readonly key: NoteKey;
  sign(text: Uint8Array): Uint8Array;
}

/** The note with both signatures, as it stands in `audit.keyRotated`. */
export function endorse(
  digest: Digest,
  head: Pick<Handover, 'size' | 'rootHash'>,
  former: KeyHolder,
  next: KeyHolder,
): string {
  const text = handoverText(digest, { ...head, former: former.key, next: next.key });
  const signed = signNote(digest, former.key, text, (bytes) => former.sign(bytes));
  return addSignature(digest, next.key, signed, (bytes) => next.sign(bytes));
}

/** True when both keys signed exactly this handover. */
export function isEndorsed(digest: Digest, verifier: Verifier, handover: Handover, note: string): boolean {
  const text = handoverText(digest, handover);
  return [handover.former, handover.next].every((key) => verifiedText(digest, verifier, key, note) === text);
}

/** What an endorsement says, once both signatures are found good; `undefined` when it is none. */
export function readEndorsement(digest: Digest, verifier: Verifier, note: string): Handover | undefined {
  const [heading, origin, size, root, formerText, nextText] = note.split('\n');
  const former = parseVerifierKey(digest, formerText ?? '');
  const next = parseVerifierKey(digest, nextText ?? '');
  const rootHash = root === undefined ? undefined : fromRoot(root);
  if (heading !== HEADING || former === undefined || next === undefined || rootHash === undefined) return undefined;
  const handover = { size: Number(size), rootHash, former, next };
  return former.name === origin && isEndorsed(digest, verifier, handover, note) ? handover : undefined;
}

function handoverText(digest: Digest, { size, rootHash, former, next }: Handover): string {
  const keys = [former, next].map((key) => verifierKey(digest, key));
  return [HEADING, former.name, String(size), toBase64(rootHash), ...keys, ''].join('\n');
}

function fromRoot(text: string): Uint8Array | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === HASH_BYTES ? bytes : undefined;
}
