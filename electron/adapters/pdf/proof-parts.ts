/** Parts of a proof sheet: a face laid down larger or smaller, its trim line, grid and rulers in millimetres. */

import { roundedBox, straight } from '../../core/composition/art/path.ts';
import type { Cmyk, Face, Layer, PathCommand, PathShape, Point, Shape } from '../../core/composition/drawing.ts';
import { CARD_HEIGHT_MM, CARD_WIDTH_MM } from '../../../shared/model/template.ts';
import { BLACK, GREY, type Write } from './paper.ts';
import type { Plate, PlateInk } from './plates.ts';

/** ISO/IEC 7810 section 5.1: the corners of an ID-1 card, 3.18 mm at the least. */
const CORNER_MM = 3.18;
const ORIGIN: Point = { xMm: 0, yMm: 0 };
const TRIM = roundedBox(ORIGIN, CARD_WIDTH_MM, CARD_HEIGHT_MM, CORNER_MM);

const GRID: Cmyk = [0.75, 0.2, 0, 0.05];

/** What a face is laid down with. */
export interface Laid {
  readonly at: Point;
  readonly scale: number;
}

/** A plate of lines, texts and rules in the sheet's own millimetres. */
export function paperPlate(shapes: readonly Shape[]): Plate {
  return { layer: 'visible', ink: 'process', isGroup: false, shapes };
}

/**
 * The layers of a face, seen through the outline of the finished card, for viewers to switch off one by one; in black, a
 * layer shows as its printing plate.
 */
export function facePlates(
  face: Face,
  laid: Laid,
  inks: readonly (readonly [layer: Layer, ink: PlateInk])[],
): readonly Plate[] {
  return inks.map(([layer, ink]) => ({
    layer,
    ink,
    isGroup: true,
    shapes: face.shapes.filter((shape) => shape.layer === layer),
    placed: { ...laid, clip: TRIM },
  }));
}

/** One colour over the whole card: to veil what lies beneath, or as the dark under an ultraviolet lamp. */
export function coat(laid: Laid, colour: Cmyk, opacity: number): Plate {
  const fill = { kind: 'flat', colour } as const;
  const shape: Shape = { kind: 'path', layer: 'visible', commands: TRIM, fill, stroke: null, opacity };
  return { ...paperPlate([shape]), placed: { ...laid, clip: null } };
}

/** Trim line, grid on the card, rulers along its upper and left edge; `step`: millimetres from line to line, 1 or 5. */
export function measurePlates(laid: Laid, step: 1 | 5, write: Write): readonly Plate[] {
  const { scale } = laid;
  const plain = { layer: 'visible', ink: 'process' } as const;
  const grid = [
    ...(step === 1 ? [line(gridLines(1), 0.03 / scale, GRID, 0.3)] : []),
    line(gridLines(5), 0.05 / scale, GRID, 0.4),
    line(gridLines(10), 0.09 / scale, GRID, 0.55),
  ];
  return [
    { ...plain, isGroup: true, isMeasure: true, shapes: grid, placed: { ...laid, clip: TRIM } },
    { ...plain, isGroup: false, shapes: ruler(scale, write), placed: { ...laid, clip: null } },
  ];
}

function line(commands: readonly PathCommand[], widthMm: number, colour: Cmyk, opacity: number): PathShape {
  const stroke = { paint: { kind: 'flat', colour } as const, widthMm };
  return { kind: 'path', layer: 'visible', commands, fill: null, stroke, opacity };
}

const ticksKnown = new Map<number, readonly PathCommand[]>();
const gridsKnown = new Map<number, readonly PathCommand[]>();

/** The very same list each time, so that the file holds it once. */
function gridLines(step: number): readonly PathCommand[] {
  const known = gridsKnown.get(step) ?? [
    ...multiples(step, CARD_WIDTH_MM).flatMap((xMm) => segment({ xMm, yMm: 0 }, { xMm, yMm: CARD_HEIGHT_MM })),
    ...multiples(step, CARD_HEIGHT_MM).flatMap((yMm) => segment({ xMm: 0, yMm }, { xMm: CARD_WIDTH_MM, yMm })),
  ];
  gridsKnown.set(step, known);
  return known;
}

/** Every tenth millimetre is numbered. */
function ruler(scale: number, write: Write): readonly Shape[] {
  const style = { sizePt: 4.2 / scale, colour: GREY };
  const tens = (mm: number): readonly number[] => [0, ...multiples(10, mm)];
  return [
    line(TRIM, 0.12 / scale, BLACK, 1),
    line(ticksOf(scale), 0.06 / scale, BLACK, 1),
    ...tens(CARD_WIDTH_MM).flatMap((mm) => write(`${mm}`, mm + 0.4 / scale, -2.1 / scale, style)),
    ...tens(CARD_HEIGHT_MM).flatMap((mm) =>
      write(`${mm}`, -1.6 / scale, mm + 1.7 / scale, { ...style, align: 'right' }),
    ),
  ];
}

/** Ticks point away from the card: a millimetre, five, ten. Their length is the sheet's, whatever the scale. */
function ticksOf(scale: number): readonly PathCommand[] {
  const gapMm = 0.6 / scale;
  const reach = (mm: number): number => gapMm + (mm % 10 === 0 ? 2 : mm % 5 === 0 ? 1.4 : 0.8) / scale;
  const known = ticksKnown.get(scale) ?? [
    ...[0, ...multiples(1, CARD_WIDTH_MM)].flatMap((xMm) => segment({ xMm, yMm: -gapMm }, { xMm, yMm: -reach(xMm) })),
    ...[0, ...multiples(1, CARD_HEIGHT_MM)].flatMap((yMm) => segment({ xMm: -gapMm, yMm }, { xMm: -reach(yMm), yMm })),
  ];
  ticksKnown.set(scale, known);
  return known;
}

function multiples(step: number, below: number): readonly number[] {
  return Array.from({ length: Math.floor(below / step) }, (_, index) => (index + 1) * step);
}

function segment(from: Point, to: Point): readonly PathCommand[] {
  return straight([from, to]);
}
