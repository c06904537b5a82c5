/** Supplies against the queue: what the device says, what the office counted, and the lesser of the two. */

import { describe, expect, test } from 'vitest';
import { forecastSupplies, type ForecastInput } from '../../../electron/core/printing/supplies.ts';

const unknown = { ribbon: null, film: null, overlay: null, cleaning: null, rejects: null };
const start: ForecastInput = {
  status: { supplies: [{ name: 'YMCKO', kind: 'ribbon', percent: 20 }], cardsInHopper: 90 },
  profile: { cardsPerSupply: { ...unknown, ribbon: 207, cleaning: 1000 } },
  counts: unknown,
  blanks: 500,
  waiting: 60,
};

const lots = { kind: 'blanks', cardsLeft: 500, waiting: 60, isEnough: true };

describe('a forecast', () => {
  test('says for how many of the waiting cards the ribbon will do, rounded down, the scarcest first', () => {
    expect(forecastSupplies(start)).toEqual([
      { kind: 'ribbon', cardsLeft: 41, waiting: 60, isEnough: false },
      { kind: 'cards', cardsLeft: 90, waiting: 60, isEnough: true },
      lots,
    ]);
  });

  test('believes the office where the device says nothing, and whoever promises less where both do', () => {
    const counts = { ...unknown, ribbon: 200, cleaning: 950 };

    expect(forecastSupplies({ ...start, counts })).toEqual([
      { kind: 'ribbon', cardsLeft: 7, waiting: 60, isEnough: false },
      { kind: 'cleaning', cardsLeft: 50, waiting: 60, isEnough: false },
      { kind: 'cards', cardsLeft: 90, waiting: 60, isEnough: true },
      lots,
    ]);
  });

  test('goes by the emptiest of several ribbons', () => {
    const supplies = [
      { name: 'front', kind: 'ribbon', percent: 90 },
      { name: 'back', kind: 'ribbon', percent: 1 },
    ] as const;

    expect(forecastSupplies({ ...start, status: { supplies: [...supplies], cardsInHopper: null } })).toEqual([
      { kind: 'ribbon', cardsLeft: 2, waiting: 60, isEnough: false },
      lots,
    ]);
  });

  test('says nothing of what nobody knows', () => {
    const profile = { cardsPerSupply: unknown };

    expect(forecastSupplies({ ...start, profile, status: { ...start.status, cardsInHopper: null } })).toEqual([lots]);
  });

  test('is never less than nothing', () => {
    const counts = { ...unknown, ribbon: 5000 };

    expect(forecastSupplies({ ...start, counts })[0]).toEqual({
      kind: 'ribbon',
      cardsLeft: 0,
      waiting: 60,
      isEnough: false,
    });
  });

  test('says how many blanks the tray has for them', () => {
    expect(forecastSupplies({ ...start, blanks: 12 })[0]).toEqual({
      kind: 'blanks',
      cardsLeft: 12,
      waiting: 60,
      isEnough: false,
    });
  });

  test('counts the room for spoilt cards, which is short only where there is none left', () => {
    const profile = { cardsPerSupply: { ...unknown, rejects: 25 } };
    const rejects = (counted: number, told: number | null) =>
      forecastSupplies({
        ...start,
        profile,
        counts: { ...unknown, rejects: counted },
        status: { supplies: [], cardsInHopper: null, roomForRejects: told },
      })[0];

    expect(rejects(5, null)).toEqual({ kind: 'rejects', cardsLeft: 20, waiting: 60, isEnough: true });
    expect(rejects(5, 3)).toEqual({ kind: 'rejects', cardsLeft: 3, waiting: 60, isEnough: true });
    expect(rejects(25, 3)).toEqual({ kind: 'rejects', cardsLeft: 0, waiting: 60, isEnough: false });
  });
});
