/** The typefaces of card and receipt: read once, asked for coverage and widths, handed to the renderer. */

import type { TypefaceMetrics } from '../../core/ports.ts';

export interface Typefaces {
  readonly metrics: TypefaceMetrics;
}

/** Reads every typeface from the installed packages; throws when one is not there (a broken installation). */
export function loadTypefaces(): Typefaces {
  throw new Error('not built yet');
}
