/** A PDF as pictures and as text: what the demo leaves behind, what tests compare, how training plastic is read. */

import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OptionalContentConfig } from 'pdfjs-dist/types/src/display/optional_content_config.js';
import { layerOfGroup, type Layer } from '../../../shared/model/printer-profile.ts';
import { withPdf } from './pdfjs.ts';

interface Shown {
  /** Only these layers of a card; every layer where it is left out. A PDF without layers is drawn whole. */
  readonly layers?: readonly Layer[];
  /** A CSS colour; white where it is left out. On `transparent` the pale spot inks can be told by their alpha alone. */
  readonly background?: string;
}

/** One PNG per page at `dpi` dots per inch. Rejects for bytes that are no PDF or cannot be drawn whole. */
export async function rasterise(
  pdf: Uint8Array,
  dpi: number,
  { layers, background = 'white' }: Shown = {},
): Promise<readonly Uint8Array[]> {
  return eachPage(pdf, async (page, document) => {
    const viewport = page.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pdf.js's types know the page's canvas only; this one draws the same
    const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D;
    const config = layers === undefined ? {} : { optionalContentConfigPromise: only(layers, document) };
    // The context and not the canvas: of a canvas, pdf.js would make an opaque context.
    await page.render({ canvas: null, canvasContext: context, viewport, background, ...config }).promise;
    return new Uint8Array(canvas.toBuffer('image/png'));
  });
}

/** pdf.js does not say what it lists. */
function groupsOf(config: OptionalContentConfig): Iterable<readonly [id: string, group: { readonly name: string }]> {
  return config;
}

/** pdf.js's list of what is switched on, with the other layers off. */
async function only(layers: readonly Layer[], document: PDFDocumentProxy): Promise<OptionalContentConfig> {
  const config = await document.getOptionalContentConfig();
  for (const [id, group] of groupsOf(config)) {
    const layer = layerOfGroup(group.name);
    if (layer !== undefined) config.setVisibility(id, layers.includes(layer), false);
  }
  return config;
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
async function eachPage<T>(
  pdf: Uint8Array,
  work: (page: PDFPageProxy, document: PDFDocumentProxy) => Promise<T>,
): Promise<readonly T[]> {
  return withPdf(pdf, async (document) => {
    const results: T[] = [];
    for (let number = 1; number <= document.numPages; number += 1)
      results.push(await work(await document.getPage(number), document));
    return results;
  });
}
