/** The bytes of a pdfkit document, once it has ended. */

/** Resolves after `document.end()`; rejects only on a bug of the drawing code. */
export async function finishedBytes(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
