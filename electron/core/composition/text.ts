/** Text elements: label and value, checked character by character, fitted, split into runs, placed. */

import type { ElementOf, Template } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { Cmyk, Layer, Point, TextRun } from './drawing.ts';
import { fieldNames, fieldText, type FieldSource } from './fields.ts';
import { fitText, type Measure } from './fit.ts';
import { inkOf } from './paint.ts';
import { splitRuns, widthOfRuns, type Weight } from './runs.ts';

export interface TextContext {
  readonly template: Template;
  readonly source: FieldSource;
  readonly metrics: TypefaceMetrics;
}

/** Everything about a line of text but its words. */
export interface LineStyle {
  readonly layer: Layer;
  readonly at: Point;
  readonly align: 'left' | 'centre' | 'right';
  readonly sizePt: number;
  readonly weight: Weight;
  readonly condense: number;
  readonly letterSpacingMm: number;
  readonly colour: Cmyk;
  readonly opacity: number;
  readonly rotationDegrees: number;
}

/** The runs of a label and its value. Fails with `composition.glyphMissing` or `composition.doesNotFit`. */
export function composeText(element: ElementOf<'text'>, context: TextContext): Result<readonly TextRun[]> {
  const { content } = element;
  const written = content.kind === 'fixed' ? content.text : fieldText(content.field, context.source);
  if (written === undefined) return ok([]);
  // A letter and a mark print as the letter with the mark, however they were typed (Unicode UAX 15).
  const value = written.normalize('NFC');
  const fieldName = content.kind === 'fixed' ? value : fieldNames[content.field];
  const label = composeLabel(element, context, fieldName);
  if (!label.ok) return label;

  const split = splitRuns(value, element.weight, context.metrics);
  if (split.kind === 'missing') return glyphMissing(split.character, fieldName);
  const measure = measureIn(element, context.metrics);
  const place = { yMm: element.at.yMm, widthMm: element.widthMm, sizePt: element.sizePt, fit: element.fit };
  const lines = fitText(value, place, measure);
  if (lines === null) return fail('composition.doesNotFit', { text: value, field: fieldName });

  const runs: TextRun[] = [...label.value];
  for (const line of lines) {
    const placed = placeLine(line.text, fieldName, context.metrics, {
      ...styleOf(element, context.template),
      at: { xMm: element.at.xMm, yMm: line.yMm },
      sizePt: line.sizePt,
      condense: line.condense,
    });
    if (!placed.ok) return placed;
    runs.push(...placed.value);
  }
  return ok(runs);
}

/** Widths grow with the size, so each text is taken apart only once however many sizes are tried. */
function measureIn({ weight, letterSpacingMm }: ElementOf<'text'>, metrics: TypefaceMetrics): Measure {
  const known = new Map<string, { readonly perPointMm: number; readonly spacingMm: number }>();
  return (text, sizePt) => {
    let width = known.get(text);
    if (width === undefined) {
      const parts = splitRuns(text, weight, metrics);
      if (parts.kind === 'missing') return Infinity;
      const spacingMm = widthOfRuns(parts.runs, 0, letterSpacingMm, metrics);
      width = { perPointMm: widthOfRuns(parts.runs, 1, 0, metrics), spacingMm };
      known.set(text, width);
    }
    return width.perPointMm * sizePt + width.spacingMm;
  };
}

function composeLabel(element: ElementOf<'text'>, context: TextContext, fieldName: string): Result<readonly TextRun[]> {
  const { label } = element;
  if (label === null) return ok([]);
  const style = { ...styleOf(element, context.template), ...label, align: 'left' as const };
  const colour = inkOf(context.template, label.ink);
  return placeLine(`${label.zh} / ${label.en}`, fieldName, context.metrics, { ...style, colour });
}

function styleOf(element: ElementOf<'text'>, template: Template): LineStyle {
  const { layer, at, align, sizePt, weight, letterSpacingMm, opacity } = element;
  const colour = inkOf(template, element.ink);
  return { layer, at, align, sizePt, weight, letterSpacingMm, opacity, colour, condense: 1, rotationDegrees: 0 };
}

/** One line set from its anchor: the runs one after another along its (perhaps turned) baseline. */
export function placeLine(
  text: string,
  fieldName: string,
  metrics: TypefaceMetrics,
  style: LineStyle,
): Result<readonly TextRun[]> {
  const split = splitRuns(text, style.weight, metrics);
  if (split.kind === 'missing') return glyphMissing(split.character, fieldName);
  const { align, at, condense, sizePt, letterSpacingMm, rotationDegrees } = style;
  const wholeMm = widthOfRuns(split.runs, sizePt, letterSpacingMm, metrics) * condense;
  const before = { left: 0, centre: wholeMm / 2, right: wholeMm }[align];
  const turn = (rotationDegrees * Math.PI) / 180;
  let alongMm = -before;
  const runs = split.runs.map((run): TextRun => {
    const start = { xMm: at.xMm + alongMm * Math.cos(turn), yMm: at.yMm - alongMm * Math.sin(turn) };
    const ownMm = widthOfRuns([run], sizePt, letterSpacingMm, metrics) + letterSpacingMm;
    alongMm += ownMm * condense;
    return {
      kind: 'text',
      layer: style.layer,
      text: run.text,
      face: run.face,
      sizePt,
      at: start,
      condense,
      letterSpacingMm: letterSpacingMm * condense,
      colour: style.colour,
      opacity: style.opacity,
      rotationDegrees,
    };
  });
  return ok(runs);
}

/** The character that no typeface has, as the person at the desk is told. */
export function glyphMissing(character: string, field: string): Result<never> {
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return fail('composition.glyphMissing', { character, codePoint: `U+${codePoint}`, field });
}
