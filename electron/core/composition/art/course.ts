/** Courses that a line of microtext follows: places by the length gone along them. */

import type { ElementOf } from '../../../../shared/model/template.ts';
import type { Point } from '../drawing.ts';

type Course = ElementOf<'microtext'>['course'];
type CourseOf<K extends Course['kind']> = Extract<Course, { readonly kind: K }>;

export interface Stretch {
  readonly lengthMm: number;
  /** The longest piece that may be set straight without leaving the course visibly; Infinity on a straight one. */
  readonly pieceMm: number;
  /** Where the text stands after `mm`. */
  at(mm: number): Point;
}

/** How far straight pieces may stray from their course, as a share of the size of the text. */
const STRAY = 0.05;
const POINT_MM = 25.4 / 72;

/** The stretches of a course, one after another; each is filled with text of its own. */
export function stretchesOf({ course, sizePt }: ElementOf<'microtext'>): readonly Stretch[] {
  const strayMm = STRAY * sizePt * POINT_MM;
  switch (course.kind) {
    case 'line':
      return [straightStretch(course.from, course.to)];
    case 'frame': {
      const { box, gapMm } = course;
      const [left, top] = [box.xMm - gapMm, box.yMm - gapMm];
      const [right, bottom] = [box.xMm + box.widthMm + gapMm, box.yMm + box.heightMm + gapMm];
      const corners: readonly Point[] = [
        { xMm: left, yMm: top },
        { xMm: right, yMm: top },
        { xMm: right, yMm: bottom },
        { xMm: left, yMm: bottom },
      ];
      return corners.map((from, index) => straightStretch(from, corners[(index + 1) % 4] ?? from));
    }
    case 'arc':
      return [arcStretch(course, strayMm)];
    case 'wave':
      return [waveStretch(course, strayMm)];
  }
}

function straightStretch(from: Point, to: Point): Stretch {
  const [x, y] = [to.xMm - from.xMm, to.yMm - from.yMm];
  const lengthMm = Math.hypot(x, y);
  return {
    lengthMm,
    pieceMm: Infinity,
    at: (mm) => ({ xMm: from.xMm + (x * mm) / lengthMm, yMm: from.yMm + (y * mm) / lengthMm }),
  };
}

function arcStretch({ centre, radiusMm, fromDegrees, sweepDegrees }: CourseOf<'arc'>, strayMm: number): Stretch {
  return {
    lengthMm: (radiusMm * sweepDegrees * Math.PI) / 180,
    pieceMm: pieceOn(radiusMm, strayMm),
    at: (mm) => {
      const clockwise = (fromDegrees * Math.PI) / 180 + mm / radiusMm;
      return { xMm: centre.xMm + radiusMm * Math.sin(clockwise), yMm: centre.yMm - radiusMm * Math.cos(clockwise) };
    },
  };
}

function waveStretch(course: CourseOf<'wave'>, strayMm: number): Stretch {
  const { from, widthMm, swingMm, waves } = course;
  const rate = (2 * Math.PI * waves) / widthMm;
  const steps = Math.ceil(widthMm / 0.1);
  // Length gone at each step, to find the place from the length.
  const gone = [0];
  for (let step = 1; step <= steps; step += 1) {
    const slope = swingMm * rate * Math.cos((rate * widthMm * (step - 0.5)) / steps);
    gone.push((gone[step - 1] ?? 0) + (widthMm / steps) * Math.hypot(1, slope));
  }
  return {
    lengthMm: gone[steps] ?? widthMm,
    // The tightest bend of a sine is at its crest.
    pieceMm: pieceOn(1 / (swingMm * rate ** 2), strayMm),
    at: (mm) => {
      const next = Math.max(
        1,
        gone.findIndex((length) => length >= mm),
      );
      const before = gone[next - 1] ?? 0;
      const step = next - 1 + (mm - before) / ((gone[next] ?? before + 1) - before);
      const along = (widthMm * step) / steps;
      return { xMm: from.xMm + along, yMm: from.yMm - swingMm * Math.sin(rate * along) };
    },
  };
}

/** The chord whose arc rises by what a piece may stray. */
function pieceOn(radiusMm: number, strayMm: number): number {
  return Math.sqrt(8 * radiusMm * strayMm);
}
