/** Draws a part of a card's page with the layers that are switched on; under the lamp, what fluoresces shines in the dark. */

import type { PDFPageProxy } from 'pdfjs-dist';
import type { Layer } from '../../shared/model/printer-profile.ts';
import { INTENT, type OpenPdf } from './pdf-pages.ts';

/** Device pixels: how wide the whole page is drawn, and which part of it. */
export interface Part {
  readonly pageWidth: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A drawing under way, which may be given up. */
export interface DrawTask {
  readonly done: Promise<HTMLCanvasElement>;
  cancel(): void;
}

const WHITE = '#ffffff';
/** What is clear, as the overlay is, shows on grey; on white it hardly would. */
const GREY = '#8f99a3';

/** With `uv` the card lies under an ultraviolet lamp: the print is seen dimly, and only the fluorescent ink shines. */
export function drawFace(pdf: OpenPdf, page: PDFPageProxy, part: Part, layers: ReadonlySet<Layer>): DrawTask {
  const plain = new Set([...layers].filter((layer) => layer !== 'uv'));
  const isUnderLamp = layers.has('uv') && pdf.layers.has('uv');
  const card = plain.has('visible') || isUnderLamp ? WHITE : GREY;
  const drawings = isUnderLamp
    ? [drawLayers(pdf, page, part, plain, card), drawLayers(pdf, page, part, new Set(['uv']), 'rgba(0, 0, 0, 0)')]
    : [drawLayers(pdf, page, part, plain, card)];
  return {
    done: Promise.all(drawings.map((drawing) => drawing.done)).then(([print, glow]) => {
      if (print === undefined) throw new Error('nothing was drawn');
      return glow === undefined ? print : underLamp(print, plain.has('visible') ? 0.2 : 0, glow);
    }),
    cancel() {
      for (const drawing of drawings) drawing.cancel();
    },
  };
}

function drawLayers(
  pdf: OpenPdf,
  page: PDFPageProxy,
  { pageWidth, left, top, width, height }: Part,
  layers: ReadonlySet<Layer>,
  background: string,
): DrawTask {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const scale = pageWidth / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale, offsetX: -left, offsetY: -top });
  // The context and not the canvas: of a canvas, pdf.js would make an opaque context.
  const canvasContext = canvas.getContext('2d');
  if (canvasContext === null) throw new Error('no canvas to draw on');
  const task = page.render({
    canvas: null,
    canvasContext,
    viewport,
    background,
    intent: INTENT,
    optionalContentConfigPromise: pdf.showing(layers),
  });
  return { done: task.promise.then(() => canvas), cancel: () => task.cancel() };
}

/** Near black, the print as faint as a dark room leaves it, and the ink brighter than paper could be. */
function underLamp(print: HTMLCanvasElement, printShare: number, glow: HTMLCanvasElement): HTMLCanvasElement {
  const dark = document.createElement('canvas');
  dark.width = print.width;
  dark.height = print.height;
  const context = dark.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.fillStyle = '#070714';
  context.fillRect(0, 0, dark.width, dark.height);
  context.globalAlpha = printShare;
  context.drawImage(print, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'lighter';
  context.drawImage(shining(glow), 0, 0);
  return dark;
}

/** The ink's alpha in the colour in which most such panels shine; what a file states for proofs on paper is pale. */
function shining(ink: HTMLCanvasElement): HTMLCanvasElement {
  const context = ink.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = '#a8f03c';
  context.fillRect(0, 0, ink.width, ink.height);
  return ink;
}
