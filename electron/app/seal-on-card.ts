/** The seal on a card that is here as a file: a scan as PNG, or the PDF of a printed card, drawn as a scanner would see it. */

import { rasterise } from '../adapters/raster/rasterise.ts';
import { readSealImage } from '../adapters/seal-reader/seal-reader.ts';
import { fail, type Result } from '../../shared/result.ts';

/** What office scanners do, and the least at which a module of the seal is four dots. */
const SCAN_DPI = 300;

/** The bytes of the seal, on whichever face it is. Fails with `seal.unreadable`, naming `source`. */
export async function sealOnCard(file: Uint8Array, source: string): Promise<Result<Uint8Array>> {
  const pages = isPdf(file) ? await drawn(file) : [file];
  let last: Result<Uint8Array> = fail('seal.unreadable', { source });
  // The seal is on the emblem face, which comes second.
  for (const page of pages.toReversed()) {
    last = await readSealImage(page, source);
    if (last.ok) return last;
  }
  return last;
}

function isPdf(file: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(file.subarray(0, 5)) === '%PDF-';
}

/** No pages where the file only begins like a PDF. */
async function drawn(pdf: Uint8Array): Promise<readonly Uint8Array[]> {
  try {
    return await rasterise(pdf, SCAN_DPI);
  } catch {
    return [];
  }
}
