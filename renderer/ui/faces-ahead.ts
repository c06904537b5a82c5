/** Faces drawn before there is a place for them, at the size and with the layers of those before: shown once, where they fit. */

import type { PDFPageProxy } from 'pdfjs-dist';
import type { Layer } from '../../shared/model/printer-profile.ts';
import { drawFace, type DrawTask, type Part } from './draw-face.ts';
import { openingAhead, type OpenPdf } from './pdf-pages.ts';

interface Prepared {
  readonly look: string;
  readonly task: DrawTask;
}

const prepared = new WeakMap<PDFPageProxy, Prepared>();
let latest: { readonly part: Part; readonly layers: ReadonlySet<Layer> } | null = null;

/** Opens a card that is about to be shown and begins to draw it, while the screen around it is still being made. */
export function prepareFaces(pdf: Uint8Array): void {
  const opening = openingAhead(pdf);
  const wanted = latest;
  if (opening === null || wanted === null) return;
  const { part, layers } = wanted;
  opening
    .then((open) => {
      for (const page of open.pages.slice(0, 2)) {
        const task = drawFace(open, page, part, layers);
        // Whoever takes it hears of a failure; let go before that, it is of no interest.
        task.done.catch(() => undefined);
        prepared.set(page, { look: lookOf(part, layers), task });
      }
    })
    .catch(() => undefined);
}

/** The whole face: the one drawn ahead where it is the same, else drawn now. */
export function drawWhole(pdf: OpenPdf, page: PDFPageProxy, part: Part, layers: ReadonlySet<Layer>): DrawTask {
  latest = { part, layers };
  const ready = prepared.get(page);
  prepared.delete(page);
  if (ready?.look === lookOf(part, layers)) return ready.task;
  ready?.task.cancel();
  return drawFace(pdf, page, part, layers);
}

function lookOf({ pageWidth }: Part, layers: ReadonlySet<Layer>): string {
  return `${pageWidth} ${[...layers].toSorted().join(' ')}`;
}
