/** Figures by day or week: what charts of a time are drawn from. */

import type { Trend } from '../../../shared/audit/shown.ts';
import type { EntryForm } from './canonical.ts';
import { figuresOf } from './figures.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The first of January 1970 was a Thursday: so many days after a Monday. */
const DAYS_SINCE_MONDAY = 3;

/**
 * `entries`: of the time, by sequence. Every day or week of it comes, also where nothing was done. A step that ends after
 * its day or week counts in neither. `offsetMinutes`: of the office's time ahead of UTC.
 */
export function trendOf(
  entries: readonly EntryForm[],
  { from, to }: { readonly from: string; readonly to: string },
  by: 'day' | 'week',
  offsetMinutes: number,
): Trend {
  const dayOf = (time: string): number => Math.floor((Date.parse(time) + offsetMinutes * MINUTE_MS) / DAY_MS);
  const startOf = (day: number): number => (by === 'day' ? day : day - ((((day + DAYS_SINCE_MONDAY) % 7) + 7) % 7));
  const parts = new Map<number, EntryForm[]>();
  const last = startOf(dayOf(new Date(Date.parse(to) - 1).toISOString()));
  for (let start = startOf(dayOf(from)); start <= last; start += by === 'day' ? 1 : 7) parts.set(start, []);
  for (const entry of entries) parts.get(startOf(dayOf(entry.time)))?.push(entry);
  return [...parts].map(([start, own]) => ({
    from: new Date(start * DAY_MS).toISOString().slice(0, 10),
    figures: figuresOf(own, offsetMinutes),
  }));
}
