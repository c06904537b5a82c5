/** The renderer of card faces: one page a face, plates as the printer takes them, the same bytes for the same drawing. */

import type { CardRenderer } from '../../core/ports.ts';
import { renderPages } from './pages.ts';
import { pagesOf } from './plates.ts';
import type { Typefaces } from './typefaces.ts';

/** A fixed date makes the same drawing the same bytes; this one is the first day of the layout. */
const CREATED = new Date('2023-12-01T00:00:00Z');

/** A renderer for the faces of one drawing; a photo that cannot be embedded is `composition.photoUnusable`. */
export function createCardRenderer(typefaces: Typefaces): CardRenderer {
  return {
    render(drawing, printer) {
      const { widthMm, heightMm, title } = drawing;
      return renderPages({ widthMm, heightMm, title, createdAt: CREATED, pages: pagesOf(drawing, printer) }, typefaces);
    },
  };
}
