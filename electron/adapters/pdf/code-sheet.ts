/**
 * A sealed code on paper: A4, folded twice so that the code lies inside, what it is for and who sealed it outside. The
 * second page goes on the back: nothing is read through the paper.
 */

import type { Shape } from '../../core/composition/drawing.ts';
import {
  codeSheetPurposes,
  codeSheetSteps,
  codeSheetTexts as texts,
  codeSheetTitles,
} from '../../../shared/messages/code-sheet.ts';
import type { CodeSheet } from '../../../shared/model/code-sheet.ts';
import { renderPages } from './pages.ts';
import { BLACK, GREY, RED, rule, TEAL, writerOf, type Style, type Write } from './paper.ts';
import { beijing, pair, specimenAcross, stars } from './paper-marks.ts';
import { fact, HEIGHT_MM, LEFT_MM, RIGHT_MM, section, WIDTH_MM } from './stock-sheet.ts';
import type { Typefaces } from './typefaces.ts';

/** Three parts of one height. */
const FIRST_FOLD_MM = 99;
const SECOND_FOLD_MM = 198;
const MIDDLE_MM = WIDTH_MM / 2;
const SECOND_COLUMN_MM = MIDDLE_MM + 4;

/** The same bytes for the same sheet. */
export async function renderCodeSheet(sheet: CodeSheet, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const front = [...outside(sheet, write), ...inside(sheet, write), ...use(sheet, write), ...specimen(sheet, write)];
  const pages = [front, back(write)].map((shapes) => {
    const plate = { layer: 'visible', ink: 'process', isGroup: false, shapes } as const;
    return { offset: { xMm: 0, yMm: 0 }, upsideDown: false, leastLineMm: 0, plates: [plate] };
  });
  const title = pair(codeSheetTitles[sheet.kind]);
  const createdAt = new Date(sheet.madeAt);
  const pdf = await renderPages({ widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title, createdAt, pages }, typefaces);
  if (!pdf.ok) throw new Error(`a paper without a photo failed: ${pdf.error.kind}`);
  return pdf.value;
}

/** What is read on the folded sheet. */
function outside({ kind, id, madeAt, office, officeName, workstation }: CodeSheet, write: Write): readonly Shape[] {
  const title = codeSheetTitles[kind];
  const purpose = codeSheetPurposes[kind];
  return [
    stars(LEFT_MM, 13.4),
    ...write(officeName.zh, LEFT_MM + 12, 17.6, { sizePt: 10, weight: 'bold', widthMm: 90 }),
    ...write(officeName.en, LEFT_MM + 12, 21.6, { sizePt: 7, colour: TEAL, widthMm: 90 }),
    ...write(texts.sealed.zh, RIGHT_MM, 17.6, { sizePt: 12, weight: 'bold', colour: RED, align: 'right' }),
    ...write(texts.sealed.en, RIGHT_MM, 21.6, { sizePt: 7, colour: RED, align: 'right' }),
    ...write(title.zh, MIDDLE_MM, 36, { sizePt: 20, weight: 'bold', align: 'centre', letterSpacingMm: 0.6 }),
    ...write(title.en, MIDDLE_MM, 42, { sizePt: 10, colour: TEAL, align: 'centre' }),
    ...write(purpose.zh, MIDDLE_MM, 51, { sizePt: 10, weight: 'medium', align: 'centre', widthMm: RIGHT_MM - LEFT_MM }),
    ...write(purpose.en, MIDDLE_MM, 55.6, { sizePt: 7.5, colour: TEAL, align: 'centre', widthMm: RIGHT_MM - LEFT_MM }),
    ...fact(texts.office, `${office} · ${pair(texts.workstation)} ${workstation}`, LEFT_MM, 64, write),
    ...fact(texts.madeAt, `${beijing(madeAt)}  ${pair(texts.timeZone)}`, SECOND_COLUMN_MM, 64, write),
    ...fact(texts.number, id.slice(0, 12).toUpperCase(), LEFT_MM, 76, write),
    ...write(pair(texts.sealedBy), SECOND_COLUMN_MM, 76, { sizePt: 6.5, colour: TEAL }),
    rule(SECOND_COLUMN_MM, MIDDLE_MM + 42, 89, BLACK),
    rule(MIDDLE_MM + 48, RIGHT_MM, 89, BLACK),
    ...fold(FIRST_FOLD_MM, write),
  ];
}

