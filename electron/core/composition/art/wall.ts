/** A wall with battlements and watchtowers along a ridge, drawn as closed shapes that cover the lines behind them. */

import type { Box } from '../../../../shared/model/template.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { polygon, straight } from './path.ts';

interface Masonry {
  /** Closed shapes. */
  readonly bodies: readonly PathCommand[];
  /** Open strokes on them: the walk behind the battlements, courses of stone, windows. */
  readonly strokes: readonly PathCommand[];
}

/** The towers stand on the wall: they are drawn after it and cover it. */
export interface Wall {
  readonly curtain: Masonry;
  readonly towers: Masonry;
}

export interface Course {
  /** Shares of the box's width. */
  readonly from: number;
  readonly to: number;
  /** Depth of the ridge below the upper edge of the box, as a share of its height. */
  readonly depthAt: (along: number) => number;
  /** Whether something nearer covers the ridge there. */
  readonly hidden: (along: number) => boolean;
}

const WALL_MM = 0.58;
const TOOTH_MM = 0.22;
const TEETH = 150;
const TOWERS: readonly number[] = [0.075, 0.27, 0.5, 0.68, 0.87];

export function wallOn(box: Box, course: Course): Wall {
  const bodies: PathCommand[] = [];
  const strokes: PathCommand[] = [];
  const at = (along: number, aboveMm: number): Point => ({
    xMm: box.xMm + along * box.widthMm,
    yMm: box.yMm + course.depthAt(along) * box.heightMm - aboveMm,
  });
  const span = (course.to - course.from) / TEETH;
  let stretch: number[] = [];
  for (let tooth = 0; tooth <= TEETH; tooth += 1) {
    const along = course.from + tooth * span;
    if (!course.hidden(along)) {
      stretch.push(along);
      if (tooth < TEETH) continue;
    }
    if (stretch.length > 3) {
      bodies.push(...battlements(stretch, span, at));
      strokes.push(...straight(stretch.map((place) => at(place, WALL_MM * 0.62))));
    }
    stretch = [];
  }
  const towers = TOWERS.filter((place) => !course.hidden(place)).map((place) => watchtower(at(place, 0)));
  return {
    curtain: { bodies, strokes },
    towers: { bodies: towers.flatMap((one) => one.bodies), strokes: towers.flatMap((one) => one.strokes) },
  };
}

/** Along the foot of the wall and back along its toothed top. */
function battlements(
  stretch: readonly number[],
  span: number,
  at: (along: number, aboveMm: number) => Point,
): readonly PathCommand[] {
  const foot = stretch.map((along) => at(along, -0.1));
  const top = stretch.toReversed().flatMap((along, index) => {
    const height = WALL_MM + (index % 2 === 0 ? TOOTH_MM : 0);
    return [at(along, height), at(along - span, height)];
  });
  return polygon([...foot, ...top.slice(0, -1)]);
}

/** A tower standing on `foot`: body, a wider toothed top, two windows, one course of stone. */
function watchtower(foot: Point): Masonry {
  const half = 0.82;
  const height = 1.8;
  const point = (xMm: number, upMm: number): Point => ({ xMm: foot.xMm + xMm, yMm: foot.yMm - upMm });
  const body = [
    point(-half * 1.08, -0.35),
    point(-half, height),
    point(-half * 1.2, height),
    ...[-1.2, -0.72, -0.24, 0.24, 0.72].flatMap((left) => [
      point(half * left, height + 0.55),
      point(half * (left + 0.28), height + 0.55),
      point(half * (left + 0.28), height + 0.28),
      point(half * (left + 0.48), height + 0.28),
    ]),
    point(half * 1.2, height),
    point(half, height),
    point(half * 1.08, -0.35),
  ];
  const strokes = [
    ...straight([point(-half, height), point(half, height)]),
    ...straight([point(-half * 1.03, height * 0.45), point(half * 1.03, height * 0.45)]),
    ...[-0.33, 0.33].flatMap((middle) =>
      straight([
        point(middle - 0.13, height * 0.45),
        point(middle - 0.13, height * 0.66),
        point(middle, height * 0.78),
        point(middle + 0.13, height * 0.66),
        point(middle + 0.13, height * 0.45),
      ]),
    ),
  ];
  return { bodies: polygon(body), strokes };
}
