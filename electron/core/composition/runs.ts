/** Splits a text into runs of one typeface each: a card uses at least a Latin and a Chinese one. */

import type { TypefaceMetrics } from '../ports.ts';

export type Weight = Parameters<TypefaceMetrics['facesFor']>[1];

export interface Run {
  readonly text: string;
  readonly face: string;
}

export type Runs =
  { readonly kind: 'runs'; readonly runs: readonly Run[] } | { readonly kind: 'missing'; readonly character: string };

/**
 * A letter with the marks on it. Marks belong to the typeface of their letter: from another one they would stand beside it.
 */
export function clustersOf(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];
}

/** Controls, formats, lone surrogates, private use, unassigned, line and paragraph separators: nothing to print. */
const shapeless = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The best typeface for each letter with its marks, neighbours joined; or the first character that none can print. */
export function splitRuns(text: string, weight: Weight, metrics: TypefaceMetrics): Runs {
  const runs: Run[] = [];
  for (const cluster of clustersOf(text)) {
    const found = facesOf(cluster, weight, metrics);
    if (found.kind === 'missing') return found;
    const last = runs.at(-1);
    // A blank has no shape of its own and stays with the run before it.
    const stays = last !== undefined && /^\s$/u.test(cluster) && found.faces.includes(last.face);
    const face = stays ? last.face : found.best;
    if (last?.face === face) runs[runs.length - 1] = { face, text: last.text + cluster };
    else runs.push({ face, text: cluster });
  }
  return { kind: 'runs', runs };
}

type Faces =
  | { readonly kind: 'faces'; readonly faces: readonly string[]; readonly best: string }
  | { readonly kind: 'missing'; readonly character: string };

/** The typefaces that have every character of a cluster, best first. */
function facesOf(cluster: string, weight: Weight, metrics: TypefaceMetrics): Faces {
  let faces: readonly string[] | undefined;
  for (const character of cluster) {
    const covering = shapeless.test(character) ? [] : metrics.facesFor(character.codePointAt(0) ?? 0, weight);
    const common: readonly string[] = faces?.filter((face) => covering.includes(face)) ?? covering;
    if (common.length === 0) return { kind: 'missing', character };
    faces = common;
  }
  const best = faces?.[0];
  return faces === undefined || best === undefined
    ? { kind: 'missing', character: cluster }
    : { kind: 'faces', faces, best };
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
