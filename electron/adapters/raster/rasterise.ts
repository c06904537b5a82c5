/** A PDF as pictures and as text: what the demo leaves behind, what tests compare, how training plastic is read. */

import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist';
import { withPdf } from './pdfjs.ts';

/** One PNG per page at `dpi` dots per inch. Rejects for bytes that are no PDF or cannot be drawn whole. */
export async function rasterise(pdf: Uint8Array, dpi: number): Promise<readonly Uint8Array[]> {
  return eachPage(pdf, async (page) => {
    const viewport = page.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pdf.js's types know the page's canvas only; this one draws the same
    const target = canvas as unknown as HTMLCanvasElement;
    await page.render({ canvas: target, viewport, background: 'white' }).promise;
    return new Uint8Array(canvas.toBuffer('image/png'));
  });
}

/**
 * The text of each page in drawing order, lines separated by `\n`; a turned text, such as SPECIMEN, is a line of its own.
 * Rejects for bytes that are no PDF.
 */
export async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  return eachPage(pdf, async (page) => {
    const { items } = await page.getTextContent();
    let text = '';
    let wasTurned = false;
    for (const item of items) {
      if (!('str' in item)) continue;
      // The second number of the text matrix is the sine of its turn (ISO 32000-1 section 8.3.3).
      const isTurned = item.transform[1] !== 0;
      if (isTurned !== wasTurned && text !== '' && !text.endsWith('\n')) text += '\n';
      wasTurned = isTurned;
      text += item.str + (item.hasEOL ? '\n' : '');
    }
    return text;
  });
}

/** One page after another: two at once would hold two big canvases. */
async function eachPage<T>(pdf: Uint8Array, work: (page: PDFPageProxy) => Promise<T>): Promise<readonly T[]> {
  return withPdf(pdf, async (document) => {
    const results: T[] = [];
    for (let number = 1; number <= document.numPages; number += 1)
      results.push(await work(await document.getPage(number)));
    return results;
  });
}
