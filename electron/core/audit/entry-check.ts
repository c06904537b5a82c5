/** What one entry must be at its place: canonical, with its own number, and honest about the clock. */

import { error, type AppError } from '../../../shared/result.ts';
import { CLOCK_BACK_KEY, readEntry, type EntryForm } from './canonical.ts';

/** What the check of the next entry needs of this one. */
export interface CheckedEntry {
  readonly timeMs: number;
}

export type EntryVerdict = { readonly good: CheckedEntry } | { readonly problem: AppError };

/**
 * Checks the entry at place `sequence`. `nextBytes` is what follows, and tells a removed entry (all that follows is
 * shifted) from two that changed places.
 */
export function checkEntry(
  bytes: Uint8Array,
  sequence: number,
  previous: CheckedEntry | undefined,
  nextBytes: Uint8Array | undefined,
): EntryVerdict {
  const entry = readEntry(bytes);
  if (typeof entry === 'string') return { problem: error('audit.malformed', { sequence, fault: entry }) };
  if (entry.sequence !== sequence) return { problem: misplaced(entry, sequence, nextBytes) };
  const timeMs = Date.parse(entry.time);
  const backMs = previous === undefined ? 0 : Math.max(0, previous.timeMs - timeMs);
  if (backMs !== (entry.detail[CLOCK_BACK_KEY] ?? 0)) return { problem: error('audit.clockHidden', { sequence }) };
  return { good: { timeMs } };
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
