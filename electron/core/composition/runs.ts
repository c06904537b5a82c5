/** Splits a text into runs of one typeface each: a card uses at least a Latin and a Chinese one. */

import type { TypefaceMetrics } from '../ports.ts';

export type Weight = Parameters<TypefaceMetrics['facesFor']>[1];

export interface Run {
  readonly text: string;
  readonly face: string;
}

export type Runs =
  { readonly kind: 'runs'; readonly runs: readonly Run[] } | { readonly kind: 'missing'; readonly character: string };

/** The best typeface for each code point, neighbours joined; or the first character that none can print. */
export function splitRuns(text: string, weight: Weight, metrics: TypefaceMetrics): Runs {
  const runs: Run[] = [];
  for (const character of text) {
    const faces = metrics.facesFor(character.codePointAt(0) ?? 0, weight);
    const best = faces[0];
    if (best === undefined) return { kind: 'missing', character };
    const last = runs.at(-1);
    const face = last !== undefined && faces.includes(last.face) && staysWithNeighbour(character) ? last.face : best;
    if (last?.face === face) runs[runs.length - 1] = { face, text: last.text + character };
    else runs.push({ face, text: character });
  }
  return { kind: 'runs', runs };
}

/** Marks sit on the letter before them, and a blank has no shape of its own. */
function staysWithNeighbour(character: string): boolean {
  return /^[\p{M}\s]$/u.test(character);
}

/** Width of the runs one after another, letter spacing between all characters included. */
export function widthOfRuns(
  runs: readonly Run[],
  sizePt: number,
  letterSpacingMm: number,
  metrics: TypefaceMetrics,
): number {
  let widthMm = 0;
  let characters = 0;
  for (const run of runs) {
    widthMm += metrics.widthMm(run.text, run.face, sizePt);
    characters += [...run.text].length;
  }
  return widthMm + Math.max(0, characters - 1) * letterSpacingMm;
}
