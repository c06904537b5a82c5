/** Microtext: whole copies of a line of the holder's own data along a course, each letter too small to copy. */

import type { ElementOf } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { stretchesOf, type Stretch } from './art/course.ts';
import type { TextRun } from './drawing.ts';
import { fieldText, type FieldSource } from './fields.ts';
import { inkOf } from './paint.ts';
import { clustersOf, splitRuns, widthOfRuns } from './runs.ts';
import { glyphMissing, placeLine, type TextContext } from './text.ts';

/** Narrower than this no lens makes it legible. */
const LEAST_CONDENSE = 0.5;
const FIELD_NAME = '微缩文字 / microtext';

/**
 * The runs of the text. Only whole copies are set, so that every copy says the whole. Fails with
 * `composition.glyphMissing`, or with `composition.doesNotFit` where not one copy has room.
 */
export function composeMicrotext(element: ElementOf<'microtext'>, context: TextContext): Result<readonly TextRun[]> {
  const text = filledIn(element.text, context.source);
  const runs: TextRun[] = [];
  for (const stretch of stretchesOf(element.course)) {
    const filled = fill(text, element, stretch, context);
    if (!filled.ok) return filled;
    runs.push(...filled.value);
  }
  return ok(runs);
}

/** The text with the holder's values in their places; what this holder has not is left out. */
export function filledIn(text: string, source: FieldSource): string {
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

function fill(
  text: string,
  element: ElementOf<'microtext'>,
  stretch: Stretch,
  { metrics, template }: TextContext,
): Result<readonly TextRun[]> {
  const split = splitRuns(text, element.weight, metrics);
  if (split.kind === 'missing') return glyphMissing(split.character, FIELD_NAME);
  const copyMm = widthOfRuns(split.runs, element.sizePt, 0, metrics);
  const copies = Math.max(1, Math.floor(stretch.lengthMm / copyMm));
  const condense = Math.min(1, stretch.lengthMm / copyMm);
  if (condense < LEAST_CONDENSE) return fail('composition.doesNotFit', { text, field: FIELD_NAME });
  const clusters = clustersOf(text.repeat(copies));
  // What is left over is spread between the letters.
  const letterSpacingMm = Math.max(0, stretch.lengthMm - copies * copyMm) / clusters.length;
  const runs: TextRun[] = [];
  let goneMm = 0;
  for (const piece of piecesOf(clusters, (copyMm * copies) / clusters.length + letterSpacingMm, stretch.pieceMm)) {
    const { place, turnDegrees } = stretch.at(goneMm);
    const placed = placeLine(piece, FIELD_NAME, metrics, {
      layer: element.layer,
      at: place,
      align: 'left',
      sizePt: element.sizePt,
      weight: element.weight,
      condense,
      letterSpacingMm,
      colour: inkOf(template, element.ink),
      opacity: element.opacity,
      rotationDegrees: turnDegrees,
    });
    if (!placed.ok) return placed;
    runs.push(...placed.value);
    const parts = splitRuns(piece, element.weight, metrics);
    if (parts.kind === 'runs') {
      goneMm += (widthOfRuns(parts.runs, element.sizePt, letterSpacingMm, metrics) + letterSpacingMm) * condense;
    }
  }
  return ok(runs);
}

/** The text in pieces of about `pieceMm`, never within a letter and its marks. */
function piecesOf(clusters: readonly string[], clusterMm: number, pieceMm: number): readonly string[] {
  if (pieceMm === Infinity) return [clusters.join('')];
  const count = Math.max(1, Math.floor(pieceMm / clusterMm));
  return Array.from({ length: Math.ceil(clusters.length / count) }, (_, index) =>
    clusters.slice(index * count, (index + 1) * count).join(''),
  );
}
