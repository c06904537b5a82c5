/** Draws a drawing list as PDF: two pages of 85.60 x 53.98 mm, the same bytes for the same drawing. */

import type { CardRenderer } from '../../core/ports.ts';
import type { Typefaces } from './typefaces.ts';

export function createCardRenderer(typefaces: Typefaces): CardRenderer {
  throw new Error(`not built yet ${String(typefaces)}`);
}
