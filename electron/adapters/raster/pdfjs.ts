/** pdf.js in Node: loaded when first needed, since commands that show no card should not wait for it. */

import type { PDFDocumentProxy } from 'pdfjs-dist';
import './missing-in-node20.ts';

/** Opens a PDF, runs `work` on it and lets it go again. Rejects for bytes that are no PDF. */
export async function withPdf<T>(pdf: Uint8Array, work: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    // pdf.js takes the bytes away to its worker; the caller keeps its own.
    data: pdf.slice(),
    useSystemFonts: false,
    // Half a card must never pass for a whole one.
    stopAtErrors: true,
    verbosity: 0,
  });
  try {
    return await work(await task.promise);
  } finally {
    await task.destroy();
  }
}
