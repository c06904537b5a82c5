/** From figures by day or week to what the charts of the audit screen draw. */

import { describe, expect, it } from 'vitest';
import {
  askedOf,
  axisOfCounts,
  axisOfTimes,
  chartData,
  labelled,
  sumOf,
} from '../../../renderer/screens/audit/chart-data.ts';
import { heightOf, TOP } from '../../../renderer/screens/audit/chart-place.ts';
import type { Figures } from '../../../shared/audit/shown.ts';

const none: Figures = { entries: 0, days: [], spoiltBy: {}, reprintsBy: {}, steps: {} };
const day = (name: string, stored: number, handedOver: number) => ({
  day: name,
  received: 9,
  stored,
  handedOver,
  spoilt: 0,
});
const step = (medianMs: number) => ({ count: 1, medianMs, longestMs: medianMs * 2 });

const trend = [
  {
    from: '2026-11-02',
    figures: {
      ...none,
      days: [day('2026-11-02', 3, 1), day('2026-11-03', 2, 2)],
      spoiltBy: { chipFault: 1 },
      steps: { 'card.print': step(40_000), 'database.backedUp': step(10) },
    },
  },
  { from: '2026-11-09', figures: none },
  {
    from: '2026-11-16',
    figures: { ...none, spoiltBy: { chipFault: 1, printFault: 5 }, reprintsBy: { officer2: 4, officer1: 1 } },
  },
];

describe('the charts', () => {
  const data = chartData(trend);

  it('count what was made and handed over in each week', () => {
    expect(data.starts).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect(data.issued).toEqual([
      { name: 'stored', values: [5, 0, 0] },
      { name: 'handedOver', values: [3, 0, 0] },
    ]);
  });

  it('show causes and people, whoever has most first', () => {
    expect(data.spoilt).toEqual([
      { name: 'printFault', values: [0, 0, 5] },
      { name: 'chipFault', values: [1, 0, 1] },
    ]);
    expect(data.reprints.map(({ name }) => name)).toEqual(['officer2', 'officer1']);
    expect(data.reprints.map(sumOf)).toEqual([4, 1]);
  });

  it('show the time of steps of a card, and nothing where nothing was done', () => {
    expect(data.times).toEqual([{ name: 'card.print', values: [40_000, null, null] }]);
  });
});

describe('the time that is asked for', () => {
  const sunday = new Date(2026, 10, 22, 15);

  it('ends with today, and has as many days as it says', () => {
    expect(askedOf('days14', sunday)).toEqual({
      by: 'day',
      from: new Date(2026, 10, 9).toISOString(),
      to: new Date(2026, 10, 23).toISOString(),
    });
  });

  it('has whole weeks from Monday on, this one included', () => {
    expect(askedOf('weeks13', sunday).from).toBe(new Date(2026, 7, 24).toISOString());
    expect(new Date(2026, 7, 24).getDay()).toBe(1);
  });
});

describe('an axis', () => {
  it('counts in whole steps, and one card is not made to look like many', () => {
    expect(axisOfCounts(0)).toEqual([0, 1, 2, 3, 4]);
    expect(axisOfCounts(1)).toEqual([0, 1, 2, 3, 4]);
    expect(axisOfCounts(13)).toEqual([0, 5, 10, 15]);
    expect(axisOfCounts(400)).toEqual([0, 100, 200, 300, 400]);
  });

  it('measures time in the unit that people would', () => {
    expect(axisOfTimes(35_000)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
    expect(axisOfTimes(480_000)).toEqual([0, 120_000, 240_000, 360_000, 480_000]);
    expect(axisOfTimes(0).at(-1)).toBeGreaterThan(0);
  });

  it('stands from the foot of the sheet to its top', () => {
    expect(heightOf(4, 4, 200)).toBe(TOP);
    expect(heightOf(0, 4, 200)).toBe(heightOf(0, 0, 200));
  });
});

it('labels the newest, and no two that would run into one another', () => {
  expect([...labelled(30, 440, 44)]).toEqual([29, 26, 23, 20, 17, 14, 11, 8, 5, 2]);
  expect([...labelled(3, 440, 44)]).toEqual([2, 1, 0]);
});
