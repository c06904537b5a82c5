/** Microtext: whole copies of a line of the holder's own data along a course, each letter too small to copy. */

import type { ElementOf } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { stretchesOf, type Stretch } from './art/course.ts';
import type { Cmyk, TextRun } from './drawing.ts';
import { fieldText, type FieldSource } from './fields.ts';
import { inkOf } from './paint.ts';
import { clustersOf, splitRuns } from './runs.ts';
import { glyphMissing, type TextContext } from './text.ts';

/** Narrower than this no lens makes it legible. */
const LEAST_CONDENSE = 0.5;
const FIELD_NAME = '微缩文字 / microtext';

interface Letter {
  readonly text: string;
  readonly face: string;
  readonly widthMm: number;
}

/**
 * The runs of the text. Only whole copies are set, so that every copy says the whole. Fails with
 * `composition.glyphMissing`, or with `composition.doesNotFit` where not one copy has room.
 */
export function composeMicrotext(element: ElementOf<'microtext'>, context: TextContext): Result<readonly TextRun[]> {
  const text = filledIn(element.text, context.source);
  const letters = lettersOf(text, element, context);
  if (!letters.ok) return letters;
  const colour = inkOf(context.template, element.ink);
  const runs: TextRun[] = [];
  for (const stretch of stretchesOf(element)) {
    const line = fill(letters.value, stretch, element, colour);
    if (line === null) return fail('composition.doesNotFit', { text, field: FIELD_NAME });
    runs.push(...line);
  }
  return ok(runs);
}

/** The text with the holder's values in their places; what this holder has not is left out. */
function filledIn(text: string, source: FieldSource): string {
  return text
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name, source))
    .normalize('NFC')
    .replaceAll(/ {2,}/g, ' ');
}

function valueOf(name: string, source: FieldSource): string {
  switch (name) {
    case 'number':
    case 'formerNumber':
    case 'latinName':
    case 'birthDate':
    case 'validity':
      return fieldText(name, source) ?? '';
    default:
      return '';
  }
}

/** Each letter by itself: kerning is lost on letters that are a quarter of a millimetre wide. */
function lettersOf(
  text: string,
  { weight, sizePt }: ElementOf<'microtext'>,
  { metrics }: TextContext,
): Result<readonly Letter[]> {
  const split = splitRuns(text, weight, metrics);
  if (split.kind === 'missing') return glyphMissing(split.character, FIELD_NAME);
  const letters = split.runs.flatMap(({ text: run, face }) =>
    clustersOf(run).map((cluster) => ({ text: cluster, face, widthMm: metrics.widthMm(cluster, face, sizePt) })),
  );
  return ok(letters);
}

/** As many whole copies as the stretch has room for, what is left over spread between the letters; null = not one. */
function fill(
  copy: readonly Letter[],
  stretch: Stretch,
  element: ElementOf<'microtext'>,
  colour: Cmyk,
): readonly TextRun[] | null {
  const copyMm = copy.reduce((sum, letter) => sum + letter.widthMm, 0);
  const condense = Math.min(1, stretch.lengthMm / copyMm);
  if (condense < LEAST_CONDENSE) return null;
  const copies = Math.max(1, Math.floor(stretch.lengthMm / copyMm));
  const letters = Array.from({ length: copies }, () => copy).flat();
  const letterSpacingMm = Math.max(0, stretch.lengthMm - copies * copyMm) / letters.length;
  const runs: TextRun[] = [];
  let goneMm = 0;
  for (const piece of piecesOf(letters, letterSpacingMm, stretch.pieceMm)) {
    // From course to course: a piece that only touched its bend would stand off it at the end, and gape to the next.
    const place = stretch.at(goneMm);
    goneMm += piece.widthMm * condense;
    const end = stretch.at(Math.min(goneMm, stretch.lengthMm));
    runs.push({
      kind: 'text',
      layer: element.layer,
      text: piece.text,
      face: piece.face,
      sizePt: element.sizePt,
      at: place,
      condense,
      letterSpacingMm,
      colour,
      opacity: element.opacity,
      rotationDegrees: (Math.atan2(place.yMm - end.yMm, end.xMm - place.xMm) * 180) / Math.PI,
    });
  }
  return runs;
}

/** Neighbours of one typeface joined, to no more than `pieceMm` of length, spacing after each letter included. */
function piecesOf(letters: readonly Letter[], letterSpacingMm: number, pieceMm: number): readonly Letter[] {
  const pieces: Letter[] = [];
  for (const { text, face, widthMm } of letters) {
    const ownMm = widthMm + letterSpacingMm;
    const last = pieces.at(-1);
    if (last?.face !== face || last.widthMm + ownMm > pieceMm) pieces.push({ text, face, widthMm: ownMm });
    else pieces[pieces.length - 1] = { face, text: last.text + text, widthMm: last.widthMm + ownMm };
  }
  return pieces;
}
