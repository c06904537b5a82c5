/** Which characters of a text no installed typeface can print. */

import type { TypefaceMetrics } from '../ports.ts';

/** The characters of `text` without a glyph in any typeface, each once, in order of first appearance; empty = all print. */
export function missingCharacters(text: string, metrics: TypefaceMetrics): readonly string[] {
  const missing = new Set<string>();
  for (const character of text) {
    const codePoint = character.codePointAt(0);
    if (codePoint !== undefined && metrics.facesFor(codePoint, 'regular').length === 0) missing.add(character);
  }
  return [...missing];
}
