/** A PDF of pages that hold drawing lists: typefaces subset and embedded, the same bytes for the same pages. */

import { once } from 'node:events';
import { ok, type Result } from '../../../shared/result.ts';
import { FastDocument } from './fast-document.ts';
import { documentObjects } from './objects.ts';
import { pathOperators, UNITS_PER_MM } from './path-operators.ts';
import type { Page, Placement } from './plates.ts';
import { drawShape, flush, type Sheet } from './shapes.ts';
import type { Typefaces } from './typefaces.ts';

const POINTS_PER_MM = 72 / 25.4;

export interface Pages {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly title: string;
  /** Part of the bytes, and of the file identifier that pdfkit derives from it. */
  readonly createdAt: Date;
  readonly pages: readonly Page[];
}

/** The bytes of the PDF; a photo that cannot be embedded is `composition.photoUnusable`. */
export async function renderPages(pages: Pages, typefaces: Typefaces): Promise<Result<Uint8Array>> {
  const size: [number, number] = [pages.widthMm * POINTS_PER_MM, pages.heightMm * POINTS_PER_MM];
  const document = new FastDocument({
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
  const objects = documentObjects(document);
  let drawn: Result<void> = ok(undefined);
  for (const page of pages.pages) if (drawn.ok) drawn = drawPage({ document, objects, typefaces, ...pages }, page);
  objects.finish();
  document.end();
  const finished = await bytes;
  return drawn.ok ? ok(finished) : drawn;
}

type Drawing = Pick<Sheet, 'document' | 'objects' | 'typefaces' | 'widthMm' | 'heightMm'>;

function drawPage(drawing: Drawing, page: Page): Result<void> {
  const { document, widthMm, heightMm } = drawing;
  document.addPage();
  document.save();
  if (page.upsideDown) document.translate(widthMm * POINTS_PER_MM, heightMm * POINTS_PER_MM).scale(-1);
  const { xMm, yMm } = page.offset;
  document.scale(POINTS_PER_MM / UNITS_PER_MM).translate(xMm * UNITS_PER_MM, yMm * UNITS_PER_MM);
  document.lineCap('round').lineJoin('round');
  const resources = document.page.resources.data;
  for (const plate of page.plates) {
    const drawn = drawPlate({ ...drawing, resources, plate, leastLineMm: page.leastLineMm, content: [] });
    if (!drawn.ok) return drawn;
  }
  document.restore();
  return ok(undefined);
}

function drawPlate(sheet: Sheet): Result<void> {
  const { objects, resources, plate, content } = sheet;
  const group = plate.isMeasure === true ? 'grid' : plate.layer;
  if (plate.isGroup) {
    (resources.Properties ??= {})[group] = objects.group(group);
    content.push(`/OC /${group} BDC`);
  }
  content.push('q');
  if (plate.placed !== undefined) content.push(placing(plate.placed));
  if (plate.ink === 'spot') {
    (resources.ExtGState ??= {})['LayOver'] = objects.layOver();
    (resources.ColorSpace ??= {})[plate.layer] = objects.spot(plate.layer);
    content.push('/LayOver gs');
  }
  for (const shape of plate.shapes) {
    const drawn = drawShape(sheet, shape);
    if (!drawn.ok) return drawn;
  }
  content.push('Q');
  if (plate.isGroup) content.push('EMC');
  flush(sheet);
  return ok(undefined);
}

/** ISO 32000-1 sections 8.3.3 and 8.5.4. */
function placing({ at, scale, clip }: Placement): string {
  const matrix = `${scale} 0 0 ${scale} ${at.xMm * UNITS_PER_MM} ${at.yMm * UNITS_PER_MM} cm\n`;
  if (clip === null) return matrix;
  return Buffer.from(pathOperators(matrix, clip, 'W n')).toString('latin1');
}

function registerFaces(document: PDFKit.PDFDocument, pages: Pages, typefaces: Typefaces): void {
  const shapes = pages.pages.flatMap((page) => page.plates.flatMap((plate) => plate.shapes));
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
