/** Draws the shapes of a drawing list on a pdfkit page whose unit is a hundredth of a millimetre: vector but for the photo. */

import { deflateSync } from 'node:zlib';
import type {
  Cmyk,
  ImageShape,
  Paint,
  PathCommand,
  PathShape,
  Shape,
  TextRun,
} from '../../core/composition/drawing.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import { NO_REPETITIONS } from './fast-document.ts';
import type { DocumentObjects, Resources } from './objects.ts';
import { pathOperators, UNITS_PER_MM } from './path-operators.ts';
import type { Plate } from './plates.ts';
import { textOperators } from './text-operators.ts';
import type { Typefaces } from './typefaces.ts';

/** A plate of a page under way. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly objects: DocumentObjects;
  readonly typefaces: Typefaces;
  /** Operators that are not yet on the page. */
  readonly content: string[];
  /** The page's own. */
  readonly resources: Partial<Resources>;
  readonly plate: Plate;
  readonly leastLineMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Draws one shape; its typeface is registered already. A photo that cannot be embedded is `composition.photoUnusable`. */
export function drawShape(sheet: Sheet, shape: Shape): Result<void> {
  switch (shape.kind) {
    case 'text':
      drawText(sheet, shape);
      return ok(undefined);
    case 'path':
      drawPath(sheet, shape);
      return ok(undefined);
    case 'image':
      return drawImage(sheet, shape);
    default:
      return assertNever(shape);
  }
}

function drawText(sheet: Sheet, run: TextRun): void {
  const ink = inkOperator(sheet, run.colour, run.opacity, 'fill');
  const glyphs = textOperators(sheet.document, run, sheet.typefaces);
  sheet.content.push(`q ${opacityOperator(sheet, run.opacity)}${ink}${glyphs}\nQ`);
}

/** A long path, or one that blends inks, is an object of its own with its own resources; a short one stands on the page. */
function isLong(commands: readonly PathCommand[]): boolean {
  return commands.length > 200 || commands.some(({ op }) => op === 'curves');
}

function drawPath(sheet: Sheet, path: PathShape): void {
  if (path.fill === null && path.stroke === null) return;
  const fills = path.fill === null ? '' : paintOperator(sheet, path.fill, path.opacity, 'fill');
  const strokes = path.stroke === null ? '' : paintOperator(sheet, path.stroke.paint, path.opacity, 'stroke');
  const widthMm = path.stroke === null ? 0 : Math.max(path.stroke.widthMm, sheet.leastLineMm);
  const width = path.stroke === null ? '' : `${round(widthMm * UNITS_PER_MM)} w\n`;
  const style = `${fills}${strokes}${width}`;
  const finish = path.fill === null ? 'S' : path.stroke === null ? 'f' : 'B';
  const blends = path.fill?.kind === 'blend' || path.stroke?.paint.kind === 'blend';
  const opacity = opacityOperator(sheet, path.opacity);
  if (blends || isLong(path.commands)) {
    sheet.content.push(`q ${opacity}/${formOf(sheet, path, style, finish)} Do Q`);
  } else {
    const operators = pathOperators(`q ${opacity}${style}`, path.commands, `${finish} Q`);
    sheet.content.push(Buffer.from(operators.buffer).toString('latin1'));
  }
}

/** The name of a form XObject (ISO 32000-1 section 8.10) with the path. It inherits what the page has set: opacity, blend mode, line ends. */
function formOf(sheet: Sheet, path: PathShape, style: string, finish: string): string {
  const { document, objects, resources, plate } = sheet;
  const spot = plate.ink === 'spot' ? plate.layer : null;
  const patterns: Record<string, PDFKit.PDFKitReference> = {};
  if (path.fill?.kind === 'blend' && plate.ink !== 'black') patterns['fill'] = objects.blend(path.fill, spot);
  if (path.stroke?.paint.kind === 'blend' && plate.ink !== 'black') {
    patterns['stroke'] = objects.blend(path.stroke.paint, spot);
  }
  const inks = Object.entries(patterns).map(([use, pattern]) => `${use} ${pattern.id}`);
  // A sheet shows the same artwork many times; it is in the file once.
  const form = objects.form(path.commands, [spot, style, finish, ...inks].join(' '), () => {
    const made = document.ref({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [-BLEED, -BLEED, sheet.widthMm * UNITS_PER_MM + BLEED, sheet.heightMm * UNITS_PER_MM + BLEED],
      Resources: { Pattern: patterns, ...(spot !== null && { ColorSpace: { [spot]: objects.spot(spot) } }) },
      Filter: 'FlateDecode',
    });
    made.end(compressed(path.commands, style, finish));
    return made;
  });
  const name = `Path${form.id}`;
  (resources.XObject ??= {})[name] = form;
  return name;
}

