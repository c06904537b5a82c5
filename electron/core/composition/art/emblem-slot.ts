/**
 * The emblem's slot: a medallion of our own that says what belongs there. The genuine emblem is protected by law and is
 * not in this program; an authority's own template replaces this element.
 */

import type { Point } from '../drawing.ts';
import type { PathCommand } from '../drawing.ts';
import { circle, straight } from './path.ts';
import { ring } from './guilloche.ts';

export interface Medallion {
  /** The disc behind everything. */
  readonly disc: readonly PathCommand[];
  /** Fine woven rings. */
  readonly weave: readonly PathCommand[];
  /** Stronger circles and rays. */
  readonly frame: readonly PathCommand[];
}

export function medallion(centre: Point, radiusMm: number): Medallion {
  const box = {
    xMm: centre.xMm - radiusMm,
    yMm: centre.yMm - radiusMm,
    widthMm: 2 * radiusMm,
    heightMm: 2 * radiusMm,
  };
  return {
    disc: circle(centre, radiusMm * 0.98),
    weave: ring(box, { lines: 8, petals: 24, carrier: 18, hollow: 0.74, depth: 0.04, phase: 0 }),
    frame: [...circle(centre, radiusMm), ...circle(centre, radiusMm * 0.7), ...rays(centre, radiusMm)],
  };
}

/** Short rays inside the inner circle. */
function rays(centre: Point, radiusMm: number): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  for (let ray = 0; ray < 72; ray += 1) {
    const angle = (ray * Math.PI) / 36;
    const at = (share: number): Point => ({
      xMm: centre.xMm + radiusMm * share * Math.cos(angle),
      yMm: centre.yMm + radiusMm * share * Math.sin(angle),
    });
    commands.push(...straight([at(0.675), at(ray % 2 === 0 ? 0.61 : 0.645)]));
  }
  return commands;
}
