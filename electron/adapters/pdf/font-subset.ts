/**
 * A TrueType file with only the glyphs of one document, for embedding (ISO 32000-1 section 9.9). Glyphs are copied as they
 * lie in the original file; taking them apart and putting them together again would cost most of a card's time.
 */

import type { Font } from 'fontkit';

/** Tables that glyph programs need; copied whole where the font has them. */
const copiedTables = ['cvt ', 'fpgm', 'prep'] as const;

/** What pdfkit asks of a subset. */
export interface FontSubset {
  /** Not a CFF font: the outlines are TrueType's. */
  readonly cff: null;
  /** The glyph's number within the subset. */
  includeGlyph(glyph: number): number;
  /** The font file. */
  encode(): Uint8Array;
}

/** An empty subset: glyph 0, which stands for a missing character, is always its first (OpenType 1.9, `glyf`). */
export function createFontSubset(font: Font, file: Uint8Array): FontSubset {
  const glyphs: number[] = [];
  const places = new Map<number, number>();

  function includeGlyph(glyph: number): number {
    const known = places.get(glyph);
    if (known !== undefined) return known;
    places.set(glyph, glyphs.length);
    glyphs.push(glyph);
    return glyphs.length - 1;
  }

  includeGlyph(0);
  return { cff: null, includeGlyph, encode: () => encodeSubset(font, file, glyphs, includeGlyph) };
}

function encodeSubset(
  font: Font,
  file: Uint8Array,
  glyphs: readonly number[],
  includeGlyph: (glyph: number) => number,
): Uint8Array {
  const outlines: Uint8Array[] = [];
  // The list grows while it is walked: an accented letter brings the letter and the accent.
  for (let index = 0; index < glyphs.length; index += 1) {
    outlines.push(outlineOf(font, file, glyphs[index] ?? 0, includeGlyph));
  }
  const maxp = tableOf(font, file, 'maxp').slice();
  viewOf(maxp).setUint16(4, glyphs.length);
  const hhea = tableOf(font, file, 'hhea').slice();
  viewOf(hhea).setUint16(34, glyphs.length);
  const head = tableOf(font, file, 'head').slice();
  // Long offsets, as below.
  viewOf(head).setInt16(50, 1);
  const tables = new Map<string, Uint8Array>();
  for (const name of copiedTables) if (font.directory.tables[name]) tables.set(name, tableOf(font, file, name));
  tables.set('glyf', joined(outlines));
  tables.set('head', head);
  tables.set('hhea', hhea);
  tables.set('hmtx', metricsOf(font, file, glyphs));
  tables.set('loca', offsetsOf(outlines));
  tables.set('maxp', maxp);
  return fontFile(tables);
}

/** The bytes of one glyph; in one that is put together of others, their numbers become those of the subset. */
function outlineOf(font: Font, file: Uint8Array, glyph: number, includeGlyph: (glyph: number) => number): Uint8Array {
  const from = font.loca.offsets[glyph] ?? 0;
  const to = font.loca.offsets[glyph + 1] ?? from;
  const original = tableOf(font, file, 'glyf').subarray(from, to);
  if (original.length === 0 || viewOf(original).getInt16(0) >= 0) return original;
  const outline = original.slice();
  const view = viewOf(outline);
  let at = 10;
  for (let flags = MORE_COMPONENTS; (flags & MORE_COMPONENTS) !== 0;) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, includeGlyph(view.getUint16(at + 2)));
    at += 4 + ((flags & ARGUMENTS_ARE_WORDS) === 0 ? 2 : 4) + scaleLength(flags);
  }
  return outline;
}

// OpenType 1.9, `glyf`, component flags.
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;

function scaleLength(flags: number): number {
  if ((flags & HAS_SCALE) !== 0) return 2;
  if ((flags & HAS_TWO_SCALES) !== 0) return 4;
  return (flags & HAS_MATRIX) === 0 ? 0 : 8;
}

/** `hmtx`: glyphs beyond the last full entry share its width. */
function metricsOf(font: Font, file: Uint8Array, glyphs: readonly number[]): Uint8Array {
  const original = viewOf(tableOf(font, file, 'hmtx'));
  const full = font.hhea.numberOfMetrics;
  const metrics = new Uint8Array(glyphs.length * 4);
  const view = viewOf(metrics);
  for (const [index, glyph] of glyphs.entries()) {
    view.setUint16(index * 4, original.getUint16(Math.min(glyph, full - 1) * 4));
    view.setInt16(index * 4 + 2, original.getInt16(glyph < full ? glyph * 4 + 2 : full * 4 + (glyph - full) * 2));
  }
  return metrics;
}

/** `loca` in its long form. */
function offsetsOf(outlines: readonly Uint8Array[]): Uint8Array {
  const offsets = new Uint8Array((outlines.length + 1) * 4);
  const view = viewOf(offsets);
  let offset = 0;
  for (const [index, outline] of outlines.entries()) {
    view.setUint32(index * 4, offset);
    offset += padded(outline.length);
  }
  view.setUint32(outlines.length * 4, offset);
  return offsets;
}

/** The offset table, the directory in the order of names, and the tables, each on a boundary of four bytes. */
function fontFile(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const directory = new Uint8Array(12 + 16 * sorted.length);
  const view = viewOf(directory);
  const power = Math.floor(Math.log2(sorted.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * sorted.length - 16 * 2 ** power);
  let offset = directory.length;
  for (const [index, [name, table]] of sorted.entries()) {
    const at = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter += 1) view.setUint8(at + letter, name.charCodeAt(letter));
    view.setUint32(at + 4, checksum(table));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.length);
    offset += padded(table.length);
  }
  return joined([directory, ...sorted.map(([, table]) => table)]);
}

/** The sum of a table's 32-bit words, the last filled up with zeros. */
function checksum(table: Uint8Array): number {
  const view = viewOf(table.length === padded(table.length) ? table : joined([table]));
  let sum = 0;
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + padded(part.length), 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += padded(part.length);
  }
  return whole;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function tableOf(font: Font, file: Uint8Array, name: string): Uint8Array {
  const table = font.directory.tables[name];
  if (table === undefined) throw new Error(`${font.postscriptName} has no table ${name}`);
  return file.subarray(table.offset, table.offset + table.length);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
