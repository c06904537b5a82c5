/** Which key signs the log from which entry on, as the log itself tells: its first entry, and every change of key since. */

import { error, type AppError } from '../../../shared/result.ts';
import type { Digest, Verifier } from '../ports.ts';
import type { EntryForm } from './canonical.ts';
import { verifiedCheckpoint, type Checkpoint } from './checkpoint.ts';
import { parseVerifierKey, sameKey, verifierKey, type NoteKey } from './note.ts';
import { isEndorsed } from './rotation.ts';

/** Oldest first; never empty. The last one signs now. */
export type KeyHistory = readonly [NoteKey, ...(readonly NoteKey[])];

export interface HistoryTrust {
  readonly digest: Digest;
  readonly verifier: Verifier;
  /** The key that came from the office by another way: any one of the log's. */
  readonly key: NoteKey;
}

/** Before the first entry is read; a log that names no key in it is signed by the trusted one. */
export function firstKey({ digest, key }: HistoryTrust, entry: EntryForm | undefined): KeyHistory {
  const named = entry?.action === 'database.created' ? entry.detail['verifierKey'] : undefined;
  const first = typeof named === 'string' ? parseVerifierKey(digest, named) : undefined;
  return [first ?? key];
}

export function currentKey(history: KeyHistory): NoteKey {
  return history.at(-1) ?? history[0];
}

/** True for the one kind of entry that changes who signs. */
export function changesKey(entry: EntryForm): boolean {
  return entry.action === 'audit.keyRotated';
}

/** The history after that entry; `rootHash` is of the tree before it. Fails where old and new key did not both sign. */
export function afterChange(
  { digest, verifier }: HistoryTrust,
  history: KeyHistory,
  entry: EntryForm,
  rootHash: Uint8Array,
): KeyHistory | AppError {
  const { sequence, detail } = entry;
  const former = currentKey(history);
  const next = parseVerifierKey(digest, String(detail['verifierKey']));
  const isSaid = next !== undefined && detail['formerKey'] === verifierKey(digest, former);
  if (!isSaid) return error('audit.keyChangeForged', { sequence });
  const handover = { size: sequence, rootHash, former, next };
  const isGood = isEndorsed(digest, verifier, handover, String(detail['endorsement']));
  return isGood ? [...history, next] : error('audit.keyChangeForged', { sequence });
}

export function isKnown(history: KeyHistory, key: NoteKey): boolean {
  return history.some((one) => sameKey(one, key));
}

/** The checkpoint when any key of the log signed it. */
export function checkpointOf(trust: HistoryTrust, history: KeyHistory, note: string): Checkpoint | undefined {
  for (const key of history) {
    const checkpoint = verifiedCheckpoint(trust.digest, trust.verifier, key, note);
    if (checkpoint !== undefined) return checkpoint;
  }
  return undefined;
}
