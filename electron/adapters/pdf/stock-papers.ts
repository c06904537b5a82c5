/** Count sheet and destruction record as PDF: A4, Chinese first, English beneath, signed by two and held to the log. */

import type { Shape } from '../../core/composition/drawing.ts';
import { sidesOf } from '../../core/stock/balance.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import { placeText, stockPaperTexts as texts, untestedText } from '../../../shared/messages/stock-paper.ts';
import type { CountSheet, DestructionRecord, PaperCount } from '../../../shared/model/stock-paper.ts';
import { blankPlaceSchema, type BlankPlace } from '../../../shared/model/stock.ts';
import { renderPages } from './pages.ts';
import { GREY, RED, rule, TEAL, writerOf, type Style, type Write } from './paper.ts';
import {
  BOTTOM_MM,
  closing,
  CLOSING_MM,
  fact,
  HEIGHT_MM,
  LEFT_MM,
  RIGHT_MM,
  section,
  sheetHead,
  tableRow,
  TOP_MM,
  WIDTH_MM,
  type Column,
  type SheetHead,
} from './stock-sheet.ts';
import { beijing, pair } from './paper-marks.ts';
import type { Typefaces } from './typefaces.ts';
import { wrapped } from './wrapped.ts';

const ROW_MM = 5.2;

/** What stands on a page from its top: a height, and what is drawn there. */
interface Block {
  readonly heightMm: number;
  draw(yMm: number): readonly Shape[];
}

/** The same bytes for the same sheet. */
export async function renderCountSheet(sheet: CountSheet, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const { day } = sheet;
  const head = { ...sheet, title: texts.countSheet, label: texts.day, number: day.day };
  const blocks = [
    dayFacts(sheet, write),
    ...noteBlocks(sheet, write, typefaces),
    balanceBlock(sheet, write),
    ...sheet.counts.flatMap((count) => countBlocks(count, write, typefaces)),
    ...shiftBlocks(sheet, write, typefaces),
    closingBlock(texts.countDeclaration, sheet.checkpoint, write),
  ];
  return onPages(head, blocks, day.closedAt ?? day.openedAt, write, typefaces);
}

/** The same bytes for the same record. */
export async function renderDestruction(paper: DestructionRecord, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const { record } = paper;
  const head = { ...paper, title: texts.destruction, label: texts.record, number: `D-${record.number}` };
  const blocks = [
    destructionFacts(paper, write),
    ...destroyedRows(paper, write),
    closingBlock(texts.declaration, paper.checkpoint, write),
  ];
  return onPages(head, blocks, record.at, write, typefaces);
}

async function onPages(
  head: SheetHead,
  blocks: readonly Block[],
  at: string,
  write: Write,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const pages: Shape[][] = [[]];
  let yMm = TOP_MM;
  for (const block of blocks) {
    if (yMm + block.heightMm > BOTTOM_MM && yMm > TOP_MM) {
      pages.push([]);
      yMm = TOP_MM;
    }
    pages.at(-1)?.push(...block.draw(yMm));
    yMm += block.heightMm;
  }
  const drawn = pages.map((shapes, index) => {
    const all = [...sheetHead(head, index + 1, pages.length, write), ...shapes];
    const plate = { layer: 'visible', ink: 'process', isGroup: false, shapes: all } as const;
    return { offset: { xMm: 0, yMm: 0 }, upsideDown: false, leastLineMm: 0, plates: [plate] };
  });
  const title = `${head.title.zh} / ${head.title.en}`;
  const createdAt = new Date(at);
  const pdf = await renderPages({ widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title, createdAt, pages: drawn }, typefaces);
  if (!pdf.ok) throw new Error(`a paper without a photo failed: ${pdf.error.kind}`);
  return pdf.value;
}

function dayFacts({ day }: CountSheet, write: Write): Block {
  const closed = `${beijing(day.closedAt ?? day.openedAt)}  ${day.closedBy ?? ''}`;
  const middle = WIDTH_MM / 2 + 4;
  return {
    heightMm: 24,
    draw: (yMm) => [
      ...fact(texts.opened, `${beijing(day.openedAt)}  ${day.openedBy}`, LEFT_MM, yMm, write),
      ...fact(texts.closed, day.isLate ? `${closed}  ${pair(texts.late)}` : closed, middle, yMm, write),
      ...(day.untested === null
        ? fact(texts.testCard, day.testCard ?? pair(texts.none), LEFT_MM, yMm + 10, write)
        : fact(texts.untested, pair(untestedText(day.untested)), LEFT_MM, yMm + 10, write)),
      ...(day.note === null ? fact(texts.note, pair(texts.none), middle, yMm + 10, write) : []),
    ],
  };
}

