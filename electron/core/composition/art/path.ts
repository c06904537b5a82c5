/** Path commands from points: straight, smooth, closed, round. */

import type { PathCommand, Point } from '../drawing.ts';

/** How far the handles of a cubic reach to draw a quarter of a circle of radius 1. */
const QUARTER_HANDLE = 0.5522847498;

export function straight(points: readonly Point[]): readonly PathCommand[] {
  return points.map((to, index) => ({ op: index === 0 ? 'move' : 'line', to }));
}

export function polygon(points: readonly Point[]): readonly PathCommand[] {
  return [...straight(points), { op: 'close' }];
}

/** A smooth curve through all points (Catmull-Rom, as cubics); `closed` joins the last to the first. */
export function smooth(points: readonly Point[], closed = false): readonly PathCommand[] {
  const first = points[0];
  if (first === undefined) return [];
  const commands: PathCommand[] = [{ op: 'move', to: first }];
  const count = closed ? points.length : points.length - 1;
  for (let index = 0; index < count; index += 1) {
    const from = pointAt(points, index, closed);
    const to = pointAt(points, index + 1, closed);
    const before = pointAt(points, index - 1, closed);
    const after = pointAt(points, index + 2, closed);
    commands.push({ op: 'curve', c1: handle(from, before, to, 1), c2: handle(to, from, after, -1), to });
  }
  if (closed) commands.push({ op: 'close' });
  return commands;
}

/** A place on a curve, and the handle that leads on from it: a third of the way to the next knot by the tangent here. */
export interface Knot extends Point {
  readonly handleX: number;
  readonly handleY: number;
}

/**
 * A curve as cubics that share place and direction with it at their ends (Hermite). Six of them follow one swing of a sine
 * to a third of a hundredth of its height, with a third of the numbers that `smooth` needs.
 */
export function throughKnots(knots: readonly Knot[], closed = false): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  let from: Knot | undefined;
  for (const to of closed ? [...knots, ...knots.slice(0, 1)] : knots) {
    if (from === undefined) commands.push({ op: 'move', to });
    else {
      commands.push({
        op: 'curve',
        c1: { xMm: from.xMm + from.handleX, yMm: from.yMm + from.handleY },
        c2: { xMm: to.xMm - to.handleX, yMm: to.yMm - to.handleY },
        to,
      });
    }
    from = to;
  }
  if (closed) commands.push({ op: 'close' });
  return commands;
}

function pointAt(points: readonly Point[], index: number, closed: boolean): Point {
  const last = points.length - 1;
  const inside = closed ? (index + points.length) % points.length : Math.min(Math.max(index, 0), last);
  const point = points[inside];
  if (point === undefined) throw new Error('a curve needs points');
  return point;
}

/** A sixth of the way along the chord between the neighbours, ahead (+1) or behind (-1). */
function handle(at: Point, before: Point, after: Point, side: 1 | -1): Point {
  return {
    xMm: at.xMm + (side * (after.xMm - before.xMm)) / 6,
    yMm: at.yMm + (side * (after.yMm - before.yMm)) / 6,
  };
}

export function circle(centre: Point, radiusMm: number): readonly PathCommand[] {
  const reach = radiusMm * QUARTER_HANDLE;
  const at = (x: number, y: number): Point => ({ xMm: centre.xMm + x, yMm: centre.yMm + y });
  return [
    { op: 'move', to: at(radiusMm, 0) },
    { op: 'curve', c1: at(radiusMm, reach), c2: at(reach, radiusMm), to: at(0, radiusMm) },
    { op: 'curve', c1: at(-reach, radiusMm), c2: at(-radiusMm, reach), to: at(-radiusMm, 0) },
    { op: 'curve', c1: at(-radiusMm, -reach), c2: at(-reach, -radiusMm), to: at(0, -radiusMm) },
    { op: 'curve', c1: at(reach, -radiusMm), c2: at(radiusMm, -reach), to: at(radiusMm, 0) },
    { op: 'close' },
  ];
}

export function roundedBox(at: Point, widthMm: number, heightMm: number, cornerMm: number): readonly PathCommand[] {
  const { xMm: left, yMm: top } = at;
  const right = left + widthMm;
  const bottom = top + heightMm;
  const cut = cornerMm * (1 - QUARTER_HANDLE);
  const point = (xMm: number, yMm: number): Point => ({ xMm, yMm });
  return [
    { op: 'move', to: point(left + cornerMm, top) },
    { op: 'line', to: point(right - cornerMm, top) },
    { op: 'curve', c1: point(right - cut, top), c2: point(right, top + cut), to: point(right, top + cornerMm) },
    { op: 'line', to: point(right, bottom - cornerMm) },
    {
      op: 'curve',
      c1: point(right, bottom - cut),
      c2: point(right - cut, bottom),
      to: point(right - cornerMm, bottom),
    },
    { op: 'line', to: point(left + cornerMm, bottom) },
    { op: 'curve', c1: point(left + cut, bottom), c2: point(left, bottom - cut), to: point(left, bottom - cornerMm) },
    { op: 'line', to: point(left, top + cornerMm) },
    { op: 'curve', c1: point(left, top + cut), c2: point(left + cut, top), to: point(left + cornerMm, top) },
    { op: 'close' },
  ];
}
