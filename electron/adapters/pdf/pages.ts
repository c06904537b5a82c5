/** A PDF of pages that hold drawing lists: typefaces subset and embedded, the same bytes for the same pages. */

import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import type { Point, Shape } from '../../core/composition/drawing.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { drawShape, MM_TO_POINT } from './shapes.ts';
import type { Typefaces } from './typefaces.ts';

export interface Pages {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly title: string;
  /** Part of the bytes, and of the file identifier that pdfkit derives from it. */
  readonly createdAt: Date;
  readonly pages: readonly { readonly offset: Point; readonly shapes: readonly Shape[] }[];
}

/** The bytes of the PDF; a photo that cannot be embedded is `composition.photoUnusable`. */
export async function renderPages(pages: Pages, typefaces: Typefaces): Promise<Result<Uint8Array>> {
  const size: [number, number] = [pages.widthMm * MM_TO_POINT, pages.heightMm * MM_TO_POINT];
  const document = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    // No standard typeface is ever opened: everything that prints is embedded.
    font: '',
    pdfVersion: '1.7',
    lang: 'zh-CN',
    info: { Title: pages.title, Creator: 'Starcard', Producer: 'Starcard', CreationDate: pages.createdAt },
  });
  const bytes = finishedBytes(document);
  registerFaces(document, pages, typefaces);
  let drawn: Result<void> = ok(undefined);
  for (const page of pages.pages) {
    document.addPage();
    document.save();
    // From here on one unit is a millimetre.
    document.scale(MM_TO_POINT).translate(page.offset.xMm, page.offset.yMm).lineCap('round').lineJoin('round');
    for (const shape of page.shapes) if (drawn.ok) drawn = drawShape(document, shape);
    document.restore();
  }
  document.end();
  const finished = await bytes;
  return drawn.ok ? ok(finished) : drawn;
}

function registerFaces(document: PDFKit.PDFDocument, pages: Pages, typefaces: Typefaces): void {
  const shapes = pages.pages.flatMap((page) => page.shapes);
  const names = new Set(shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.face] : [])));
  for (const name of names) document.registerFont(name, typefaces.font(name));
}

/** Resolves after `document.end()`; rejects only on a bug of the drawing code. */
async function finishedBytes(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  await once(document, 'end');
  return new Uint8Array(Buffer.concat(chunks));
}
