// Charts are drawn from figures by day or week of the office's calendar: each entry counts once, empty days are there too.

import { expect, test } from 'vitest';
import { trendOf } from '../../../electron/core/audit/trend.ts';

const china = 8 * 60;

function stored(sequence: number, time: string) {
  const subject = { kind: 'card', id: String(sequence) };
  const rest = { actor: 'officer1', role: 'officer', workstation: 'WS-1', outcome: 'ok', detail: {} };
  return { sequence, time, action: 'card.stored', subject, ...rest };
}

function counts(entries: readonly ReturnType<typeof stored>[], from: string, to: string, by: 'day' | 'week') {
  return trendOf(entries, { from, to }, by, china).map(({ from: first, figures }) => [first, figures.entries]);
}

test('a day begins at midnight of the office, not of UTC', () => {
  const entries = [stored(0, '2026-03-01T15:59:59.000Z'), stored(1, '2026-03-01T16:00:00.000Z')];
  expect(counts(entries, '2026-02-28T16:00:00.000Z', '2026-03-03T16:00:00.000Z', 'day')).toEqual([
    ['2026-03-01', 1],
    ['2026-03-02', 1],
    ['2026-03-03', 0],
  ]);
});

test('a week begins on Monday', () => {
  const entries = [stored(0, '2026-03-01T04:00:00.000Z'), stored(1, '2026-03-02T04:00:00.000Z')];
  expect(counts(entries, '2026-02-25T16:00:00.000Z', '2026-03-09T16:00:00.000Z', 'week')).toEqual([
    ['2026-02-23', 1],
    ['2026-03-02', 1],
    ['2026-03-09', 0],
  ]);
});

test('each part has the figures of its own entries', () => {
  const entries = [stored(0, '2026-03-01T04:00:00.000Z'), stored(1, '2026-03-02T04:00:00.000Z')];
  const trend = trendOf(entries, { from: '2026-03-01T00:00:00Z', to: '2026-03-02T12:00:00Z' }, 'day', china);
  expect(trend.map(({ figures }) => figures.days)).toEqual([
    [{ day: '2026-03-01', received: 0, stored: 1, handedOver: 0, spoilt: 0 }],
    [{ day: '2026-03-02', received: 0, stored: 1, handedOver: 0, spoilt: 0 }],
  ]);
});
