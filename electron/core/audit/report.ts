/** The daily and the monthly report: figures, what stands out, and the checkpoint that is to be kept elsewhere. */

import type { AuditReport } from '../../../shared/audit/shown.ts';
import type { EntryForm } from './canonical.ts';
import { figuresOf } from './figures.ts';
import { officeHours, unusualPatterns } from './patterns.ts';

const DAY_MS = 86_400_000;

/** The instants between which a day or a month of the office's calendar lies. */
export function periodOf(period: string, offsetMinutes = officeHours.offsetMinutes) {
  const [year = 0, month = 1, day] = period.split('-').map(Number);
  const start = Date.UTC(year, month - 1, day ?? 1) - offsetMinutes * 60_000;
  const end =
    (day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1)) - offsetMinutes * 60_000;
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}

export interface ReportParts extends Pick<
  AuditReport,
  'period' | 'office' | 'workstation' | 'live' | 'madeAt' | 'madeBy' | 'marks' | 'checkpoint' | 'verifierKey'
> {
  /** Of the period, by sequence. */
  readonly entries: readonly EntryForm[];
}

export function reportOf({ entries, ...parts }: ReportParts): AuditReport {
  return {
    ...parts,
    first: entries[0]?.sequence ?? null,
    last: entries.at(-1)?.sequence ?? null,
    figures: figuresOf(entries, officeHours.offsetMinutes),
    patterns: unusualPatterns(entries),
  };
}

/** Every day of the period in the office's calendar, `YYYY-MM-DD`, also those without an entry. */
export function daysOf(period: string): readonly string[] {
  const { from, to } = periodOf(period, 0);
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MS) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
