/**
 * Relief lines: a screen of level lines that are lifted where a figure lies. The figure has no outline and no ink of its
 * own; the eye takes the slopes of the lines for light and shade.
 */

import type { Box } from '../../../../shared/model/template.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { digitStrokes } from './digits.ts';
import { corners, fiveStars } from './stars.ts';

/** How far inside (positive) or outside a figure a place lies, in millimetres. */
type Depth = (place: Point) => number;

export interface Lines {
  readonly pitchMm: number;
  readonly liftMm: number;
}

const STEP_MM = 0.14;
/** A corner of a line that strays less than this from a straight one is left out. */
const STRAIGHT_MM = 0.006;

/** The five stars, as large as the box allows. */
export function starRelief(box: Box, lines: Lines): readonly PathCommand[] {
  const unitMm = Math.min(box.widthMm / 12.5, box.heightMm / 10.5);
  // The stars reach from 2 to 13 units across and 1 to 10 down.
  const at = {
    xMm: box.xMm + box.widthMm / 2 - 7.5 * unitMm,
    yMm: box.yMm + box.heightMm / 2 - 5.5 * unitMm,
  };
  const figures = fiveStars(at, unitMm).map((star) => {
    const outline = corners(star);
    return { centre: star.centre, reachMm: star.radiusMm + lines.liftMm, depth: insidePolygon(outline) };
  });
  return reliefOf(box, lines, (place) => {
    const near = figures.find(
      ({ centre, reachMm }) => Math.hypot(place.xMm - centre.xMm, place.yMm - centre.yMm) < reachMm,
    );
    return near === undefined ? -Infinity : near.depth(place);
  });
}

/** Digits (and X) side by side, as high as the box allows. */
export function digitRelief(box: Box, lines: Lines, text: string): readonly PathCommand[] {
  const cellMm = (box.widthMm * 0.94) / text.length;
  const widthMm = Math.min(cellMm * 0.74, box.heightMm * 0.52);
  const heightMm = widthMm * 1.62;
  const halfMm = widthMm * 0.145;
  const figures = Array.from(text, (digit, index) => {
    const middle = box.xMm + box.widthMm / 2 + (index - (text.length - 1) / 2) * cellMm;
    const frame = { xMm: middle - widthMm / 2, yMm: box.yMm + (box.heightMm - heightMm) / 2, widthMm, heightMm };
    return { middle, depth: alongStrokes(digitStrokes(digit), frame, halfMm) };
  });
  const middleMm = box.yMm + box.heightMm / 2;
  const reachMm = heightMm / 2 + halfMm + lines.liftMm;
  return reliefOf(box, lines, (place) => {
    if (Math.abs(place.yMm - middleMm) > reachMm) return -Infinity;
    const near = figures.find(({ middle }) => Math.abs(place.xMm - middle) <= cellMm / 2);
    return near === undefined ? -Infinity : near.depth(place);
  });
}

function reliefOf(box: Box, { pitchMm, liftMm }: Lines, depth: Depth): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  const rows = Math.floor(box.heightMm / pitchMm);
  const steps = Math.ceil(box.widthMm / STEP_MM);
  for (let row = 0; row <= rows; row += 1) {
    const levelMm = box.yMm + (row + 0.5) * (box.heightMm / (rows + 1));
    const line: Point[] = [];
    for (let step = 0; step <= steps; step += 1) {
      const xMm = box.xMm + (step / steps) * box.widthMm;
      const inside = depth({ xMm, yMm: levelMm });
      // Up the slope over the width of one lift, then level again.
      const rise = Math.min(1, Math.max(0, 0.5 + inside / liftMm));
      addPoint(line, { xMm, yMm: levelMm - liftMm * rise * rise * (3 - 2 * rise) });
    }
    line.forEach((to, index) => commands.push({ op: index === 0 ? 'move' : 'line', to }));
  }
  return commands;
}

/** Adds a point, and takes out the one before when it lies on the straight line to the new one. */
function addPoint(line: Point[], next: Point): void {
  const last = line.at(-1);
  const before = line.at(-2);
  if (last !== undefined && before !== undefined) {
    const share = (last.xMm - before.xMm) / (next.xMm - before.xMm);
    const straight = before.yMm + (next.yMm - before.yMm) * share;
    if (Math.abs(straight - last.yMm) < STRAIGHT_MM) line.pop();
  }
  line.push(next);
}

function insidePolygon(outline: readonly Point[]): Depth {
  const edges = edgesOf(outline, true);
  return (place) => {
    const nearest = nearestEdge(place, edges);
    // Even-odd rule: a ray to the right crosses the outline an odd number of times from inside.
    const crossings = edges.filter(({ from, to }) => {
      if (from.yMm > place.yMm === to.yMm > place.yMm) return false;
      const share = (place.yMm - from.yMm) / (to.yMm - from.yMm);
      return place.xMm < from.xMm + share * (to.xMm - from.xMm);
    });
    return crossings.length % 2 === 1 ? nearest : -nearest;
  };
}

function alongStrokes(strokes: readonly (readonly Point[])[], frame: Box, halfMm: number): Depth {
  const edges = strokes.flatMap((stroke) =>
    edgesOf(
      stroke.map(({ xMm, yMm }) => ({
        xMm: frame.xMm + xMm * frame.widthMm,
        yMm: frame.yMm + yMm * frame.heightMm,
      })),
      false,
    ),
  );
  return (place) => halfMm - nearestEdge(place, edges);
}

interface Edge {
  readonly from: Point;
  readonly to: Point;
}

function edgesOf(points: readonly Point[], closed: boolean): readonly Edge[] {
  return points.flatMap((from, index) => {
    const to = points[index + 1] ?? (closed ? points[0] : undefined);
    return to === undefined ? [] : [{ from, to }];
  });
}

/** The distance from a place to the nearest of the edges. */
function nearestEdge(place: Point, edges: readonly Edge[]): number {
  let least = Infinity;
  for (const { from, to } of edges) {
    const [x, y] = [to.xMm - from.xMm, to.yMm - from.yMm];
    const [toX, toY] = [place.xMm - from.xMm, place.yMm - from.yMm];
    const share = (toX * x + toY * y) / (x * x + y * y);
    const near = share < 0 ? 0 : share > 1 ? 1 : share;
    const square = (toX - near * x) ** 2 + (toY - near * y) ** 2;
    if (square < least) least = square;
  }
  return Math.sqrt(least);
}