/** Nothing is drawn farther outside the card. */
const BLEED = 20 * UNITS_PER_MM;

/** Artwork that is the same on every card comes as the same list; it is written out and compressed once. */
const written = new WeakMap<readonly PathCommand[], Map<string, Uint8Array>>();

function compressed(commands: readonly PathCommand[], style: string, finish: string): Uint8Array {
  const known = written.get(commands) ?? new Map<string, Uint8Array>();
  written.set(commands, known);
  const key = `${style}${finish}`;
  const bytes = known.get(key) ?? deflateSync(pathOperators(style, commands, finish), NO_REPETITIONS);
  known.set(key, bytes);
  return bytes;
}

function drawImage(sheet: Sheet, image: ImageShape): Result<void> {
  // A photo has no place on a plate of one ink.
  if (sheet.plate.ink !== 'process') return fail('composition.photoUnusable', { problem: image.layer });
  const { document } = sheet;
  const { at, frame } = image;
  // pdfkit writes to the page itself.
  flush(sheet);
  document.save();
  // From here to the end of the picture one unit is a millimetre.
  document.scale(UNITS_PER_MM);
  document.roundedRect(frame.at.xMm, frame.at.yMm, frame.widthMm, frame.heightMm, frame.cornerMm).clip();
  try {
    // pdfkit knows only Node's Buffer as bytes of a picture.
    const jpeg = Buffer.from(image.jpeg.buffer, image.jpeg.byteOffset, image.jpeg.byteLength);
    document.image(jpeg, at.xMm, at.yMm, { width: image.widthMm, height: image.heightMm });
  } catch {
    return fail('composition.photoUnusable', { problem: 'JPEG' });
  } finally {
    document.restore();
  }
  return ok(undefined);
}

/** Writes what is drawn so far onto the page. */
export function flush({ document, content }: Sheet): void {
  if (content.length > 0) document.addContent(Buffer.from(`${content.join('\n')}\n`, 'latin1'));
  content.length = 0;
}

/** On a plate of one ink, opacity is how much of the ink is laid down (`inkOperator`). */
function opacityOperator({ objects, resources, plate }: Sheet, opacity: number): string {
  if (plate.ink !== 'process' || opacity === 1) return '';
  const name = `Opacity${Math.round(opacity * 1000)}`;
  (resources.ExtGState ??= {})[name] ??= objects.opacity(opacity);
  return `/${name} gs `;
}

function paintOperator(sheet: Sheet, paint: Paint, opacity: number, use: 'fill' | 'stroke'): string {
  const first = paint.kind === 'flat' ? paint.colour : paint.stops[0]?.colour;
  if (first === undefined) throw new Error('a blend without inks');
  if (paint.kind === 'flat' || sheet.plate.ink === 'black') return inkOperator(sheet, first, opacity, use);
  return use === 'fill' ? '/Pattern cs /fill scn\n' : '/Pattern CS /stroke SCN\n';
}

/** ISO 32000-1 section 8.6.8. What a colour looks like means nothing to a plate of one ink. */
function inkOperator(sheet: Sheet, colour: Cmyk, opacity: number, use: 'fill' | 'stroke'): string {
  const { ink, layer } = sheet.plate;
  switch (ink) {
    case 'process':
      return `${colour.map(round).join(' ')} ${use === 'fill' ? 'k' : 'K'}\n`;
    case 'spot':
      return use === 'fill' ? `/${layer} cs ${round(opacity)} scn\n` : `/${layer} CS ${round(opacity)} SCN\n`;
    case 'black':
      return `0 0 0 ${round(opacity)} ${use === 'fill' ? 'k' : 'K'}\n`;
    default:
      return assertNever(ink);
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
