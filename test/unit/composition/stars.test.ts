import { describe, expect, it } from 'vitest';
import { corners, fiveStars } from '../../../electron/core/composition/art/stars.ts';

const [big, ...small] = fiveStars({ xMm: 0, yMm: 0 }, 1);

describe('the five stars (GB 12982)', () => {
  it('stand where the published construction puts them', () => {
    const all = fiveStars({ xMm: 0, yMm: 0 }, 1);
    expect(all.map(({ centre, radiusMm }) => [centre.xMm, centre.yMm, radiusMm])).toEqual([
      [5, 5, 3],
      [10, 2, 1],
      [12, 4, 1],
      [12, 7, 1],
      [10, 9, 1],
    ]);
  });

  it('the big star points up', () => {
    const tip = big === undefined ? undefined : corners(big)[0];
    expect(tip?.xMm).toBeCloseTo(5);
    expect(tip?.yMm).toBeCloseTo(2);
  });

  it.each(small)('a small star at %o points at the centre of the big one', (star) => {
    const tip = corners(star)[0] ?? star.centre;
    const towards = { x: 5 - star.centre.xMm, y: 5 - star.centre.yMm };
    const ray = { x: tip.xMm - star.centre.xMm, y: tip.yMm - star.centre.yMm };
    expect(ray.x * towards.y - ray.y * towards.x).toBeCloseTo(0);
    expect(ray.x * towards.x + ray.y * towards.y).toBeGreaterThan(0);
  });

  it('has straight edges: a point, the hollow beside it and the next hollow but one lie on one line', () => {
    const [a, b, , d] = big === undefined ? [] : corners(big);
    const cross =
      ((b?.xMm ?? 0) - (a?.xMm ?? 0)) * ((d?.yMm ?? 0) - (a?.yMm ?? 0)) -
      ((b?.yMm ?? 0) - (a?.yMm ?? 0)) * ((d?.xMm ?? 0) - (a?.xMm ?? 0));
    expect(cross).toBeCloseTo(0);
    expect(a).not.toEqual(d);
  });

  it('scales with its unit and moves with its origin', () => {
    const moved = fiveStars({ xMm: 10, yMm: 20 }, 2)[1];
    expect(moved).toMatchObject({ centre: { xMm: 30, yMm: 24 }, radiusMm: 2 });
  });
});
