/** Faces drawn before there is a place for them, at the size and with the layers that they will first be shown with. */

import type { PDFPageProxy } from 'pdfjs-dist';
import type { Layer } from '../../shared/model/printer-profile.ts';
import { drawFace, type DrawTask, type Part } from './draw-face.ts';
import { openAhead, type OpenPdf } from './pdf-pages.ts';

interface Prepared {
  readonly look: string;
  readonly task: DrawTask;
}

const prepared = new WeakMap<PDFPageProxy, Prepared>();
let usual: { readonly part: Part; readonly layers: ReadonlySet<Layer> } | null = null;

/**
 * Opens a card that is about to be shown and draws it, while the screen around it is still being made. Ends when it is
 * drawn, or stopped by the signal; a failure is for whoever shows the card.
 */
export async function prepareFaces(pdf: Uint8Array, signal: AbortSignal): Promise<void> {
  try {
    const open = await openAhead(pdf, signal);
    if (usual === null || signal.aborted) return;
    const { part, layers } = usual;
    const look = lookOf(part, layers);
    const tasks = open.pages.slice(0, 2).map((page) => {
      const task = drawFace(open, page, part, layers);
      prepared.set(page, { look, task });
      return task.done;
    });
    await Promise.allSettled(tasks);
  } catch {
    // Whoever shows it opens it too, and says that it is unreadable.
  }
}

/** From now on, at this size and with these layers. */
export function drawAheadLike(part: Part, layers: ReadonlySet<Layer>): void {
  usual = { part, layers };
}

/** The whole face: the one drawn ahead where it is the same, else drawn now. */
export function drawWhole(pdf: OpenPdf, page: PDFPageProxy, part: Part, layers: ReadonlySet<Layer>): DrawTask {
  const ready = prepared.get(page);
  prepared.delete(page);
  if (ready?.look === lookOf(part, layers)) return ready.task;
  ready?.task.cancel();
  return drawFace(pdf, page, part, layers);
}

function lookOf({ pageWidth }: Part, layers: ReadonlySet<Layer>): string {
  return `${pageWidth} ${[...layers].toSorted().join(' ')}`;
}
