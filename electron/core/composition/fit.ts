/**
 * Makes a text fit its place, in this order: smaller down to the least legible size, then condensed, then on two lines
 * (again smaller, then condensed), then refused. Nothing is ever cut off or abbreviated here: that is the authority's say.
 */

import type { Fit } from '../../../shared/model/template.ts';

export interface FittedLine {
  readonly text: string;
  readonly sizePt: number;
  readonly condense: number;
  /** Baseline. */
  readonly yMm: number;
}

export interface Place {
  readonly yMm: number;
  readonly widthMm: number;
  readonly sizePt: number;
  readonly fit: Fit;
}

/** Width in millimetres of a text at a size, uncondensed. */
export type Measure = (text: string, sizePt: number) => number;

const SIZE_STEP_PT = 0.25;

/** The lines as they are to be set; null when the text fits in no way that the template allows. */
export function fitText(text: string, place: Place, measure: Measure): readonly FittedLine[] | null {
  const { fit, widthMm } = place;
  const single = shrink([text], widthMm, { ...fit, sizePt: place.sizePt }, measure);
  if (single !== null) return [{ text, ...single, yMm: place.yMm }];
  const { broken } = fit;
  if (broken === null) return null;
  // One long word cannot be broken, but may shrink as far as two lines may.
  const lines = breakInTwo(text, (line) => measure(line, broken.sizePt), widthMm) ?? [text];
  const shrunk = shrink(lines, widthMm, broken, measure);
  if (shrunk === null) return null;
  return lines.map((line, index) => ({ text: line, ...shrunk, yMm: broken.yMm + index * broken.lineHeightMm }));
}

interface Limits {
  readonly sizePt: number;
  readonly minSizePt: number;
  readonly minCondense: number;
}

/** One size and one condensation for all lines together: smaller first, then narrower. */
function shrink(
  lines: readonly string[],
  widthMm: number,
  limits: Limits,
  measure: Measure,
): { readonly sizePt: number; readonly condense: number } | null {
  const widest = (size: number): number => Math.max(...lines.map((line) => measure(line, size)));
  const leastPt = Math.min(limits.minSizePt, limits.sizePt);
  for (let sizePt = limits.sizePt; sizePt > leastPt; sizePt -= SIZE_STEP_PT) {
    if (widest(sizePt) <= widthMm) return { sizePt, condense: 1 };
  }
  const condense = Math.min(1, widthMm / widest(leastPt));
  return condense >= limits.minCondense ? { sizePt: leastPt, condense } : null;
}

/**
 * Breaks after the comma between surname and given names when both parts fit as they are, else where the longer part is
 * shortest: after a blank or hyphen, or between Chinese characters. Null when there is no such place.
 */
function breakInTwo(text: string, width: (line: string) => number, widthMm: number): readonly [string, string] | null {
  let best: readonly [string, string] | null = null;
  let leastMm = Infinity;
  for (const at of breakPlaces(text)) {
    const parts = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()] as const;
    const longerMm = Math.max(width(parts[0]), width(parts[1]));
    if (parts[0].endsWith(',') && longerMm <= widthMm) return parts;
    if (longerMm < leastMm) {
      best = parts;
      leastMm = longerMm;
    }
  }
  return best;
}

/** Indexes at which a second line may begin. */
function breakPlaces(text: string): readonly number[] {
  const places: number[] = [];
  for (const match of text.matchAll(/[\s-]+(?=\S)|\p{Script=Han}(?=\p{Script=Han})/gu)) {
    if (match.index > 0) places.push(match.index + match[0].length);
  }
  return places;
}
