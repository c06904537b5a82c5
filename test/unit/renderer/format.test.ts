/** How instants, dates and sizes are written on the screen. */

import { describe, expect, it } from 'vitest';
import {
  ageToday,
  formatCardDate,
  formatInstant,
  formatRecent,
  formatSecond,
  formatValidity,
  percent,
  shortHash,
} from '../../../renderer/format.ts';

// Without a zone: local time, so that the test reads the same on every machine.
const instant = new Date(2026, 10, 2, 8, 5, 9).toISOString();

describe('format', () => {
  it('writes an instant so that it sorts', () => {
    expect([formatInstant(instant), formatSecond(instant)]).toEqual(['2026-11-02 08:05', '2026-11-02 08:05:09']);
  });

  it('leaves the year out only within the same year', () => {
    expect([formatRecent(instant, new Date(2026, 0, 1)), formatRecent(instant, new Date(2027, 0, 1))]).toEqual([
      '11-02 08:05',
      '2026-11-02',
    ]);
  });

  it('writes dates as on the card', () => {
    expect([formatCardDate('1981-08-03'), formatValidity('2023-09-15', '2033-09-14')]).toEqual([
      '1981.08.03',
      '2023.09.15-2033.09.14',
    ]);
  });

  it('counts completed years, the birthday included', () => {
    const ages = ['2026-11-21', '2026-11-22', '2026-11-23'].map((day) =>
      ageToday('2008-11-22', new Date(`${day}T12:00:00Z`)),
    );
    expect(ages).toEqual([17, 18, 18]);
  });

  it('keeps a percentage between nothing and all', () => {
    expect([percent(0, 0), percent(1, 3), percent(5, 4), percent(-1, 4)]).toEqual([0, 33, 100, 0]);
  });

  it('shows a hash by both ends and a short text whole', () => {
    expect([shortHash('0123456789abcdef'.repeat(4)), shortHash('abc')]).toEqual(['01234567…89abcdef', 'abc']);
  });
});
