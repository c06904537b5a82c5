/** What the charts of the audit screen show, worked out of the figures by day or week. */

import type { Trend } from '../../../shared/audit/shown.ts';

export const spans = ['days14', 'days30', 'weeks13', 'weeks52'] as const;
export type Span = (typeof spans)[number];

const lengths: Readonly<Record<Span, { readonly by: 'day' | 'week'; readonly days: number }>> = {
  days14: { by: 'day', days: 14 },
  days30: { by: 'day', days: 30 },
  weeks13: { by: 'week', days: 13 * 7 },
  weeks52: { by: 'week', days: 52 * 7 },
};

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'week';
}

/** Up to the end of today; weeks begin on Monday, so the first and the last are whole or as whole as they can be. */
export function askedOf(span: Span, now: Date): Asked {
  const { by, days } = lengths[span];
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const sinceMonday = (now.getDay() + 6) % 7;
  const first = by === 'day' ? date - days + 1 : date - sinceMonday - days + 7;
  return {
    by,
    from: new Date(year, month, first).toISOString(),
    to: new Date(year, month, date + 1).toISOString(),
  };
}

export interface Series {
  readonly name: string;
  /** One for each day or week; null where there is nothing to say. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  /** First day of each, `YYYY-MM-DD`. */
  readonly starts: readonly string[];
  readonly issued: readonly Series[];
  readonly spoilt: readonly Series[];
  /** Medians in milliseconds. */
  readonly times: readonly Series[];
  readonly reprints: readonly Series[];
}

/** Steps of making a card, as figures name them; what else takes time is not a step of it. */
const steps: ReadonlySet<string> = new Set([
  'chip.encode',
  'card.print',
  'card.verify',
  'service.add',
  'service.renew',
]);

/** Series of one chart stand in the order of their sums, the greatest first. */
export function chartData(trend: Trend): ChartData {
  const figures = trend.map((part) => part.figures);
  const daysOf = (name: 'stored' | 'handedOver'): readonly number[] =>
    figures.map(({ days }) => days.reduce((sum, day) => sum + day[name], 0));
  return {
    starts: trend.map(({ from }) => from),
    issued: [
      { name: 'stored', values: daysOf('stored') },
      { name: 'handedOver', values: daysOf('handedOver') },
    ],
    spoilt: countsOf(figures.map(({ spoiltBy }) => spoiltBy)),
    times: namesOf(figures.map((one) => one.steps))
      .filter((name) => steps.has(name))
      .map((name) => ({ name, values: figures.map((one) => one.steps[name]?.medianMs ?? null) })),
    reprints: countsOf(figures.map(({ reprintsBy }) => reprintsBy)),
  };
}

function countsOf(parts: readonly Readonly<Record<string, number>>[]): readonly Series[] {
  return namesOf(parts)
    .map((name) => ({ name, values: parts.map((part) => part[name] ?? 0) }))
    .toSorted((one, other) => sumOf(other) - sumOf(one));
}

function namesOf(parts: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => Object.keys(part)))].toSorted();
}

export function sumOf({ values }: Series): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Fewer than these would make one card look like many. */
const FEWEST_COUNTED = 4;

/** From zero to at least `most`, in whole steps. */
export function axisOfCounts(most: number): readonly number[] {
  return stepsTo(Math.max(most, FEWEST_COUNTED), 1);
}

const units = [1, 1000, 60_000, 3_600_000, 86_400_000];

/** The same for milliseconds, in steps of whole seconds, minutes or hours as people count them. */
export function axisOfTimes(mostMs: number): readonly number[] {
  const unit = units.findLast((one) => one * 2 <= mostMs) ?? 1;
  return stepsTo(mostMs / unit, 0).map((value) => value * unit);
}

/** Steps of 1, 2 or 5 times a power of ten, about four of them. */
function stepsTo(most: number, shortest: number): readonly number[] {
  const aim = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(aim));
  const factor = [1, 2, 5, 10].find((one) => one * power >= aim) ?? 10;
  const step = Math.max(shortest, factor * power);
  return Array.from({ length: Math.ceil(Math.max(most, step) / step) + 1 }, (_, index) => index * step);
}

/** Every so manieth label, so that they do not run into one another; the newest always has one. */
export function labelled(count: number, room: number, width: number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil((count * width) / Math.max(1, room)));
  return new Set(
    Array.from({ length: count }, (_, index) => count - 1 - index).filter((index) => (count - 1 - index) % every === 0),
  );
}
