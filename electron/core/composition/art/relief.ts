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
  const widthMm = Math.min(cellMm * 0.66, box.heightMm * 0.46);
  const heightMm = widthMm * 1.62;
  const halfMm = widthMm * 0.17;
  const figures = Array.from(text, (digit, index) => {
    const middle = box.xMm + box.widthMm / 2 + (index - (text.length - 1) / 2) * cellMm;
    const origin = { xMm: middle - widthMm / 2, yMm: box.yMm + (box.heightMm - heightMm) / 2 };
    return { middle, depth: alongStrokes(digitStrokes(digit), origin, widthMm, heightMm, halfMm) };
  });
  return reliefOf(box, lines, (place) => {
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
  const edges = outline.flatMap((from, index) => {
    const to = outline[(index + 1) % outline.length];
    return to === undefined ? [] : [{ from, to }];
  });
  return (place) => {
    const nearest = Math.min(...edges.map(({ from, to }) => distance(place, from, to)));
    // Even-odd rule: a ray to the right crosses the outline an odd number of times from inside.
    const crossings = edges.filter(({ from, to }) => {
      if (from.yMm > place.yMm === to.yMm > place.yMm) return false;
      const share = (place.yMm - from.yMm) / (to.yMm - from.yMm);
      return place.xMm < from.xMm + share * (to.xMm - from.xMm);
    });
    return crossings.length % 2 === 1 ? nearest : -nearest;
  };
}

function alongStrokes(
  strokes: readonly (readonly Point[])[],
  origin: Point,
  widthMm: number,
  heightMm: number,
  halfMm: number,
): Depth {
  const edges = strokes.flatMap((stroke) => {
    const placed = stroke.map(({ xMm, yMm }) => ({
      xMm: origin.xMm + xMm * widthMm,
      yMm: origin.yMm + yMm * heightMm,
    }));
    return placed.slice(1).map((to, index) => ({ from: placed[index] ?? to, to }));
  });
  return (place) => halfMm - Math.min(...edges.map(({ from, to }) => distance(place, from, to)));
}

/** From a place to the nearest point of a stretch. */
function distance(place: Point, from: Point, to: Point): number {
  const x = to.xMm - from.xMm;
  const y = to.yMm - from.yMm;
  const share = ((place.xMm - from.xMm) * x + (place.yMm - from.yMm) * y) / (x * x + y * y);
  const near = Math.min(1, Math.max(0, share));
  return Math.hypot(place.xMm - from.xMm - near * x, place.yMm - from.yMm - near * y);
}