/** As long as it was written: broken into lines, never narrowed until nobody can read it. */
function noteBlocks({ day: { note } }: CountSheet, write: Write, typefaces: Typefaces): readonly Block[] {
  if (note === null) return [];
  const said = paragraph(note.split('\n').join(' · '), { sizePt: 9, weight: 'medium' }, write, typefaces);
  return [
    {
      heightMm: said.heightMm + 8,
      draw: (yMm) => [
        ...write(pair(texts.note), LEFT_MM, yMm - 4, { sizePt: 6.5, colour: TEAL }),
        ...said.draw(yMm + 0.4),
      ],
    },
  ];
}

const LINE_MM = 4.4;

/** Across the page: the first line stands at its `yMm`. */
function paragraph(text: string, style: Style, write: Write, typefaces: Typefaces): Block {
  const widthMm = RIGHT_MM - LEFT_MM;
  const lines = wrapped(text, { widthMm, sizePt: style.sizePt }, typefaces);
  return {
    heightMm: lines.length * LINE_MM,
    draw: (yMm) => lines.flatMap((line, index) => write(line, LEFT_MM, yMm + index * LINE_MM, { ...style, widthMm })),
  };
}

const leftColumns: readonly Column[] = [
  { xMm: LEFT_MM, align: 'left', widthMm: 60 },
  { xMm: 96, align: 'right', widthMm: 16 },
];
const rightColumns: readonly Column[] = [
  { xMm: 112, align: 'left', widthMm: 62 },
  { xMm: RIGHT_MM, align: 'right', widthMm: 16 },
];

function balanceBlock({ day: { balance } }: CountSheet, write: Write): Block {
  if (balance === null) return { heightMm: 0, draw: () => [] };
  const came = (['opening', 'received', 'transferredIn', 'found', 'cameBack'] as const).map(
    (term) => [pair(texts[term]), String(balance[term])] as const,
  );
  const inOffice = blankPlaceSchema.options.filter((place) => place in balance.inOffice);
  const gone = blankPlaceSchema.options.filter((place) => place in balance.left);
  const accounted = [
    ...inOffice.map((place) => [pair(placeText(place)), String(balance.inOffice[place] ?? 0)] as const),
    ...gone.map((place) => [`${pair(placeText(place))} *`, String(balance.left[place] ?? 0)] as const),
  ];
  const sides = sidesOf(balance);
  const rows = Math.max(came.length, accounted.length);
  const endMm = 12 + rows * ROW_MM;
  return {
    heightMm: endMm + 16,
    draw: (yMm) => [
      ...section(texts.balance, yMm + 4, write),
      ...tableRow(leftColumns, [pair(texts.came)], yMm + 10, write, { sizePt: 7, colour: TEAL }),
      ...tableRow(rightColumns, [pair(texts.accounted)], yMm + 10, write, { sizePt: 7, colour: TEAL }),
      ...came.flatMap((row, index) => tableRow(leftColumns, row, yMm + 15.6 + index * ROW_MM, write)),
      ...accounted.flatMap((row, index) => tableRow(rightColumns, row, yMm + 15.6 + index * ROW_MM, write)),
      rule(LEFT_MM, 96, yMm + endMm + 1.6, GREY),
      rule(112, RIGHT_MM, yMm + endMm + 1.6, GREY),
      ...tableRow(leftColumns, [pair(texts.total), String(sides.came)], yMm + endMm + 6, write, { weight: 'bold' }),
      ...tableRow(rightColumns, [pair(texts.total), String(sides.accounted)], yMm + endMm + 6, write, {
        weight: 'bold',
      }),
      ...write(`* ${pair(texts.leftToday)}`, 112, yMm + endMm + 10.4, { sizePt: 6.5, colour: GREY }),
    ],
  };
}

const countColumns: readonly Column[] = [
  { xMm: LEFT_MM, align: 'left', widthMm: 70 },
  { xMm: 122, align: 'right', widthMm: 26 },
  { xMm: 157, align: 'right', widthMm: 26 },
  { xMm: RIGHT_MM, align: 'right', widthMm: 30 },
];
const occasions = { open: texts.atOpening, shift: texts.atShift, close: texts.atClose } as const;

