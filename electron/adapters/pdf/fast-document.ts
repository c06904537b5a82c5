/**
 * pdfkit's document with its streams compressed fast. What a card holds besides photo and line work is a few words and
 * parts of typefaces: to compress them hard would take a tenth of a card's time and save some kilobytes.
 */

import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

const COMPRESSION = { level: 1 };

/** Shorter ones gain nothing worth the start of a compressor. */
const LEAST_BYTES = 600;

export class FastDocument extends PDFDocument {
  override ref(data: object): PDFKit.PDFKitReference {
    const reference = super.ref(data);
    const write = reference.finalize.bind(reference);
    reference.finalize = () => {
      if (reference.compress) compress(reference);
      write();
    };
    return reference;
  }
}

function compress(reference: PDFKit.PDFKitReference): void {
  reference.compress = false;
  const content = Buffer.concat(reference.buffer);
  if (content.length < LEAST_BYTES) {
    Reflect.deleteProperty(reference.data, 'Filter');
    return;
  }
  reference.buffer = [deflateSync(content, COMPRESSION)];
}