function inside({ code }: CodeSheet, write: Write): readonly Shape[] {
  const groups = code.split('-');
  const check = groups.at(-1) ?? '';
  const letters = groups.slice(0, -1);
  const stepMm = (RIGHT_MM - LEFT_MM - 14) / letters.length;
  const big: Style = { sizePt: 19, weight: 'bold', letterSpacingMm: 0.7, widthMm: stepMm - 5 };
  return [
    ...letters.flatMap((group, index) =>
      write(group, LEFT_MM + (index + 0.5) * stepMm, 148, { ...big, align: 'centre' }),
    ),
    ...write(check, RIGHT_MM, 148, { ...big, align: 'right' }),
    rule(LEFT_MM, RIGHT_MM, 153, TEAL),
    ...write(pair(texts.check), RIGHT_MM, 157.4, { sizePt: 6.5, colour: TEAL, align: 'right' }),
    ...write(pair(texts.once), LEFT_MM, 157.4, { sizePt: 6.5, colour: TEAL }),
    ...write(texts.signs.zh, LEFT_MM, 168, { sizePt: 9 }),
    ...write(texts.signs.en, LEFT_MM, 172.6, { sizePt: 7, colour: TEAL }),
    ...fold(SECOND_FOLD_MM, write),
  ];
}

function use({ kind }: CodeSheet, write: Write): readonly Shape[] {
  const wide = RIGHT_MM - LEFT_MM;
  return [
    ...section(texts.use, 213, write),
    ...codeSheetSteps[kind].flatMap(({ zh, en }, index) => [
      ...write(zh, LEFT_MM, 222 + index * 12, { sizePt: 9, weight: 'medium', widthMm: wide }),
      ...write(en, LEFT_MM, 226.6 + index * 12, { sizePt: 7, colour: TEAL, widthMm: wide }),
    ]),
    ...write(pair(texts.openedBy), LEFT_MM, 266, { sizePt: 6.5, colour: TEAL }),
    rule(LEFT_MM, RIGHT_MM, 280, BLACK),
  ];
}

function fold(yMm: number, write: Write): readonly Shape[] {
  const dashes = Array.from({ length: 24 }, (_, index) => rule(6 + index * 8.3, 10 + index * 8.3, yMm, GREY));
  return [...dashes, ...write(pair(texts.fold), RIGHT_MM, yMm - 1.4, { sizePt: 6, colour: GREY, align: 'right' })];
}

/** Signs of the same kind and size behind the code. */
function back(write: Write): readonly Shape[] {
  const signs = '7K2ZQ9XH4TB0WM8RD5VJ3NPC6YFGAE1S';
  const lines = Array.from({ length: 18 }, (_, line) => {
    const at = (line * 5) % signs.length;
    const turned = signs.slice(at) + signs + signs.slice(0, 4);
    return write(turned.slice(0, signs.length + 4), 10, FIRST_FOLD_MM + 6 + line * 5.2, {
      sizePt: 20,
      weight: 'bold',
      colour: GREY,
      letterSpacingMm: 0.6,
      widthMm: WIDTH_MM - 20,
    });
  });
  return lines.flat();
}

function specimen({ live }: CodeSheet, write: Write): readonly Shape[] {
  if (live) return [];
  return specimenAcross(write, MIDDLE_MM + 8, HEIGHT_MM / 2 + 10, { sizePt: 76, opacity: 0.12, rotationDegrees: 50 });
}
