/** Checkpoints that were kept elsewhere, against the log: they alone show truncation, roll-back and a second history. */

import { error, type AppError } from '../../../shared/result.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { checkpointOf, type HistoryTrust, type KeyHistory } from './key-history.ts';
import { sameBytes } from './merkle.ts';

export interface KnownHeads {
  readonly notes: readonly string[];
  /** Where the walk has to keep the root. */
  readonly sizes: ReadonlySet<number>;
}

export function readKnown(notes: readonly string[]): KnownHeads {
  return { notes, sizes: new Set(notes.map((note) => parseCheckpoint(note)?.size ?? 0)) };
}

/** `roots`: what the log comes to at those sizes, as far as it goes. The keys are known only once the log was read. */
export function knownProblem(
  trust: HistoryTrust,
  history: KeyHistory,
  { notes }: KnownHeads,
  roots: ReadonlyMap<number, Uint8Array>,
  size: number,
): AppError | undefined {
  const checkpoints: Checkpoint[] = [];
  for (const note of notes) {
    const checkpoint = checkpointOf(trust, history, note);
    if (checkpoint === undefined) return error('audit.foreignCheckpoint', { name: trust.key.name });
    checkpoints.push(checkpoint);
  }
  const bySize = checkpoints.toSorted((one, other) => one.size - other.size);
  let agreed = 0;
  for (const [index, checkpoint] of bySize.entries()) {
    const other = bySize[index - 1];
    // Two different ones of one size: the key signed two histories, whatever the rows now say.
    if (other?.size === checkpoint.size && !sameBytes(other.rootHash, checkpoint.rootHash)) {
      return error('audit.forked', { sequence: 0, size: checkpoint.size });
    }
    const root = roots.get(checkpoint.size);
    if (root !== undefined && !sameBytes(root, checkpoint.rootHash)) {
      return error('audit.forked', { sequence: agreed, size: checkpoint.size });
    }
    if (root !== undefined) agreed = checkpoint.size;
  }
  const largest = bySize.at(-1)?.size ?? 0;
  return largest > size ? error('audit.rolledBack', { sequence: size, size: largest }) : undefined;
}
