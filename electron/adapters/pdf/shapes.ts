/** Draws the shapes of a drawing list on a pdfkit page whose unit is the millimetre: vector but for the photo. */

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

export const MM_TO_POINT = 72 / 25.4;

/** Draws one shape; its typeface is registered already. A photo that cannot be embedded is `composition.photoUnusable`. */
export function drawShape(document: PDFKit.PDFDocument, shape: Shape): Result<void> {
  switch (shape.kind) {
    case 'text':
      drawText(document, shape);
      return ok(undefined);
    case 'path':
      drawPath(document, shape);
      return ok(undefined);
    case 'image':
      return drawImage(document, shape);
    default:
      return assertNever(shape);
  }
}

function drawText(document: PDFKit.PDFDocument, run: TextRun): void {
  document.save();
  document.translate(run.at.xMm, run.at.yMm);
  if (run.rotationDegrees !== 0) document.rotate(-run.rotationDegrees);
  if (run.condense !== 1) document.scale(run.condense, 1);
  document.font(run.face, run.sizePt / MM_TO_POINT).fillColor(ink(run.colour), run.opacity);
  document.text(run.text, 0, 0, {
    lineBreak: false,
    baseline: 'alphabetic',
    characterSpacing: run.letterSpacingMm / run.condense,
  });
  document.restore();
}

function drawPath(document: PDFKit.PDFDocument, path: PathShape): void {
  if (path.fill === null && path.stroke === null) return;
  document.save();
  if (path.fill !== null) document.fillColor(paintOf(document, path.fill), path.opacity);
  if (path.stroke !== null) {
    document.lineWidth(path.stroke.widthMm).strokeColor(paintOf(document, path.stroke.paint), path.opacity);
  }
  document.addContent(pathOperators(path.commands));
  document.addContent(path.fill === null ? 'S' : path.stroke === null ? 'f' : 'B');
  document.restore();
}

function drawImage(document: PDFKit.PDFDocument, image: ImageShape): Result<void> {
  const { frame } = image;
  document.save();
  document.roundedRect(frame.at.xMm, frame.at.yMm, frame.widthMm, frame.heightMm, frame.cornerMm).clip();
  try {
    // pdfkit knows only Node's Buffer as bytes of a picture.
    const jpeg = Buffer.from(image.jpeg.buffer, image.jpeg.byteOffset, image.jpeg.byteLength);
    document.image(jpeg, image.at.xMm, image.at.yMm, { width: image.widthMm, height: image.heightMm });
  } catch {
    return fail('composition.photoUnusable', { problem: 'JPEG' });
  } finally {
    document.restore();
  }
  return ok(undefined);
}

/** Artwork that is the same on every card comes as the same list; it is written out once. */
const written = new WeakMap<readonly PathCommand[], string>();

/** The operators of ISO 32000-1 section 8.5.2. */
function pathOperators(commands: readonly PathCommand[]): string {
  const known = written.get(commands);
  if (known !== undefined) return known;
  const operators = commands.map(operatorOf).join(' ');
  written.set(commands, operators);
  return operators;
}

function operatorOf(command: PathCommand): string {
  switch (command.op) {
    case 'move':
      return `${short(command.to.xMm)} ${short(command.to.yMm)} m`;
    case 'line':
      return `${short(command.to.xMm)} ${short(command.to.yMm)} l`;
    case 'curve': {
      const { c1, c2, to } = command;
      const numbers = [c1.xMm, c1.yMm, c2.xMm, c2.yMm, to.xMm, to.yMm];
      return `${numbers.map(short).join(' ')} c`;
    }
    case 'rect':
      return `${[command.at.xMm, command.at.yMm, command.widthMm, command.heightMm].map(fine).join(' ')} re`;
    case 'close':
      return 'h';
    default:
      return assertNever(command);
  }
}

/** To a hundredth of a millimetre: half a dot of a 1200 dpi printer. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A module of the seal is a third of a millimetre; its edges are kept to a thousandth. */
function fine(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** pdfkit counts the four inks in per cent. */
function ink(colour: Cmyk): [number, number, number, number] {
  const [cyan, magenta, yellow, black] = colour;
  return [cyan * 100, magenta * 100, yellow * 100, black * 100];
}

function paintOf(
  document: PDFKit.PDFDocument,
  paint: Paint,
): [number, number, number, number] | PDFKit.PDFLinearGradient {
  if (paint.kind === 'flat') return ink(paint.colour);
  const { from, to } = paint;
  const gradient = document.linearGradient(from.xMm, from.yMm, to.xMm, to.yMm);
  for (const stop of paint.stops) gradient.stop(stop.at, ink(stop.colour));
  return gradient;
}
