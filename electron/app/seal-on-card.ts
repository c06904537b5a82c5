/**
 * What a 2-D symbol says that is here as a file, the seal on a card or the checkpoint on a report: a scan as PNG, or the PDF
 * that was printed, drawn as a scanner would see it.
 */

import { rasterise } from '../adapters/raster/rasterise.ts';
import { readSealImage } from '../adapters/seal-reader/seal-reader.ts';
import { fail, type Result } from '../../shared/result.ts';
import { bytesEqual, utf8Text } from '../core/chip/bytes.ts';

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

/** The text in the 2-D code of a report, or null where no page has one. */
export async function textOnPaper(file: Uint8Array, source: string): Promise<string | null> {
  // Scan or print, a report ends in its checkpoint, as a card ends in its seal.
  const bytes = await sealOnCard(file, source);
  return bytes.ok ? utf8Text(bytes.value) : null;
}

/** Whether that is worth trying: other files are text. */
export function isPicture(file: Uint8Array): boolean {
  return isPdf(file) || bytesEqual(file.subarray(0, PNG_SIGNATURE.length), PNG_SIGNATURE);
}

/** PNG, third edition, section 5.2. */
const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

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
