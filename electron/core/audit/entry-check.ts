/** What one entry must be at its place: canonical, with its own number, and honest about the clock. */

import * as z from 'zod';
import { error, type AppError } from '../../../shared/result.ts';
import { CLOCK_BACK_KEY, readEntry, type EntryForm } from './canonical.ts';

const backSchema = z.int().min(0).catch(-1);

/** What the check of the next entry needs of this one. */
export interface CheckedEntry {
  readonly timeMs: number;
  readonly time: string;
}

export type EntryVerdict =
  { readonly good: CheckedEntry; readonly entry: EntryForm; readonly backMs: number } | { readonly problem: AppError };

/**
 * Checks the entry at place `sequence`. `nextBytes` is what follows, and tells a removed entry (all that follows is
 * shifted) from two that changed places. `knowsPrevious`: the entry before is given, or there is none.
 */
export function checkEntry(
  bytes: Uint8Array,
  sequence: number,
  previous: CheckedEntry | undefined,
  nextBytes: Uint8Array | undefined,
  knowsPrevious = true,
): EntryVerdict {
  const entry = readEntry(bytes);
  if (typeof entry === 'string') return { problem: error('audit.malformed', { sequence, fault: entry }) };
  if (entry.sequence !== sequence) return { problem: misplaced(entry, sequence, nextBytes) };
  const timeMs = Date.parse(entry.time);
  const backMs = previous === undefined ? 0 : Math.max(0, previous.timeMs - timeMs);
  const saidMs = backSchema.parse(entry.detail[CLOCK_BACK_KEY] ?? 0);
  // The first entry of an archive stands after one that is not there to compare it with.
  if (!knowsPrevious && saidMs > 0) return { good: { timeMs, time: entry.time }, entry, backMs: saidMs };
  if (backMs !== saidMs) return { problem: error('audit.clockHidden', { sequence }) };
  return { good: { timeMs, time: entry.time }, entry, backMs };
}

function misplaced(entry: EntryForm, sequence: number, nextBytes: Uint8Array | undefined): AppError {
  const next = nextBytes === undefined ? undefined : readEntry(nextBytes);
  const nextNumber = next === undefined || typeof next === 'string' ? entry.sequence + 1 : next.sequence;
  const isShift = nextNumber === entry.sequence + 1;
  if (isShift && entry.sequence > sequence) return error('audit.removed', { sequence });
  // The entry before this one claims the same number: it, or a whole run of them, was put in.
  if (isShift && entry.sequence < sequence) return error('audit.inserted', { sequence: entry.sequence });
  return error('audit.reordered', { sequence, found: entry.sequence });
}
