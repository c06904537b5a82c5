/** What the pages of a report are made of: blocks that are laid under each other, and the figures in them. */

import type { Cmyk, Shape } from '../../core/composition/drawing.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { BLACK, GREY, RED, rule, TEAL, type Write } from './paper.ts';

/** ISO 216 A4. */
export const WIDTH_MM = 210;
export const HEIGHT_MM = 297;
export const LEFT_MM = 16;
export const RIGHT_MM = WIDTH_MM - LEFT_MM;

/** What stays together on a page. `draw` gets the height at which it begins. */
export interface Block {
  readonly heightMm: number;
  draw(yMm: number): readonly Shape[];
}

const PALE: Cmyk = [0.12, 0.03, 0.05, 0];
const WHITE: Cmyk = [0, 0, 0, 0];
const ROW_MM = 6.2;
const LEAST_SCALE = 5;

/** The head of a section; where a section goes on on another page it has none. */
export function section(title: Bilingual, write: Write): Block {
  return {
    heightMm: 13,
    draw: (yMm) => [
      rule(LEFT_MM, RIGHT_MM, yMm + 3.4, TEAL),
      ...write(title.zh, LEFT_MM, yMm + 9, { sizePt: 10.5, weight: 'bold', colour: TEAL }),
      ...write(title.en, RIGHT_MM, yMm + 9, { sizePt: 8, colour: TEAL, align: 'right' }),
    ],
  };
}

/** Counts in a row, large: what a reader looks for first. */
export function tiles(
  counts: readonly { readonly label: Bilingual; readonly count: number; readonly isBad?: true }[],
  write: Write,
): Block {
  const gapMm = 3;
  const widthMm = (RIGHT_MM - LEFT_MM - gapMm * (counts.length - 1)) / counts.length;
  return {
    heightMm: 25,
    draw: (yMm) =>
      counts.flatMap(({ label, count, isBad }, index) => {
        const xMm = LEFT_MM + index * (widthMm + gapMm);
        const colour = isBad === true && count > 0 ? RED : BLACK;
        return [
          bar(xMm, yMm, widthMm, 22, PALE),
          ...write(String(count), xMm + 3, yMm + 10.4, { sizePt: 21, weight: 'bold', colour, widthMm: widthMm - 6 }),
          ...write(label.zh, xMm + 3, yMm + 15.4, { sizePt: 8.5, weight: 'medium' }),
          ...write(label.en, xMm + 3, yMm + 19.2, { sizePt: 6.5, colour: TEAL, widthMm: widthMm - 5 }),
        ];
      }),
  };
}

/** Names with a bar and a count each, the largest first; a word where there is nothing. */
export function bars(
  rows: readonly { readonly name: Bilingual; readonly count: number }[],
  { nothing, colour }: { readonly nothing: Bilingual; readonly colour: Cmyk },
  write: Write,
): readonly Block[] {
  if (rows.length === 0) return [sentence(nothing, write)];
  const sorted = rows.toSorted((one, other) => other.count - one.count);
  // A single one is no long bar.
  const most = Math.max(LEAST_SCALE, sorted[0]?.count ?? 0);
  const [fromMm, toMm] = [84, RIGHT_MM - 14];
  return sorted.map(({ name, count }) => ({
    heightMm: ROW_MM,
    draw: (yMm) => [
      ...bilingual(name, LEFT_MM, yMm, 64, write),
      bar(fromMm, yMm + 0.7, Math.max(0.6, ((toMm - fromMm) * count) / most), 3.6, colour),
      ...write(String(count), RIGHT_MM, yMm + 3.8, { sizePt: 9, weight: 'medium', align: 'right' }),
    ],
  }));
}

export interface Column {
  readonly title: Bilingual;
  /** Right end. */
  readonly xMm: number;
  /** Of its bars, where rows have them. */
  readonly colour?: Cmyk;
}

/** Heads and rows of figures, right-aligned at their columns; the first column is the name. */
export function figureTable(
  first: Bilingual,
  columns: readonly Column[],
  rows: readonly {
    readonly name: Bilingual;
    readonly cells: readonly string[];
    readonly drawn?: (yMm: number) => readonly Shape[];
  }[],
  write: Write,
  rowMm = ROW_MM,
): readonly Block[] {
  const head: Block = {
    heightMm: 8.4,
    draw: (yMm) => [
      ...heading(first, LEFT_MM, yMm, 'left', write),
      ...columns.flatMap(({ title, xMm, colour }) => [
        ...heading(title, xMm, yMm, 'right', write),
        ...(colour === undefined ? [] : [bar(xMm - title.zh.length * 2.65 - 3.4, yMm + 0.4, 2.2, 2.2, colour)]),
      ]),
      rule(LEFT_MM, RIGHT_MM, yMm + 6.8, GREY),
    ],
  };
  return [
    head,
    ...rows.map(({ name, cells, drawn }) => ({
      heightMm: rowMm,
      draw: (yMm: number) => [
        ...bilingual(name, LEFT_MM, yMm, 72, write),
        ...cells.flatMap((cell, index) =>
          write(cell, columns[index]?.xMm ?? RIGHT_MM, yMm + 3.8, { sizePt: 9, align: 'right' }),
        ),
        ...(drawn?.(yMm) ?? []),
      ],
    })),
  ];
}

function heading(title: Bilingual, xMm: number, yMm: number, align: 'left' | 'right', write: Write): readonly Shape[] {
  return [
    ...write(title.zh, xMm, yMm + 2.4, { sizePt: 7.5, weight: 'medium', colour: TEAL, align }),
    ...write(title.en, xMm, yMm + 5.2, { sizePt: 6, colour: TEAL, align }),
  ];
}

/** A sentence in both languages, with something at the right: the numbers of entries. */
export function sentence(text: Bilingual, write: Write, right = ''): Block {
  return {
    heightMm: 9,
    draw: (yMm) => [
      ...write(text.zh, LEFT_MM, yMm + 3.2, { sizePt: 9, weight: 'medium', widthMm: 118 }),
      ...write(text.en, LEFT_MM, yMm + 6.8, { sizePt: 7, colour: TEAL, widthMm: 118 }),
      ...write(right, RIGHT_MM, yMm + 3.2, { sizePt: 7.5, colour: GREY, align: 'right', widthMm: 56 }),
    ],
  };
}

/** On one line, Chinese first; one that is the same in both languages stands once. */
function bilingual({ zh, en }: Bilingual, xMm: number, yMm: number, widthMm: number, write: Write): readonly Shape[] {
  if (zh === en) return write(zh, xMm, yMm + 3.8, { sizePt: 9, widthMm });
  const chineseMm = zh.length * 3.2 + 2;
  return [
    ...write(zh, xMm, yMm + 3.8, { sizePt: 9, widthMm }),
    ...write(en, xMm + chineseMm, yMm + 3.8, { sizePt: 7, colour: TEAL, widthMm: widthMm - chineseMm }),
  ];
}

export function bar(xMm: number, yMm: number, widthMm: number, heightMm: number, colour: Cmyk): Shape {
  const commands = [{ op: 'rect', at: { xMm, yMm }, widthMm, heightMm }] as const;
  return { kind: 'path', layer: 'visible', commands, fill: { kind: 'flat', colour }, stroke: null, opacity: 1 };
}

/** Nothing of what lies beneath: a symbol is read against bare paper. */
export function bare(xMm: number, yMm: number, widthMm: number, heightMm: number): Shape {
  return bar(xMm, yMm, widthMm, heightMm, WHITE);
}
