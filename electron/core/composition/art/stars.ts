/** The five stars by the published construction of the flag (GB 12982), engraved in facets. */

import type { PathCommand, Point } from '../drawing.ts';
import { polygon, straight } from './path.ts';

export interface Star {
  readonly centre: Point;
  readonly radiusMm: number;
  /** Where one point of the star looks, in radians anticlockwise from the right (the card's y grows downwards). */
  readonly turn: number;
}

/** GB 12982: the upper quarter at the hoist in 15 x 10 units; big star radius 3 at (5, 5), small ones radius 1. */
const BIG = { x: 5, y: 5, radius: 3 };
const SMALL = [
  { x: 10, y: 2 },
  { x: 12, y: 4 },
  { x: 12, y: 7 },
  { x: 10, y: 9 },
];

/** Inner to outer radius of a regular five-pointed star whose edges are straight: sin 18° / sin 54°. */
const INNER = Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10);

/** The five stars with the grid's origin at `at` and one grid unit `unitMm` wide; the big one first. */
export function fiveStars(at: Point, unitMm: number): readonly Star[] {
  const place = (x: number, y: number): Point => ({ xMm: at.xMm + x * unitMm, yMm: at.yMm + y * unitMm });
  const big: Star = { centre: place(BIG.x, BIG.y), radiusMm: BIG.radius * unitMm, turn: Math.PI / 2 };
  const small = SMALL.map(({ x, y }): Star => {
    // One point of each small star looks at the centre of the big one.
    const turn = Math.atan2(-(BIG.y - y), BIG.x - x);
    return { centre: place(x, y), radiusMm: unitMm, turn };
  });
  return [big, ...small];
}

/** Ten corners, outer and inner in turn, starting with the point that `turn` names; `scale` shrinks towards the centre. */
export function corners(star: Star, scale = 1): readonly Point[] {
  return Array.from({ length: 10 }, (_, index) => {
    const radius = star.radiusMm * scale * (index % 2 === 0 ? 1 : INNER);
    const angle = star.turn + (index * Math.PI) / 5;
    return { xMm: star.centre.xMm + radius * Math.cos(angle), yMm: star.centre.yMm - radius * Math.sin(angle) };
  });
}

export function starOutline(star: Star): readonly PathCommand[] {
  return polygon(corners(star));
}

/**
 * The shading of a faceted star: lines along its edges, drawn ever smaller towards the centre. Every other facet holds
 * three times as many lines as its neighbour, which makes one side of each ray lie in the shade.
 */
export function starFacets(star: Star, pitchMm: number): readonly PathCommand[] {
  const steps = Math.max(2, Math.floor((star.radiusMm * INNER) / pitchMm));
  const commands: PathCommand[] = [];
  for (let step = 1; step < steps; step += 1) {
    const ring = corners(star, 1 - step / steps);
    ring.forEach((from, index) => {
      const shaded = index % 2 === 0;
      if (!shaded && step % 3 !== 0) return;
      const to = ring[(index + 1) % ring.length];
      if (to !== undefined) commands.push(...straight([from, to]));
    });
  }
  return commands;
}
