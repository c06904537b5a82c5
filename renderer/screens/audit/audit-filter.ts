/** What the person chose to see of the log, and the question that it comes to. */

import type { AuditQuery } from '../../../shared/audit/query.ts';
import type { Outcome, Severity, SubjectKind } from '../../../shared/audit/event-kind.ts';
import type { AuditAction } from '../../../shared/model/audit.ts';

export const periods = ['today', 'week', 'month', 'halfYear', 'all', 'between'] as const;
export type Period = (typeof periods)[number];

export interface Filter {
  readonly period: Period;
  /** `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM`, of the clock on the wall; used where the period is `between`. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly actor: string | null;
  readonly action: AuditAction | null;
  readonly outcome: Outcome | null;
  readonly severity: Severity | null;
  readonly subjectKind: SubjectKind | null;
  readonly id: string;
}

/** Six months: what is on line without being asked for more (docs/design.md section 9). */
export const noFilter: Filter = {
  period: 'halfYear',
  from: '',
  to: '',
  text: '',
  actor: null,
  action: null,
  outcome: null,
  severity: null,
  subjectKind: null,
  id: '',
};

export function isFiltered(filter: Filter): boolean {
  return JSON.stringify({ ...filter, from: '', to: '' }) !== JSON.stringify(noFilter);
}

export type Question = Omit<AuditQuery, 'limit' | 'before'>;

/** Days before today that a period begins, with today in it. */
const daysBack = { today: 0, week: 6, month: 29 } as const;
const MONTHS_ON_LINE = 6;

/** `now`: the beginning of a day is that of the clock on the wall. A day that is not written whole filters nothing. */
export function questionOf(filter: Filter, now: Date): Question {
  const { actor, action, outcome, severity, subjectKind } = filter;
  const words = { text: filter.text.trim(), id: filter.id.trim() };
  return {
    ...spanOf(filter, now),
    ...(actor === null ? {} : { actor }),
    ...(action === null ? {} : { action }),
    ...(outcome === null ? {} : { outcome }),
    ...(severity === null ? {} : { severity }),
    ...(subjectKind === null ? {} : { subjectKind }),
    ...(words.text === '' ? {} : { text: words.text }),
    ...(words.id === '' ? {} : { id: words.id }),
  };
}

function spanOf(filter: Filter, now: Date): { readonly from?: string; readonly to?: string } {
  switch (filter.period) {
    case 'all':
      return {};
    case 'between': {
      const from = momentOf(filter.from, 'first');
      const to = momentOf(filter.to, 'after');
      return {
        ...(from === null ? {} : { from: from.toISOString() }),
        ...(to === null ? {} : { to: to.toISOString() }),
      };
    }
    case 'halfYear':
      return { from: new Date(now.getFullYear(), now.getMonth() - MONTHS_ON_LINE, now.getDate()).toISOString() };
    default: {
      const day = now.getDate() - daysBack[filter.period];
      return { from: new Date(now.getFullYear(), now.getMonth(), day).toISOString() };
    }
  }
}

const moment = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/;

/**
 * A day or a minute as it is written; null where it is neither. `after`: the instant behind it, so that the last day
 * belongs to the period.
 */
export function momentOf(text: string, edge: 'first' | 'after'): Date | null {
  const match = moment.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour, minute = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const first = new Date(year, month - 1, day, hour ?? 0, minute);
  const isWritten = first.getMonth() === month - 1 && first.getDate() === day && (hour ?? 0) <= 23 && minute <= 59;
  if (!isWritten) return null;
  if (edge === 'first') return first;
  return hour === undefined ? new Date(year, month - 1, day + 1) : new Date(year, month - 1, day, hour, minute + 1);
}
