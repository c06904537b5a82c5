/** Figures of a time for charts and reports, counted from the log: made, spoilt and why, how long each step took, by whom. */

import type { Figures } from '../../../shared/audit/shown.ts';
import type { EntryForm } from './canonical.ts';

const counted = {
  'application.received': 'received',
  'card.stored': 'stored',
  'card.handedOver': 'handedOver',
  'job.setAside': 'spoilt',
} as const;

type Counted = keyof typeof counted;

/** `entries`: by sequence. `offsetMinutes`: of the office's time ahead of UTC. */
export function figuresOf(entries: Iterable<EntryForm>, offsetMinutes: number): Figures {
  const days = new Map<string, { received: number; stored: number; handedOver: number; spoilt: number }>();
  const spoiltBy = new Map<string, number>();
  const reprintsBy = new Map<string, number>();
  const begun = new Map<string, number>();
  const took = new Map<string, number[]>();
  let total = 0;
  for (const entry of entries) {
    const { action, actor, detail, outcome, subject } = entry;
    total += 1;
    const at = Date.parse(entry.time);
    if (isCounted(action) && outcome === 'ok') {
      const day = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 10);
      const row = days.get(day) ?? { received: 0, stored: 0, handedOver: 0, spoilt: 0 };
      row[counted[action]] += 1;
      days.set(day, row);
    }
    if (action === 'job.setAside') add(spoiltBy, String(detail['reason']));
    if (action === 'job.restarted') add(reprintsBy, actor);
    const step = `${action} ${subject.id}`;
    // Only the first `begun` of a step: an encoding writes one for each group of commands.
    if (outcome === 'begun') begun.set(step, begun.get(step) ?? at);
    const since = outcome === 'begun' ? undefined : begun.get(step);
    if (since === undefined) continue;
    begun.delete(step);
    const times = took.get(action) ?? [];
    times.push(at - since);
    took.set(action, times);
  }
  return {
    entries: total,
    days: [...days].map(([day, row]) => ({ day, ...row })).toSorted((one, other) => one.day.localeCompare(other.day)),
    spoiltBy: Object.fromEntries(spoiltBy),
    reprintsBy: Object.fromEntries(reprintsBy),
    steps: Object.fromEntries([...took].map(([action, times]) => [action, stepFigures(times)])),
  };
}

function stepFigures(times: readonly number[]): Figures['steps'][string] {
  const sorted = times.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
  };
}

function isCounted(action: string): action is Counted {
  return Object.hasOwn(counted, action);
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
