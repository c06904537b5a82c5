/** A run of text as PDF operators (ISO 32000-1 section 9.4), its glyphs entered into the document's subset of the typeface. */

import type { TextRun } from '../../core/composition/drawing.ts';
import { UNITS_PER_MM } from './path-operators.ts';
import type { Typefaces } from './typefaces.ts';

const POINTS_PER_UNIT = 72 / 25.4 / UNITS_PER_MM;

/**
 * The operators that set the run on a page whose unit is a hundredth of a millimetre and whose y axis points down. Not
 * pdfkit's own `text`, which lays the words out anew for every card and moves the page's axes four times a run.
 */
export function textOperators(document: PDFKit.PDFDocument, run: TextRun, typefaces: Typefaces): string {
  document.font(run.face);
  const font = document._font;
  (document.page.resources.data.Font ??= {})[font.id] ??= font.ref();
  const turn = (run.rotationDegrees * Math.PI) / 180;
  const [along, down] = [Math.cos(turn), Math.sin(turn)];
  const matrix = [along * run.condense, -down * run.condense, -down, -along].map(fine);
  const at = [run.at.xMm, run.at.yMm].map((mm) => fine(mm * UNITS_PER_MM));
  const spacing = fine((run.letterSpacingMm * UNITS_PER_MM) / run.condense);
  return [
    'BT',
    `/${font.id} ${fine(run.sizePt / POINTS_PER_UNIT)} Tf ${spacing} Tc`,
    `${[...matrix, ...at].join(' ')} Tm`,
    shown(font, run, typefaces),
    'ET',
  ].join('\n');
}

/** The glyphs as hexadecimal strings, with what kerning and marks move in between, in thousandths of an em. */
function shown(font: PDFKit.EmbeddedFont, run: TextRun, typefaces: Typefaces): string {
  const perUnit = 1000 / typefaces.font(run.face).unitsPerEm;
  let operators = '[<';
  let rise = 0;
  for (const word of typefaces.words(run.text, run.face)) {
    for (const [index, glyph] of word.glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = word.positions[index] ?? {};
      if (yOffset !== rise) {
        operators += `>] TJ ${fine((yOffset * perUnit * run.sizePt) / POINTS_PER_UNIT / 1000)} Ts [<`;
        rise = yOffset;
      }
      if (xOffset !== 0) operators += `>${fine(-xOffset * perUnit)}<`;
      operators += entered(font, glyph, perUnit);
      const after = xAdvance - glyph.advanceWidth - xOffset;
      if (after !== 0) operators += `>${fine(-after * perUnit)}<`;
    }
  }
  return `${operators}>] TJ${rise === 0 ? '' : ' 0 Ts'}`;
}

/** The glyph's number in the subset, four hexadecimal digits. Its width and its character are written with the font. */
function entered(
  font: PDFKit.EmbeddedFont,
  { id, codePoints, advanceWidth }: ReturnType<Typefaces['words']>[number]['glyphs'][number],
  perUnit: number,
): string {
  const place = font.subset.includeGlyph(id);
  font.widths[place] ??= advanceWidth * perUnit;
  font.unicode[place] ??= codePoints;
  return place.toString(16).padStart(4, '0');
}

function fine(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
