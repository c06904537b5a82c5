/** A PDF as pictures: what tests compare and the demo leaves behind. */

import { createCanvas } from '@napi-rs/canvas';
import { withPdf } from './pdfjs.ts';

/** One PNG per page at `dpi` dots per inch. Rejects for bytes that are no PDF. */
export async function rasterise(pdf: Uint8Array, dpi: number): Promise<readonly Uint8Array[]> {
  return withPdf(pdf, async (document) => {
    const pictures: Uint8Array[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: dpi / 72 });
      const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
      // The types of pdf.js know only the page's own canvas; this one draws the same.
      const target = canvas as unknown as HTMLCanvasElement;
      await page.render({ canvas: target, viewport, background: 'white' }).promise;
      pictures.push(new Uint8Array(canvas.toBuffer('image/png')));
    }
    return pictures;
  });
}
