/** The logs of several workstations as one: by time, each log in its own order. */

import type { EntryForm } from './canonical.ts';

export interface LogOfStation {
  readonly origin: string;
  /** By sequence. */
  readonly entries: readonly EntryForm[];
}

export interface TimelineEntry {
  readonly origin: string;
  readonly entry: EntryForm;
}

/**
 * Oldest first. Where a clock was set back, an entry stands after the one that was logged before it all the same: the
 * order within a log is proven, times are only what a clock said.
 */
export function timelineOf(logs: readonly LogOfStation[]): readonly TimelineEntry[] {
  const items = logs.flatMap(({ origin, entries }, log) => {
    let latest = Number.NEGATIVE_INFINITY;
    return entries.map((entry) => {
      latest = Math.max(latest, Date.parse(entry.time));
      return { origin, entry, at: latest, log };
    });
  });
  return items
    .toSorted((one, other) => one.at - other.at || one.log - other.log || one.entry.sequence - other.entry.sequence)
    .map(({ origin, entry }) => ({ origin, entry }));
}
