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

/** Sets x, y and the handle that leads on (a third of the way to the next knot by the tangent here) of a knot. */
export type KnotAt = (index: number, knot: Float64Array) => void;

/**
 * A curve of `pieces` cubics that share place and direction with it at their ends (Hermite). Six of them follow one swing
 * of a sine to a third of a hundredth of its height, with a third of the numbers that `smooth` needs.
 */
export function throughKnots(pieces: number, knotAt: KnotAt, closed: boolean): readonly PathCommand[] {
  const numbersMm = new Float64Array(pieces * 6);
  const knot = new Float64Array(4);
  for (let index = 0; index <= pieces; index += 1) {
    knotAt(index, knot);
    const x = knot[0] ?? 0;
    const y = knot[1] ?? 0;
    const handleX = knot[2] ?? 0;
    const handleY = knot[3] ?? 0;
    const next = index * 6;
    if (index > 0) {
      numbersMm[next - 4] = x - handleX;
      numbersMm[next - 3] = y - handleY;
      numbersMm[next - 2] = x;
      numbersMm[next - 1] = y;
    }
    if (index < pieces) {
      numbersMm[next] = x + handleX;
      numbersMm[next + 1] = y + handleY;
    }
  }
  knotAt(0, knot);
  const [xMm = 0, yMm = 0] = knot;
  const open: readonly PathCommand[] = [
    { op: 'move', to: { xMm, yMm } },
    { op: 'curves', numbersMm },
  ];
  return closed ? [...open, { op: 'close' }] : open;
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