function countBlocks(count: PaperCount, write: Write, typefaces: Typefaces): readonly Block[] {
  const differs = count.lines.some(({ ledger, counted }) => ledger !== counted);
  const words = [pair(texts.place), pair(texts.ledger), pair(texts.counted), pair(texts.difference)];
  const bodyMm = 15.6 + count.lines.length * ROW_MM;
  const explanation =
    count.explanation === null
      ? pair(texts.unexplained)
      : `${count.explanation.text}  (${count.explanation.by} + ${count.explanation.approvedBy})`;
  const colour = count.explanation === null ? RED : TEAL;
  const said = paragraph(`${pair(texts.explanation)}: ${explanation}`, { sizePt: 8, colour }, write, typefaces);
  return [
    {
      heightMm: bodyMm + (differs ? said.heightMm + 7.6 : 4),
      draw: (yMm) => [
        ...section(occasions[count.occasion], yMm + 4, write),
        ...write(`${beijing(count.at)}  ${count.by}`, LEFT_MM + 30, yMm + 4, { sizePt: 8 }),
        ...tableRow(countColumns, words, yMm + 10, write, { sizePt: 7, colour: TEAL }),
        ...count.lines.flatMap((line, index) => countRow(line, yMm + 15.6 + index * ROW_MM, write)),
        ...(differs ? said.draw(yMm + bodyMm + 3) : []),
      ],
    },
  ];
}

function countRow(
  { place, ledger, counted }: { place: BlankPlace; ledger: number; counted: number },
  yMm: number,
  write: Write,
): readonly Shape[] {
  const difference = counted - ledger;
  const shown = difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
  const style = difference === 0 ? {} : ({ weight: 'bold', colour: RED } as const);
  return tableRow(countColumns, [pair(placeText(place)), String(ledger), String(counted), shown], yMm, write, style);
}

function shiftBlocks({ shifts }: CountSheet, write: Write, typefaces: Typefaces): readonly Block[] {
  return shifts.map((shift, index) => {
    const text = `${beijing(shift.at)}  ${shift.givenBy} → ${shift.takenBy}  ${shift.note}`.trimEnd();
    const said = paragraph(text, { sizePt: 8.5 }, write, typefaces);
    const headMm = index === 0 ? 10 : 1;
    return {
      heightMm: headMm + said.heightMm + 1.6,
      draw: (yMm) => [...(index === 0 ? section(texts.shifts, yMm + 4, write) : []), ...said.draw(yMm + headMm)],
    };
  });
}

function closingBlock(
  declaration: (typeof texts)['declaration' | 'countDeclaration'],
  checkpoint: string,
  write: Write,
): Block {
  return { heightMm: CLOSING_MM, draw: (yMm) => closing(declaration, checkpoint, yMm + 5, write) };
}

function destructionFacts({ record }: DestructionRecord, write: Write): Block {
  const { at, actor, witness, method, count } = record;
  const words = (['zh', 'en'] as const).map((language) => codeText(language, 'destruction.method', method)).join(' / ');
  const middle = WIDTH_MM / 2 + 4;
  return {
    heightMm: 21,
    draw: (yMm) => [
      ...fact(texts.at, beijing(at), LEFT_MM, yMm, write),
      ...fact(texts.destroyed, `${actor} + ${witness}`, middle, yMm, write),
      ...fact(texts.method, words, LEFT_MM, yMm + 10, write),
      ...fact(texts.pieces, String(count), middle, yMm + 10, write),
    ],
  };
}

const blankColumns: readonly Column[] = [
  { xMm: LEFT_MM, align: 'left', widthMm: 12 },
  { xMm: LEFT_MM + 14, align: 'left', widthMm: 44 },
  { xMm: 80, align: 'left', widthMm: 44 },
  { xMm: 126, align: 'left', widthMm: 16 },
  { xMm: 146, align: 'left', widthMm: 46 },
];

function destroyedRows({ blanks }: DestructionRecord, write: Write): readonly Block[] {
  const heading: Block = {
    heightMm: 12,
    draw: (yMm) =>
      tableRow(
        blankColumns,
        ['', pair(texts.serial), pair(texts.from), pair(texts.envelope), pair(texts.reason)],
        yMm + 6,
        write,
        { sizePt: 7, colour: TEAL },
      ),
  };
  const rows = blanks.map(({ serial, from, envelope, reason }, index): Block => {
    const words = reason === '' ? '' : `${reasonWords(reason, 'zh')} / ${reasonWords(reason, 'en')}`;
    const cells = [String(index + 1), serial, pair(placeText(from)), envelope === null ? '' : `No. ${envelope}`, words];
    return { heightMm: ROW_MM, draw: (yMm) => tableRow(blankColumns, cells, yMm + 3, write) };
  });
  return [heading, ...rows];
}

function reasonWords(reason: string, language: 'zh' | 'en'): string {
  const words = codeText(language, 'stock.reason', reason);
  return words === reason ? codeText(language, 'setAside', reason) : words;
}
