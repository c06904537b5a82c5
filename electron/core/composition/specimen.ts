/**
 * SPECIMEN across a face. The engine itself adds it after everything that the template holds, unless the issuance
 * profile has proven itself live (docs/design.md section 2, rule 5): no element, ink or option of a template reaches it.
 */

import { CARD_HEIGHT_MM, CARD_WIDTH_MM, type Box } from '../../../shared/model/template.ts';
import type { Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { Layer, Point, TextRun } from './drawing.ts';
import { placeLine } from './text.ts';

const SPECIMEN = 'SPECIMEN 样本';
const SIZE_PT = 29;
const RISE_DEGREES = 24;

/** Room that the mark takes, along it and across it; found by measure, a little more than its letters. */
const LENGTH_MM = 78;
const THICKNESS_MM = 10;

interface Course {
  readonly centre: Point;
  readonly riseDegrees: number;
}

const MIDDLE: Point = { xMm: CARD_WIDTH_MM / 2, yMm: CARD_HEIGHT_MM / 2 };

/** From lower left to upper right; else from upper left to lower right; else above or below the middle. */
const courses: readonly Course[] = [
  { centre: MIDDLE, riseDegrees: RISE_DEGREES },
  { centre: MIDDLE, riseDegrees: -RISE_DEGREES },
  ...[0.24, 0.76].map((share) => ({ centre: { ...MIDDLE, yMm: CARD_HEIGHT_MM * share }, riseDegrees: 0 })),
];

/**
 * The mark on one layer, beside the seal: a seal must read on a specimen too. Where a template leaves no room for both, the
 * mark goes across the middle all the same.
 */
export function specimenMark(layer: Layer, seal: Box | null, metrics: TypefaceMetrics): Result<readonly TextRun[]> {
  const free = courses.find((course) => seal === null || !crosses(course, seal)) ?? courses[0];
  const { centre, riseDegrees } = free ?? { centre: MIDDLE, riseDegrees: RISE_DEGREES };
  const turn = (riseDegrees * Math.PI) / 180;
  // The baseline runs below the middle by half the height of a capital, so that the letters themselves are centred.
  const dropMm = (SIZE_PT * 0.36 * 25.4) / 72;
  return placeLine(SPECIMEN, SPECIMEN, metrics, {
    layer,
    at: { xMm: centre.xMm + dropMm * Math.sin(turn), yMm: centre.yMm + dropMm * Math.cos(turn) },
    align: 'centre',
    sizePt: SIZE_PT,
    weight: 'bold',
    condense: 1,
    letterSpacingMm: 0.4,
    colour: [0, 0.9, 0.75, 0.1],
    opacity: 0.24,
    rotationDegrees: riseDegrees,
  });
}

/** Whether the mark would touch the box: no line along a side of either parts them (separating axis). */
function crosses({ centre, riseDegrees }: Course, box: Box): boolean {
  const turn = (riseDegrees * Math.PI) / 180;
  const along = { xMm: Math.cos(turn), yMm: -Math.sin(turn) };
  const across = { xMm: Math.sin(turn), yMm: Math.cos(turn) };
  const mark = [-0.5, 0.5].flatMap((length) =>
    [-0.5, 0.5].map((thickness) => ({
      xMm: centre.xMm + along.xMm * length * LENGTH_MM + across.xMm * thickness * THICKNESS_MM,
      yMm: centre.yMm + along.yMm * length * LENGTH_MM + across.yMm * thickness * THICKNESS_MM,
    })),
  );
  const corners = [0, 1].flatMap((right) =>
    [0, 1].map((down) => ({ xMm: box.xMm + right * box.widthMm, yMm: box.yMm + down * box.heightMm })),
  );
  const axes: readonly Point[] = [{ xMm: 1, yMm: 0 }, { xMm: 0, yMm: 1 }, along, across];
  return axes.every((axis) => {
    const spanOf = (points: readonly Point[]): readonly [number, number] => {
      const shares = points.map((point) => point.xMm * axis.xMm + point.yMm * axis.yMm);
      return [Math.min(...shares), Math.max(...shares)];
    };
    const [markLeast, markMost] = spanOf(mark);
    const [boxLeast, boxMost] = spanOf(corners);
    return markLeast < boxMost && boxLeast < markMost;
  });
}
