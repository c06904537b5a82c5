/**
 * A landscape of our own in engraved lines: a rising sun, ranges of hills one behind another, water in front. Lines of
 * varying density are what a copier cannot render evenly.
 */

import type { Box } from '../../../../shared/model/template.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { smooth, straight } from './path.ts';
import { wallOn, type Wall } from './wall.ts';

/** A ridge: height above the shore at a place along the box, both as shares of the box. */
type Ridge = (along: number) => number;

interface Range {
  readonly ridge: Ridge;
  readonly lines: number;
}

export interface Landscape {
  readonly lines: readonly PathCommand[];
  readonly wall: Wall;
}

/** Where the water begins, as a share of the box's height from above. */
const SHORE = 0.83;
const STEPS = 72;

/** From far to near, drawn by hand and eye, the same on every card. */
const ranges: readonly Range[] = [
  {
    lines: 17,
    ridge: (x) =>
      0.3 + 0.36 * peak(x, 0.6, 0.1) + 0.26 * peak(x, 0.37, 0.09) + 0.24 * peak(x, 0.15, 0.1) + crag(x, 1) * 0.016,
  },
  {
    lines: 19,
    ridge: (x) =>
      0.14 +
      0.46 * peak(x, 0.05, 0.1) +
      0.31 * peak(x, 0.27, 0.1) +
      0.3 * peak(x, 0.5, 0.11) +
      0.5 * peak(x, 0.91, 0.15) +
      crag(x, 2) * 0.012,
  },
  {
    lines: 11,
    ridge: (x) =>
      0.02 + 0.24 * peak(x, 0.0, 0.16) + 0.15 * peak(x, 0.4, 0.14) + 0.27 * peak(x, 1.0, 0.22) + crag(x, 3) * 0.008,
  },
];

const WALL_RANGE = 1;
const WALL_FROM = 0.02;
const WALL_TO = 0.985;

/** A hill with a rounded top and hollow flanks. */
function peak(x: number, middle: number, width: number): number {
  return Math.exp(-(Math.hypot((x - middle) / width, 0.35) - 0.35) * 1.5);
}

/** Small unevenness, -1 to 1. */
function crag(x: number, range: number): number {
  return 0.6 * Math.sin(31 * x + 2 * range) + 0.4 * Math.sin(67 * x + range);
}

/** The whole landscape filling the box from its lower edge. */
export function landscape(box: Box): Landscape {
  const lines = [...sun(box), ...ranges.flatMap((_, index) => rangeLines(box, index)), ...water(box)];
  const ridge = ranges[WALL_RANGE]?.ridge ?? (() => 0);
  const depthAt = (along: number): number => SHORE * (1 - ridge(along));
  const nearer = ranges.slice(WALL_RANGE + 1);
  const hidden = (along: number): boolean => nearer.some((range) => range.ridge(along) > ridge(along));
  return { lines, wall: wallOn(box, { from: WALL_FROM, to: WALL_TO, depthAt, hidden }) };
}

/**
 * Contours of one range: copies of its ridge that flatten towards the shore, hidden behind nearer ranges. Slopes that
 * fall to the right lie in the shade and carry twice the lines.
 */
function rangeLines(box: Box, index: number): readonly PathCommand[] {
  const range = ranges[index];
  if (range === undefined) return [];
  const nearer = ranges.slice(index + 1);
  const commands: PathCommand[] = [];
  for (let half = 0; half < range.lines * 2; half += 1) {
    const shade = half % 2 === 1;
    const fall = (half / (range.lines * 2)) ** 1.2;
    // Each line of shade ends elsewhere, so that light turns into shade without an edge.
    const leastSlope = 0.025 + 0.075 * ((half * 0.618) % 1);
    commands.push(
      ...visibleCurves(box, (along) => {
        const height = range.ridge(along) * (1 - fall);
        if (height < 0.004 || nearer.some((other) => other.ridge(along) > height)) return null;
        const slope = (range.ridge(along - 0.01) - range.ridge(along + 0.01)) / range.ridge(along);
        return shade && (nearer.length === 0 || slope < leastSlope) ? null : SHORE * (1 - height);
      }),
    );
  }
  return commands;
}

/** A disc of level lines behind the farthest range, closer together towards the top, and its rim. */
function sun(box: Box): readonly PathCommand[] {
  const centre = { xMm: box.xMm + 0.262 * box.widthMm, yMm: box.yMm + 0.44 * box.heightMm };
  const radiusMm = 0.21 * box.heightMm;
  const hidden = ({ xMm, yMm }: Point): boolean => {
    const along = (xMm - box.xMm) / box.widthMm;
    return ranges.some((range) => box.yMm + SHORE * (1 - range.ridge(along)) * box.heightMm < yMm);
  };
  const rim = Array.from({ length: RIM_STEPS + 1 }, (_, step): Point => {
    const angle = Math.PI * (1 - step / RIM_STEPS);
    return { xMm: centre.xMm + radiusMm * Math.cos(angle), yMm: centre.yMm - radiusMm * Math.sin(angle) };
  });
  const commands: PathCommand[] = [...smooth(rim.filter((point) => !hidden(point)))];
  const rows = 24;
  for (let row = 1; row < rows; row += 1) {
    const rise = 1 - 2 * (row / rows) ** 1.25;
    const yMm = centre.yMm - radiusMm * rise;
    const half = radiusMm * Math.sqrt(1 - rise ** 2);
    commands.push(...levelLine(centre.xMm - half, centre.xMm + half, yMm, (xMm) => hidden({ xMm, yMm })));
  }
  return commands;
}

const RIM_STEPS = 48;

/** The stretches of a level line that no hill hides. */
function levelLine(
  leftMm: number,
  rightMm: number,
  yMm: number,
  hidden: (xMm: number) => boolean,
): readonly PathCommand[] {
  const stepMm = 0.05;
  const commands: PathCommand[] = [];
  let fromMm: number | null = null;
  for (let xMm = leftMm; xMm <= rightMm + stepMm; xMm += stepMm) {
    const isSeen = xMm <= rightMm && !hidden(xMm);
    if (isSeen) fromMm ??= xMm;
    if (isSeen || fromMm === null) continue;
    // What is shorter than this is a speck beside a hill.
    if (xMm - fromMm > 4 * stepMm) commands.push(...straight([fromMm, xMm - stepMm].map((end) => ({ xMm: end, yMm }))));
    fromMm = null;
  }
  return commands;
}

/** Long flat waves, each shown only in stretches, closer together towards the shore. */
function water(box: Box): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  const rows = 10;
  for (let row = 0; row < rows; row += 1) {
    const depth = SHORE + 0.008 + (1 - SHORE) * ((row + 0.4) / rows) ** 1.35;
    const swell = 0.002 + 0.004 * (row / rows);
    commands.push(
      ...visibleCurves(box, (along) => {
        const shown = Math.sin(9 * along + row * 2.4) + Math.sin(21 * along - row * 1.7) > -0.7;
        return shown ? depth + swell * Math.sin(70 * along + row * 1.9) : null;
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
