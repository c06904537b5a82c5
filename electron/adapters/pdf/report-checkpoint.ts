/**
 * The checkpoint on a report: as the text that was signed, set to be typed again, and as a Data Matrix symbol with the same
 * bytes, so that a page in a binder can be held against the log years later.
 */

import type { Shape } from '../../core/composition/drawing.ts';
import type { AuditReport } from '../../../shared/audit/shown.ts';
import { reportTexts as texts } from '../../../shared/messages/audit-report.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { fill } from '../../../shared/messages/texts.ts';
import { checkpointSymbol, SYMBOL_MM } from './checkpoint-symbol.ts';
import { BLACK, GREY, rule, TEAL, type Write } from './paper.ts';
import { LEFT_MM, RIGHT_MM, type Block } from './report-parts.ts';
import { pair } from './paper-marks.ts';
import type { Typefaces } from './typefaces.ts';
import { wrapped } from './wrapped.ts';

const SYMBOL_LEFT_MM = RIGHT_MM - SYMBOL_MM;
const TEXT_WIDTH_MM = SYMBOL_LEFT_MM - LEFT_MM - 6;
/** Every sign of base64 gets as much room as any other, in groups of four. */
const PITCH_MM = 2;
const GROUP_MM = 2.4;
const GROUPS_A_LINE = Math.floor(TEXT_WIDTH_MM / (4 * PITCH_MM + GROUP_MM));
const LINE_MM = 4.6;

/** `checkpoint`: of the newest tree head. */
export function checkpointBlock(
  { checkpoint, verifierKey }: Pick<AuditReport, 'checkpoint' | 'verifierKey'>,
  write: Write,
  typefaces: Typefaces,
): Block {
  const lines = checkpoint.split('\n');
  const size = lines[1] ?? '';
  const said = (['zh', 'en'] as const).flatMap((language) =>
    wrapped(fill(texts.checkpointSays[language], { size }), { widthMm: TEXT_WIDTH_MM, sizePt: 7.5 }, typefaces).map(
      (text) => ({ text, colour: language === 'zh' ? BLACK : TEAL }),
    ),
  );
  const noteTopMm = said.length * 3.9 + 3;
  const note = noteLines(lines);
  const belowMm = Math.max(SYMBOL_MM, noteTopMm + note.reduce((sum, line) => sum + rowsOf(line) * LINE_MM, 0)) + 3;
  return {
    heightMm: belowMm + 42,
    draw(yMm) {
      let atMm = yMm + noteTopMm;
      const drawn = note.flatMap((line) => {
        const shapes = noteLine(line, atMm, write);
        atMm += rowsOf(line) * LINE_MM;
        return shapes;
      });
      return [
        ...said.flatMap(({ text, colour }, index) =>
          write(text, LEFT_MM, yMm + 2.6 + index * 3.9, { sizePt: 7.5, colour }),
        ),
        ...drawn,
        ...checkpointSymbol(checkpoint, SYMBOL_LEFT_MM, yMm),
        ...foot(verifierKey, yMm + belowMm, write),
      ];
    },
  };
}

/** One line of the note: plain words, and then base64 where it has any. */
interface NoteLine {
  readonly words: string;
  readonly base64: string;
}

function noteLines([origin = '', size = '', root = '', ...rest]: readonly string[]): readonly NoteLine[] {
  const signatures = rest.filter((line) => line !== '').map((line) => line.split(' '));
  return [
    { words: origin, base64: '' },
    { words: size, base64: '' },
    { words: '', base64: root },
    ...signatures.map(([dash = '', name = '', base64 = '']) => ({ words: `${dash} ${name}`, base64 })),
  ];
}

function rowsOf({ words, base64 }: NoteLine): number {
  return (words === '' ? 0 : 1) + Math.ceil(base64.length / (4 * GROUPS_A_LINE));
}

function noteLine({ words, base64 }: NoteLine, yMm: number, write: Write): readonly Shape[] {
  const topMm = yMm + (words === '' ? 0 : LINE_MM);
  return [
    ...write(words, LEFT_MM, yMm + 3, { sizePt: 9, weight: 'medium', widthMm: TEXT_WIDTH_MM }),
    ...[...base64].flatMap((sign, index) => {
      const [group, inGroup] = [Math.floor(index / 4), index % 4];
      const [row, column] = [Math.floor(group / GROUPS_A_LINE), group % GROUPS_A_LINE];
      const xMm = LEFT_MM + column * (4 * PITCH_MM + GROUP_MM) + (inGroup + 0.5) * PITCH_MM;
      // An I and an l are told apart by nothing else in this typeface.
      const weight = /[A-Z]/.test(sign) ? 'bold' : 'regular';
      return write(sign, xMm, topMm + 3 + row * LINE_MM, { sizePt: 8.5, weight, align: 'centre' });
    }),
  ];
}

function foot(verifierKey: string, yMm: number, write: Write): readonly Shape[] {
  const line = (xMm: number, widthMm: number, text: Bilingual): readonly Shape[] => [
    rule(xMm, xMm + widthMm, yMm + 34, BLACK),
    ...write(text.zh, xMm, yMm + 38, { sizePt: 7 }),
    ...write(text.en, xMm + widthMm, yMm + 38, { sizePt: 6.5, colour: TEAL, align: 'right' }),
  ];
  return [
    ...write(pair(texts.capitals), LEFT_MM, yMm + 2, { sizePt: 6.5, colour: GREY }),
    ...write(pair(texts.verifierKey), LEFT_MM, yMm + 7, { sizePt: 6.5, colour: TEAL }),
    ...write(verifierKey, LEFT_MM, yMm + 10.8, { sizePt: 7.5, widthMm: RIGHT_MM - LEFT_MM }),
    ...write(texts.check.zh, LEFT_MM, yMm + 16, { sizePt: 7.5 }),
    ...write(texts.check.en, LEFT_MM, yMm + 19.6, { sizePt: 6.5, colour: TEAL }),
    ...line(LEFT_MM, 80, texts.supervisorSignature),
    ...line(RIGHT_MM - 60, 60, texts.date),
  ];
}
