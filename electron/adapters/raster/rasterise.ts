/** A PDF as pictures and as text: how tests, the demo and the reading of training plastic see a card. */

/** One PNG per page at `dpi` dots per inch. Rejects for bytes that are no PDF. */
export function rasterise(pdf: Uint8Array, dpi: number): Promise<readonly Uint8Array[]> {
  throw new Error(`not built yet ${pdf.length} ${dpi}`);
}

/** The text of each page, lines separated by `\n`. Rejects for bytes that are no PDF. */
export function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  throw new Error(`not built yet ${pdf.length}`);
}
