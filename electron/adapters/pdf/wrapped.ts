/** Breaks a sentence into lines: between words, or between ideographs. */

import { splitRuns, widthOfRuns } from '../../core/composition/runs.ts';
import type { Typefaces } from './typefaces.ts';

/** The lines of a text within a width; a word that is wider than that stays whole. */
export function wrapped(
  text: string,
  { widthMm, sizePt }: { readonly widthMm: number; readonly sizePt: number },
  { metrics }: Typefaces,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // A mark of punctuation stays with what it follows.
  for (const piece of text.match(/\p{Script=Han}\p{P}*|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []) {
    const runs = splitRuns((line + piece).trimEnd(), 'regular', metrics);
    const isTooWide = runs.kind === 'runs' && widthOfRuns(runs.runs, sizePt, 0, metrics) > widthMm;
    if (isTooWide && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
