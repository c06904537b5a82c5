/** The plates of a PDF page as Ghostscript separates them: what an offset press, or a card printer's panels, would get. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from './outside-tools.ts';

/** By the name of the ink; one byte a dot, 0 for none of it to 255. */
export type Plates = Readonly<Record<string, Uint8Array>>;

/** The plates of each page of a PDF file. */
export function platesOf(pdf: string, dpi: number): readonly Plates[] {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-plates-'));
  try {
    const output = `-sOutputFile=${join(folder, 'page%d.tif')}`;
    tool(
      'gs',
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-dSAFER',
      '-sDEVICE=tiffsep',
      '-sCompression=none',
      `-r${dpi}`,
      output,
      pdf,
    );
    const pages: Record<string, Uint8Array>[] = [];
    for (const file of readdirSync(folder)) {
      const [, page = '', ink = ''] = /^page(\d+)\((.+)\)\.tif$/.exec(file) ?? [];
      if (ink !== '') (pages[Number(page) - 1] ??= {})[ink] = inkOf(readFileSync(join(folder, file)));
    }
    return pages;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// TIFF 6.0 section 8.
const [STRIP_OFFSETS, STRIP_BYTES, PHOTOMETRIC] = [273, 279, 262];

/** The strips of an uncompressed grey TIFF, as how much ink: in most of them white is the larger number. */
function inkOf(tiff: Uint8Array): Uint8Array {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittle = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittle);
  const values = (tag: number): readonly number[] => {
    for (let entry = 0; entry < view.getUint16(directory, isLittle); entry += 1) {
      const at = directory + 2 + entry * 12;
      if (view.getUint16(at, isLittle) !== tag) continue;
      const size = view.getUint16(at + 2, isLittle) === 3 ? 2 : 4;
      const count = view.getUint32(at + 4, isLittle);
      const from = count * size <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
      const read = (place: number): number =>
        size === 2 ? view.getUint16(place, isLittle) : view.getUint32(place, isLittle);
      return Array.from({ length: count }, (_, index) => read(from + index * size));
    }
    throw new Error(`a TIFF without tag ${tag}`);
  };
  const lengths = values(STRIP_BYTES);
  const grey = Buffer.concat(values(STRIP_OFFSETS).map((at, index) => tiff.subarray(at, at + (lengths[index] ?? 0))));
  return values(PHOTOMETRIC)[0] === 0 ? grey : grey.map((value) => 255 - value);
}

/** The share of the page, 0 to 1, that has some of the ink. */
export function coverage(plate: Uint8Array | undefined): number {
  if (plate === undefined || plate.length === 0) return 0;
  return plate.reduce((dots, ink) => dots + (ink > 0 ? 1 : 0), 0) / plate.length;
}
