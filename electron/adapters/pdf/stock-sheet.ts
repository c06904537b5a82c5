/** What the papers of stock have in common: an A4 page with its head, tables, the checkpoint with its symbol, two signatures. */

import type { Shape } from '../../core/composition/drawing.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { stockPaperTexts as texts } from '../../../shared/messages/stock-paper.ts';
import { checkpointSymbol, SYMBOL_MM } from './checkpoint-symbol.ts';
import { BLACK, GREY, rule, TEAL, type Style, type Write } from './paper.ts';
import { pair, specimenAcross, stars } from './paper-marks.ts';

/** ISO 216 A4. */
export const WIDTH_MM = 210;
export const HEIGHT_MM = 297;
export const LEFT_MM = 18;
export const RIGHT_MM = WIDTH_MM - LEFT_MM;
/** Above it stands the content, below it the foot. */
export const BOTTOM_MM = 280;
export const TOP_MM = 48;

const SYMBOL_LEFT_MM = RIGHT_MM - SYMBOL_MM;
const NOTE_MM = SYMBOL_LEFT_MM - LEFT_MM - 6;

export interface SheetHead {
  readonly title: Bilingual;
  readonly officeName: Bilingual;
  readonly office: string;
  readonly workstation: string;
  readonly live: boolean;
  /** Shown at the top right, as the number of the record or the day. */
  readonly label: Bilingual;
  readonly number: string;
}

export function sheetHead(head: SheetHead, page: number, pages: number, write: Write): readonly Shape[] {
  const { title, officeName, office, workstation, live, label, number } = head;
  const of = (text: string): string => text.replace('{page}', String(page)).replace('{pages}', String(pages));
  return [
    stars(LEFT_MM, 13.4),
    ...write(officeName.zh, LEFT_MM + 12, 17.6, { sizePt: 10, weight: 'bold', widthMm: 90 }),
    ...write(officeName.en, LEFT_MM + 12, 21.6, { sizePt: 7, colour: TEAL, widthMm: 90 }),
    ...write(pair(label), RIGHT_MM, 16.4, { sizePt: 6.5, colour: TEAL, align: 'right' }),
    ...write(number, RIGHT_MM, 21.8, { sizePt: 12, weight: 'bold', align: 'right' }),
    ...write(title.zh, WIDTH_MM / 2, 33, { sizePt: 16, weight: 'bold', align: 'centre', letterSpacingMm: 0.4 }),
    ...write(title.en, WIDTH_MM / 2, 38.4, { sizePt: 8.5, colour: TEAL, align: 'centre' }),
    ...write(`${pair(texts.workstation)} ${office} · ${workstation}`, LEFT_MM, 289, { sizePt: 6.5, colour: GREY }),
    ...write(`${of(texts.page.zh)} / ${of(texts.page.en)}`, WIDTH_MM / 2, 289, {
      sizePt: 6.5,
      colour: GREY,
      align: 'centre',
    }),
    ...write(pair(texts.timeZone), RIGHT_MM, 289, { sizePt: 6.5, colour: GREY, align: 'right' }),
    ...(live ? [] : specimen(write)),
  ];
}

export function section(title: Bilingual, yMm: number, write: Write): readonly Shape[] {
  return [
    rule(LEFT_MM, RIGHT_MM, yMm - 5, TEAL),
    ...write(title.zh, LEFT_MM, yMm, { sizePt: 9, weight: 'bold', colour: TEAL }),
    ...write(title.en, RIGHT_MM, yMm, { sizePt: 7, colour: TEAL, align: 'right' }),
  ];
}

/** A small label in both languages and the value beneath it. */
export function fact(label: Bilingual, value: string, xMm: number, yMm: number, write: Write): readonly Shape[] {
  return [
    ...write(pair(label), xMm, yMm, { sizePt: 6.5, colour: TEAL }),
    ...write(value, xMm, yMm + 4.4, { sizePt: 9, weight: 'medium', widthMm: 82 }),
  ];
}

export interface Column {
  readonly xMm: number;
  readonly align: 'left' | 'right';
  readonly widthMm: number;
}

/** One row of a table; a heading is in teal, a row that matters is bold or red. */
export function tableRow(
  columns: readonly Column[],
  cells: readonly string[],
  yMm: number,
  write: Write,
  style: Partial<Style> = {},
): readonly Shape[] {
  return cells.flatMap((cell, index) => {
    const column = columns[index];
    if (column === undefined || cell === '') return [];
    return write(cell, column.xMm, yMm, { sizePt: 8.5, align: column.align, widthMm: column.widthMm, ...style });
  });
}

export const CLOSING_MM = 104;

/** Declaration, checkpoint with its symbol, and the lines for two signatures: `CLOSING_MM` high. */
export function closing(declaration: Bilingual, checkpoint: string, yMm: number, write: Write): readonly Shape[] {
  const signed = checkpoint.split('\n').filter((line) => line !== '');
  // A signature line is longer than the page is wide: its name and its base64 stand under each other.
  const lines = signed.flatMap((line) => (line.startsWith('\u2014') ? line.split(/ (?=\S+$)/) : [line]));
  const signature = (xMm: number, text: Bilingual): readonly Shape[] => [
    rule(xMm, xMm + 78, yMm + 30, BLACK),
    ...write(text.zh, xMm, yMm + 34, { sizePt: 7 }),
    ...write(text.en, xMm + 78, yMm + 34, { sizePt: 6.5, colour: TEAL, align: 'right' }),
  ];
  return [
    rule(LEFT_MM, RIGHT_MM, yMm, TEAL),
    ...write(declaration.zh, LEFT_MM, yMm + 6, { sizePt: 9, weight: 'medium' }),
    ...write(declaration.en, LEFT_MM, yMm + 10, { sizePt: 7, colour: TEAL }),
    ...signature(LEFT_MM, texts.first),
    ...signature(RIGHT_MM - 78, texts.second),
    ...section(texts.checkpoint, yMm + 46, write),
    ...write(pair(texts.symbol), LEFT_MM, yMm + 50, { sizePt: 6, colour: GREY }),
    ...lines.flatMap((line, index) => write(line, LEFT_MM, yMm + 55 + index * 4.6, { sizePt: 7.5, widthMm: NOTE_MM })),
    ...checkpointSymbol(checkpoint, SYMBOL_LEFT_MM, yMm + 48),
  ];
}

function specimen(write: Write): readonly Shape[] {
  return specimenAcross(write, WIDTH_MM / 2 + 8, HEIGHT_MM / 2 + 10, {
    sizePt: 76,
    opacity: 0.12,
    rotationDegrees: 50,
  });
}
