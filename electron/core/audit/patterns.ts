/** What a supervisor would want to look at, as a plain list: nothing here is proof of anything. */

import type { Pattern } from '../../../shared/audit/shown.ts';
import type { EntryForm } from './canonical.ts';
import { CLOCK_BACK_KEY } from './canonical.ts';

export interface PatternRules {
  /** Minutes after midnight, of the office's own time. */
  readonly opensAt: number;
  readonly closesAt: number;
  /** Of the office's time ahead of UTC. */
  readonly offsetMinutes: number;
}

export const officeHours: PatternRules = { opensAt: 7 * 60, closesAt: 20 * 60, offsetMinutes: 8 * 60 };

const MANY_REPRINTS = 3;
const MANY_APPROVALS = 5;
const MANY_FAILURES = 5;
/** Two entries further apart than this, with the program running, mean that the clock was set forward or the machine slept. */
const JUMP_MS = 36 * 3_600_000;
const MOST_SHOWN = 20;
const DAY_MINUTES = 24 * 60;
const people: ReadonlySet<string> = new Set(['officer', 'supervisor', 'administrator', 'auditor']);

/** `entries`: by sequence. One row for each person, pair or jump that stands out. */
export function unusualPatterns(entries: Iterable<EntryForm>, rules: PatternRules = officeHours): readonly Pattern[] {
  const found = new Map<string, { kind: Pattern['kind']; actors: readonly string[]; sequences: number[] }>();
  const approvals = new Map<string, number>();
  let previous: EntryForm | undefined;
  const add = (kind: Pattern['kind'], actors: readonly string[], sequence: number): void => {
    const key = [kind, ...actors].join(' ');
    const row = found.get(key) ?? { kind, actors, sequences: [] };
    row.sequences.push(sequence);
    found.set(key, row);
  };
  for (const entry of entries) {
    const { action, actor, detail, outcome, role, sequence, subject } = entry;
    if (people.has(role) && isOutOfHours(entry, rules)) add('outOfHours', [actor], sequence);
    if (action === 'job.restarted') add('manyReprints', [actor], sequence);
    if (action === 'session.signInFailed') add('failedSignIns', [subject.id], sequence);
    if (action === 'approval.given' && outcome === 'ok') {
      add('samePair', [String(detail['startedBy'] ?? detail['first']), subject.id], sequence);
      const by = String(detail['startedBy'] ?? detail['first']);
      approvals.set(by, (approvals.get(by) ?? 0) + 1);
    }
    if (Number(detail[CLOCK_BACK_KEY] ?? 0) > 0) add('clockSetBack', [], sequence);
    if (previous !== undefined && action !== 'app.started' && previous.action !== 'app.stopped') {
      if (Date.parse(entry.time) - Date.parse(previous.time) > JUMP_MS) add('clockJumped', [], sequence);
    }
    if (action === 'app.started' && detail['afterCrash'] === true) add('noEnd', [], sequence);
    previous = entry;
  }
  return [...found.values()]
    .filter(({ kind, actors, sequences }) => standsOut(kind, sequences.length, approvals.get(actors[0] ?? '') ?? 0))
    .map(({ kind, actors, sequences }) => ({
      kind,
      actors,
      count: sequences.length,
      sequences: sequences.slice(0, MOST_SHOWN),
    }));
}

function standsOut(kind: Pattern['kind'], count: number, approvalsOfActor: number): boolean {
  switch (kind) {
    case 'manyReprints':
      return count >= MANY_REPRINTS;
    case 'failedSignIns':
      return count >= MANY_FAILURES;
    case 'samePair':
      // Always the same second person, where there was more than a day's worth of choice.
      return count >= MANY_APPROVALS && count === approvalsOfActor;
    default:
      return true;
  }
}

function isOutOfHours({ time }: EntryForm, { opensAt, closesAt, offsetMinutes }: PatternRules): boolean {
  const minutes = Math.floor(Date.parse(time) / 60_000) + offsetMinutes;
  const ofDay = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return ofDay < opensAt || ofDay >= closesAt;
}
