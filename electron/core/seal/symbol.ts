/**
 * Bytes as a Data Matrix symbol, ECC 200 (ISO/IEC 16022), in base 256 encodation: one square symbol, its modules as dark or
 * light. A seal on a card, a checkpoint on paper; what size a module has there, and the quiet zone of one module around the
 * symbol, is for who draws it.
 */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { placeCodewords } from './placement.ts';
import { checkCodewords } from './reed-solomon.ts';

/** A square of `size` by `size` modules, finder pattern included, quiet zone not. */
export interface SealSymbol {
  readonly size: number;
  /** Columns from the left, rows from the top. */
  isDark(column: number, row: number): boolean;
}

interface SymbolForm {
  /** Modules along one side. */
  readonly size: number;
  /** Data regions along one side, each with its own finder and timing pattern. */
  readonly regions: number;
  readonly data: number;
  readonly check: number;
  /** Reed-Solomon blocks; the codewords of several are interleaved. */
  readonly blocks: number;
}

/** ISO/IEC 16022 table 7: the square symbols from the smallest that can hold a seal on. */
const forms: readonly SymbolForm[] = [
  { size: 40, regions: 2, data: 114, check: 48, blocks: 1 },
  { size: 44, regions: 2, data: 144, check: 56, blocks: 1 },
  { size: 48, regions: 2, data: 174, check: 68, blocks: 1 },
  { size: 52, regions: 2, data: 204, check: 84, blocks: 2 },
  { size: 64, regions: 4, data: 280, check: 112, blocks: 2 },
  { size: 72, regions: 4, data: 368, check: 144, blocks: 4 },
  { size: 80, regions: 4, data: 456, check: 192, blocks: 4 },
  { size: 88, regions: 4, data: 576, check: 224, blocks: 4 },
  { size: 96, regions: 4, data: 696, check: 272, blocks: 4 },
  { size: 104, regions: 4, data: 816, check: 336, blocks: 6 },
];
/** The largest that a card has room for at 0.3 mm a module. */
const LARGEST_ON_CARD = 52;

/** The smallest square symbol for the bytes. Fails with `seal.tooLong` where none of at most 52 modules a side holds them. */
export function sealSymbol(bytes: Uint8Array): Result<SealSymbol> {
  const symbol = symbolUpTo(LARGEST_ON_CARD, bytes);
  return symbol === null ? fail('seal.tooLong', { bytes: bytes.length }) : ok(symbol);
}

/** The smallest square symbol for the bytes; null where none of at most 104 modules a side holds them (813 bytes). */
export function paperSymbol(bytes: Uint8Array): SealSymbol | null {
  return symbolUpTo(Number.POSITIVE_INFINITY, bytes);
}

function symbolUpTo(largest: number, bytes: Uint8Array): SealSymbol | null {
  const encoded = base256(bytes);
  const form = forms.find(({ size, data }) => size <= largest && data >= encoded.length);
  if (form === undefined) return null;
  const data = padded(encoded, form.data);
  const modules = placeCodewords(withCheck(data, form), form.size - 2 * form.regions);
  return { size: form.size, isDark: (column, row) => isDark(form, modules, column, row) };
}

/** ISO/IEC 16022 section 5.2.9: latch, length in one or two bytes, data; all but the latch are randomised (annex B.2). */
function base256(bytes: Uint8Array): Uint8Array {
  const length = bytes.length < 250 ? [bytes.length] : [Math.floor(bytes.length / 250) + 249, bytes.length % 250];
  const hidden = [...length, ...bytes].map((value, index) => {
    // Positions count from 1, and the latch is the first.
    const position = index + 2;
    return (value + ((149 * position) % 255) + 1) % 256;
  });
  return Uint8Array.from([231, ...hidden]);
}

/** ISO/IEC 16022 section 5.2.3 and annex B.1: the first pad is 129, every further one is randomised. */
function padded(encoded: Uint8Array, capacity: number): Uint8Array {
  return Uint8Array.from({ length: capacity }, (_, index) => {
    const codeword = encoded[index];
    if (codeword !== undefined) return codeword;
    if (index === encoded.length) return 129;
    const pad = 129 + ((149 * (index + 1)) % 253) + 1;
    return pad > 254 ? pad - 254 : pad;
  });
}

/** ISO/IEC 16022 annex A: codeword n belongs to block n modulo their number, data and check alike. */
function withCheck(data: Uint8Array, { check, blocks }: SymbolForm): Uint8Array {
  const codewords = new Uint8Array(data.length + check);
  codewords.set(data);
  for (let block = 0; block < blocks; block += 1) {
    const own = data.filter((_, index) => index % blocks === block);
    for (const [index, codeword] of checkCodewords(own, check / blocks).entries()) {
      codewords[data.length + block + index * blocks] = codeword;
    }
  }
  return codewords;
}

/** Finder and timing patterns around every region (ISO/IEC 16022 section 5.1), else the placed codewords. */
function isDark({ size, regions }: SymbolForm, modules: Uint8Array, column: number, row: number): boolean {
  if (column < 0 || row < 0 || column >= size || row >= size) return false;
  const span = size / regions;
  const [x, y] = [column % span, row % span];
  // The solid L is left and below, the broken line above and right.
  if (x === 0 || y === span - 1) return true;
  if (y === 0) return x % 2 === 0;
  if (x === span - 1) return y % 2 === 1;
  const width = size - 2 * regions;
  const mappedColumn = column - 1 - 2 * Math.floor(column / span);
  const mappedRow = row - 1 - 2 * Math.floor(row / span);
  return modules[mappedRow * width + mappedColumn] === 1;
}
