/** The one look of every paper of the desk: an A5 page, Chinese first, English beneath, SPECIMEN where it is training. */

import type { Shape } from '../../core/composition/drawing.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import { renderPages } from './pages.ts';
import { BLACK, rule, TEAL, type Style, type Write } from './paper.ts';
import { pair, specimenAcross, stars } from './paper-marks.ts';
import type { Typefaces } from './typefaces.ts';

/** ISO 216 A5. */
export const WIDTH_MM = 148;
const HEIGHT_MM = 210;
export const LEFT_MM = 14;
export const RIGHT_MM = WIDTH_MM - LEFT_MM;
export const SECOND_COLUMN_MM = 78;

/** One page; the same bytes for the same shapes. */
export async function renderA5(
  title: Bilingual,
  createdAt: Date,
  shapes: readonly Shape[],
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const plate = { layer: 'visible', ink: 'process', isGroup: false, shapes } as const;
  const page = { offset: { xMm: 0, yMm: 0 }, upsideDown: false, leastLineMm: 0, plates: [plate] };
  const pages = { widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title: pair(title), createdAt, pages: [page] };
  const pdf = await renderPages(pages, typefaces);
  if (!pdf.ok) throw new Error(`a paper of the desk failed: ${pdf.error.kind}`);
  return pdf.value;
}

export interface Head {
  readonly office: Bilingual;
  readonly title: Bilingual;
  readonly numberLabel: Bilingual;
  readonly number: string;
}

export function head({ office, title, numberLabel, number }: Head, write: Write): readonly Shape[] {
  return [
    stars(LEFT_MM, 11.4),
    ...write(office.zh, LEFT_MM + 12, 15.6, { sizePt: 10, weight: 'bold', widthMm: 62 }),
    ...write(office.en, LEFT_MM + 12, 19.4, { sizePt: 7, colour: TEAL, widthMm: 62 }),
    ...write(pair(numberLabel), RIGHT_MM, 14.4, { sizePt: 6.5, colour: TEAL, align: 'right' }),
    ...write(number, RIGHT_MM, 19.6, {
      sizePt: 11,
      weight: 'bold',
      align: 'right',
      letterSpacingMm: 0.15,
      widthMm: 60,
    }),
    ...write(title.zh, WIDTH_MM / 2, 33.5, { sizePt: 17, weight: 'bold', align: 'centre', letterSpacingMm: 0.5 }),
    ...write(title.en, WIDTH_MM / 2, 39, { sizePt: 8.5, colour: TEAL, align: 'centre', letterSpacingMm: 0.1 }),
  ];
}

export function section(title: Bilingual, write: Write, yMm: number): readonly Shape[] {
  return [
    rule(LEFT_MM, RIGHT_MM, yMm - 4.6, TEAL),
    ...write(title.zh, LEFT_MM, yMm, { sizePt: 8.5, weight: 'bold', colour: TEAL }),
    ...write(title.en, RIGHT_MM, yMm, { sizePt: 7, colour: TEAL, align: 'right' }),
  ];
}

/** A small label in both languages and the value beneath it. */
export function fact(
  label: Bilingual,
  value: string,
  write: Write,
  xMm: number,
  yMm: number,
  style: Partial<Style> = {},
): readonly Shape[] {
  return [
    ...write(pair(label), xMm, yMm, { sizePt: 6, colour: TEAL }),
    ...write(value, xMm, yMm + 4.2, { sizePt: 8.5, weight: 'medium', widthMm: 60, ...style }),
  ];
}

/** A line to sign on, from `xMm` on, and under it whose. */
export function signatureLine(text: Bilingual, write: Write, xMm: number, yMm: number): readonly Shape[] {
  return [
    rule(xMm, xMm + 56, yMm, BLACK),
    ...write(text.zh, xMm, yMm + 3.4, { sizePt: 6.5 }),
    ...write(text.en, xMm + 56, yMm + 3.4, { sizePt: 6, colour: TEAL, align: 'right' }),
  ];
}

/** As on the card: training never leaves a paper that could pass for a real one. */
export function specimen(write: Write): readonly Shape[] {
  return specimenAcross(write, WIDTH_MM / 2 + 6, HEIGHT_MM / 2 + 8, { sizePt: 58, opacity: 0.16, rotationDegrees: 48 });
}

export function dotted(date: IsoDate): string {
  return date.replaceAll('-', '.');
}
