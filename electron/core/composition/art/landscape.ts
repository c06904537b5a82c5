/** A landscape of our own in engraved lines: ranges of hills one behind another, water in front. */

import type { Box } from '../../../../shared/model/template.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { smooth } from './path.ts';

interface Range {
  /** Height above the water line at the side `along` of the box, both as shares of the box. */
  readonly height: (along: number) => number;
  readonly lines: number;
}

/** Where the water begins, as a share of the box's height from above. */
const SHORE = 0.8;
const STEPS = 96;

/** From far to near. Sums of sines and bells drawn by hand and eye, the same on every card. */
const ranges: readonly Range[] = [
  {
    lines: 14,
    height: (x) => 0.4 + 0.26 * bell(x, 0.68, 0.14) + 0.16 * bell(x, 0.3, 0.13) + 0.05 * Math.sin(17 * x + 1),
  },
  {
    lines: 16,
    height: (x) =>
      0.2 +
      0.34 * bell(x, 0.14, 0.11) +
      0.25 * bell(x, 0.5, 0.12) +
      0.14 * bell(x, 0.92, 0.12) +
      0.025 * Math.sin(29 * x),
  },
  {
    lines: 14,
    height: (x) =>
      0.05 +
      0.26 * bell(x, 0.0, 0.17) +
      0.13 * bell(x, 0.36, 0.13) +
      0.3 * bell(x, 1.0, 0.24) +
      0.015 * Math.sin(37 * x + 2),
  },
];

function bell(x: number, middle: number, width: number): number {
  return Math.exp(-(((x - middle) / width) ** 2));
}

/** All lines of the landscape, to be stroked with one fine pen. */
export function landscape(box: Box): readonly PathCommand[] {
  return [...ranges.flatMap((_, index) => rangeLines(box, index)), ...water(box)];
}

/** Contour lines of one range: copies of its ridge that flatten towards the shore, hidden behind nearer ranges. */
function rangeLines(box: Box, index: number): readonly PathCommand[] {
  const range = ranges[index];
  if (range === undefined) return [];
  const nearer = ranges.slice(index + 1);
  const commands: PathCommand[] = [];
  for (let line = 0; line < range.lines; line += 1) {
    // Lines crowd under the ridge and thin out below it: light from above.
    const fall = (line / range.lines) ** 1.35;
    commands.push(
      ...visibleCurves(box, (along) => {
        const height = range.height(along) * (1 - fall) + 0.012 * line * Math.sin(9 * along + index) * (1 - fall);
        const hidden = nearer.some((other) => other.height(along) > height);
        return hidden || height < 0 ? null : SHORE * (1 - height);
      }),
    );
  }
  return commands;
}

/** Long flat waves, each shown only in stretches, closer together towards the shore. */
function water(box: Box): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  const rows = 13;
  for (let row = 0; row < rows; row += 1) {
    const depth = SHORE + 0.012 + (1 - SHORE) * ((row + 0.6) / rows) ** 1.4;
    commands.push(
      ...visibleCurves(box, (along) => {
        const shown = Math.sin(11 * along + row * 2.4) + Math.sin(23 * along - row * 1.7) > -0.55;
        return shown ? depth + 0.006 * Math.sin(60 * along + row * 1.9) : null;
      }),
    );
  }
  return commands;
}

/** Curves through the box where `depthAt` gives a share of its height; a null interrupts the line. */
function visibleCurves(box: Box, depthAt: (along: number) => number | null): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  let stretch: Point[] = [];
  for (let step = 0; step <= STEPS; step += 1) {
    const along = step / STEPS;
    const depth = depthAt(along);
    if (depth !== null) {
      stretch.push({ xMm: box.xMm + along * box.widthMm, yMm: box.yMm + depth * box.heightMm });
      if (step < STEPS) continue;
    }
    if (stretch.length > 1) commands.push(...smooth(stretch));
    stretch = [];
  }
  return commands;
}
