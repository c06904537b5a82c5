/**
 * pdfkit's document with its streams compressed fast. What a card holds besides photo and line work is a few words and
 * parts of typefaces: to compress them hard would take a tenth of a card's time and save some kilobytes.
 */

import { constants, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

const FAST = { level: 1 };

/**
 * For what hardly repeats itself, such as the digits of line work: to look for repetitions takes five times as long and
 * saves a fifth.
 */
export const NO_REPETITIONS = { level: 1, strategy: constants.Z_HUFFMAN_ONLY };

/** Shorter ones gain nothing worth the start of a compressor. */
const LEAST_BYTES = 600;

export class FastDocument extends PDFDocument {
  override ref(data: object): PDFKit.PDFKitReference {
    const reference = super.ref(isPicture(data) ? { ...data, Interpolate: true } : data);
    const write = reference.finalize.bind(reference);
    reference.finalize = () => {
      if (reference.compress) compress(reference);
      write();
    };
    return reference;
  }
}

/** ISO 32000-1 section 8.9.5.3: dots between a photo's pixels are blended, else its edges are stairs on a fine printer. */
function isPicture(data: unknown): data is object {
  // pdfkit makes references to nothing too, to fill in later.
  return typeof data === 'object' && data !== null && 'Subtype' in data && data.Subtype === 'Image';
}

function compress(reference: PDFKit.PDFKitReference): void {
  reference.compress = false;
  const content = Buffer.concat(reference.buffer);
  if (content.length < LEAST_BYTES) {
    Reflect.deleteProperty(reference.data, 'Filter');
    return;
  }
  // A TrueType file begins with a zero, nothing else here does; outlines of glyphs repeat as little as line work.
  reference.buffer = [deflateSync(content, content[0] === 0 ? NO_REPETITIONS : FAST)];
}
