/** Verifies a whole log from its rows: recomputes everything and names the first entry that is wrong, and how. */

import type { AppError } from '../../../shared/result.ts';
import type { HistoryTrust } from './key-history.ts';
import { walkLog } from './walk-log.ts';

export interface LogRow {
  readonly sequence: number;
  /** Canonical bytes. */
  readonly entry: Uint8Array;
  readonly leafHash: Uint8Array;
}

export interface StoredHead {
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly checkpoint: string;
}

/** The root of a full tile: level 1 spans 256 entries, level 2 spans 65,536. */
export interface StoredTileHash {
  readonly level: number;
  readonly number: number;
  readonly hash: Uint8Array;
}

/** What is stored; each can be gone through more than once. */
export interface StoredLog {
  /** By sequence. */
  readonly rows: Iterable<LogRow>;
  /** By size. */
  readonly heads: Iterable<StoredHead>;
  readonly tileHashes: readonly StoredTileHash[];
  /** Checkpoints that were kept elsewhere: they alone show truncation and what the key's holder did. */
  readonly known?: readonly string[];
}

/** Any key that signed the log: from there the log's own changes of key lead to the others. */
export type LogTrust = HistoryTrust;

export interface ClockSetBack {
  readonly sequence: number;
  readonly backMs: number;
}

export interface LogReport {
  /** Entries read, the one with the problem not included. */
  readonly size: number;
  /** Root over these. */
  readonly rootHash: Uint8Array;
  /** Time of the newest of these; null where there is none. */
  readonly lastTime: string | null;
  /** Where the clock was set back and the entry says so, as it must; the first hundred. */
  readonly clockSetBack: readonly ClockSetBack[];
  /** `audit.*`; its `sequence` is the first entry not proven good. Null when the whole log is. */
  readonly problem: AppError | null;
}

/** Reads everything once, in order, with memory for one path of the tree; once more where something is wrong. */
export function verifyLog(trust: LogTrust, log: StoredLog): LogReport {
  const quick = walkLog(trust, log, 'throughLog');
  if (quick.problem === null) return quick;
  // The log's own digests of its heads are worth nothing once the log is not good: only signatures tell where it broke.
  const thorough = walkLog(trust, log, 'each');
  return thorough.problem === null ? quick : thorough;
}
