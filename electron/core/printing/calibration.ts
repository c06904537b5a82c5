/** The calibration sheet: a card of marks at known places, and the device's error from what is measured on it. */

import type { PrinterProfile } from '../../../shared/model/printer-profile.ts';
import { CARD_HEIGHT_MM, CARD_WIDTH_MM } from '../../../shared/model/template.ts';
import type { Drawing, Face, PathShape, Point, Shape, TextRun } from '../composition/drawing.ts';
import type { TypefaceMetrics } from '../ports.ts';

/** The frame whose distance from the edges of the card is measured. */
export const frameMm = 6;
const hairMm = 0.15;
const black = [0, 0, 0, 1] as const;
const labelPt = 6;

/** Millimetres from each edge of the card to the printed frame, as the face is read. */
export interface FrameMeasured {
  readonly leftMm: number;
  readonly rightMm: number;
  readonly topMm: number;
  readonly bottomMm: number;
}

export type FaceName = 'portrait' | 'emblem';
export type Measured = Readonly<Record<FaceName, FrameMeasured>>;

/** Both faces, moved by the offsets that are in force: what is measured is the error that is left. */
export function calibrationSheet(profile: PrinterProfile, metrics: TypefaceMetrics): Drawing {
  return {
    widthMm: CARD_WIDTH_MM,
    heightMm: CARD_HEIGHT_MM,
    title: `Calibration ${profile.id}`,
    faces: [faceOf('portrait', profile, metrics), faceOf('emblem', profile, metrics)],
  };
}

function faceOf(name: FaceName, profile: PrinterProfile, metrics: TypefaceMetrics): Face {
  const { xMm, yMm } = profile.offsets[name];
  const middle = { xMm: CARD_WIDTH_MM / 2, yMm: CARD_HEIGHT_MM / 2 };
  const words = [
    `SPECIMEN ${name}`,
    `${profile.id} ${profile.dpi} dpi, flip ${profile.flipEdge}`,
    `offset x ${xMm} y ${yMm} mm, frame at ${frameMm} mm`,
  ];
  return {
    name,
    offset: profile.offsets[name],
    shapes: [
      box({ xMm: frameMm, yMm: frameMm }, CARD_WIDTH_MM - 2 * frameMm, CARD_HEIGHT_MM - 2 * frameMm),
      // To the very edge: the white that is left is what the device does not print.
      box({ xMm: 0, yMm: 0 }, CARD_WIDTH_MM, CARD_HEIGHT_MM),
      ...scale(middle),
      // Which edge is the upper one: the back of a device that turns the card the other way is head down.
      line({ xMm: middle.xMm, yMm: 12 }, { xMm: middle.xMm - 2, yMm: 15 }),
      line({ xMm: middle.xMm, yMm: 12 }, { xMm: middle.xMm + 2, yMm: 15 }),
      ...words.flatMap((text, row) => label(text, { xMm: 9, yMm: 40.5 + 2.6 * row }, metrics)),
    ],
  };
}

/** Ten millimetres each way around the middle, in halves: stretched print shows itself. */
function scale({ xMm, yMm }: Point): readonly Shape[] {
  const steps = Array.from({ length: 41 }, (_, index) => (index - 20) / 2);
  return steps.flatMap((step) => {
    const half = Number.isInteger(step) ? 1.2 : 0.6;
    return [
      line({ xMm: xMm + step, yMm: yMm - half }, { xMm: xMm + step, yMm: yMm + half }),
      line({ xMm: xMm - half, yMm: yMm + step }, { xMm: xMm + half, yMm: yMm + step }),
    ];
  });
}

function stroke(commands: PathShape['commands']): PathShape {
  const paint = { kind: 'flat', colour: black } as const;
  return { kind: 'path', layer: 'visible', commands, fill: null, stroke: { paint, widthMm: hairMm }, opacity: 1 };
}

function line(from: Point, to: Point): PathShape {
  return stroke([
    { op: 'move', to: from },
    { op: 'line', to },
  ]);
}

function box(at: Point, widthMm: number, heightMm: number): PathShape {
  return stroke([{ op: 'rect', at, widthMm, heightMm }]);
}

function label(text: string, at: Point, metrics: TypefaceMetrics): readonly TextRun[] {
  const [face] = metrics.facesFor('A'.charCodeAt(0), 'regular');
  if (face === undefined) return [];
  const plain = { condense: 1, letterSpacingMm: 0, colour: black, opacity: 1, rotationDegrees: 0 };
  return [{ kind: 'text', layer: 'visible', text, face, sizePt: labelPt, at, ...plain }];
}

/**
 * The offsets that cancel what was measured: half the difference of opposite distances, so that a card that is cut a
 * little small does no harm. Rounded to hundredths of a millimetre.
 */
export function offsetsFrom(current: PrinterProfile['offsets'], measured: Measured): PrinterProfile['offsets'] {
  const corrected = (name: FaceName): Point => {
    const { leftMm, rightMm, topMm, bottomMm } = measured[name];
    const { xMm, yMm } = current[name];
    return { xMm: rounded(xMm + (rightMm - leftMm) / 2), yMm: rounded(yMm + (bottomMm - topMm) / 2) };
  };
  return { portrait: corrected('portrait'), emblem: corrected('emblem') };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
