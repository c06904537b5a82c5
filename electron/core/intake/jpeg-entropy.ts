/** The entropy-coded data of a JPEG, read symbol by symbol without working out a single pixel (ITU-T T.81 annexes F, G). */

/** Symbols by code, shortest first: T.81 section F.2.2.3. */
export interface Huffman {
  readonly symbols: Uint8Array;
  /** For each length of a code in bits: the first code, the place of its symbol, and how many codes there are. */
  readonly first: readonly number[];
  readonly place: readonly number[];
  readonly count: readonly number[];
}

/** `counts`: how many codes have 1 to 16 bits (T.81 section B.2.4.2). */
export function huffmanOf(counts: Uint8Array, symbols: Uint8Array): Huffman {
  const [first, place, count]: [number[], number[], number[]] = [[0], [0], [0]];
  let [code, at] = [0, 0];
  for (const codes of counts) {
    code <<= 1;
    first.push(code);
    place.push(at);
    count.push(codes);
    code += codes;
    at += codes;
  }
  return { symbols, first, place, count };
}

/** Bits of the data up to the next marker. Behind their end it answers zeros and says so. */
interface Bits {
  read(count: number): number;
  /** The next symbol; -1 for a code that no symbol has. */
  symbol(table: Huffman): number;
  isShort(): boolean;
  /** Drops the bits that fill the last byte up; where the next byte is. */
  align(): number;
}

export function bitsAt(bytes: Uint8Array, start: number): Bits {
  let [next, byte, left, short] = [start, 0, 0, false];

  function bit(): number {
    if (left === 0) {
      byte = bytes[next] ?? 0;
      // T.81 section B.1.1.5: a zero is stuffed behind each 0xFF of data; else it begins a marker.
      const isMarker = byte === 0xff && bytes[next + 1] !== 0;
      if (isMarker || next >= bytes.length) {
        short = true;
        return 0;
      }
      next += byte === 0xff ? 2 : 1;
      left = 8;
    }
    left -= 1;
    return (byte >> left) & 1;
  }

  function symbol({ symbols, first, place, count }: Huffman): number {
    let code = 0;
    for (let length = 1; length <= 16; length += 1) {
      code = (code << 1) | bit();
      const index = code - (first[length] ?? 0);
      if (index < (count[length] ?? 0)) return symbols[(place[length] ?? 0) + index] ?? -1;
    }
    return -1;
  }

  return {
    read(wanted) {
      let value = 0;
      for (let index = 0; index < wanted; index += 1) value = (value << 1) | bit();
      return value;
    },
    symbol,
    isShort: () => short,
    align() {
      left = 0;
      return next;
    },
  };
}

/** One scan's say over a block: which coefficients, and in which bit of them (T.81 section G.1.1.1). */
export interface Band {
  readonly isProgressive: boolean;
  readonly from: number;
  readonly to: number;
  readonly isRefinement: boolean;
}

/** What goes on from block to block. */
export interface Run {
  /** Blocks that still end with this one's band (T.81 section G.1.2.2). */
  endOfBands: number;
}

/** Reads one block; `known` marks its coefficients that are not zero. False where no decoder can make sense of it. */
export function readBlock(
  bits: Bits,
  band: Band,
  tables: { readonly dc: Huffman | undefined; readonly ac: Huffman | undefined },
  known: Uint8Array,
  run: Run,
): boolean {
  if (band.from === 0 && !readFirst(bits, band, tables.dc)) return false;
  if (band.to === 0) return true;
  if (tables.ac === undefined) return false;
  if (!band.isRefinement) return readBand(bits, band, tables.ac, known, run);
  return refineBand(bits, band, tables.ac, known, run);
}

function readFirst(bits: Bits, { isRefinement }: Band, dc: Huffman | undefined): boolean {
  if (isRefinement) {
    bits.read(1);
    return true;
  }
  const size = dc === undefined ? -1 : bits.symbol(dc);
  if (size < 0 || size > 15) return false;
  bits.read(size);
  return true;
}

const LONGEST_RUN = 15;

function readBand(bits: Bits, band: Band, ac: Huffman, known: Uint8Array, run: Run): boolean {
  if (run.endOfBands > 0) {
    run.endOfBands -= 1;
    return true;
  }
  for (let at = Math.max(1, band.from); at <= band.to; at += 1) {
    const symbol = bits.symbol(ac);
    if (symbol < 0) return false;
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && zeros < LONGEST_RUN) {
      if (!band.isProgressive) return zeros === 0;
      run.endOfBands = (1 << zeros) + bits.read(zeros) - 1;
      return true;
    }
    at += zeros;
    if (size === 0) continue;
    if (at > band.to) return false;
    bits.read(size);
    known[at] = 1;
  }
  return true;
}

/** T.81 section G.1.2.3: a bit more for each coefficient that is not zero, and now and then a new one. */
function refineBand(bits: Bits, band: Band, ac: Huffman, known: Uint8Array, run: Run): boolean {
  let at = band.from;
  while (at <= band.to && run.endOfBands === 0) {
    const symbol = bits.symbol(ac);
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (symbol < 0 || size > 1) return false;
    if (size === 0 && zeros < LONGEST_RUN) {
      run.endOfBands = (1 << zeros) + bits.read(zeros);
      break;
    }
    bits.read(size);
    for (let passed = zeros; at <= band.to; at += 1) {
      if (known[at] === 1) bits.read(1);
      else if (passed === 0) break;
      else passed -= 1;
    }
    if (size === 1 && at <= band.to) known[at] = 1;
    at += 1;
  }
  if (run.endOfBands === 0) return true;
  for (; at <= band.to; at += 1) if (known[at] === 1) bits.read(1);
  run.endOfBands -= 1;
  return true;
}
