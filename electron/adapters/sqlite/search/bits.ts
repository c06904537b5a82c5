/** Sets of places inside one page of the log, one bit each. */

/** Entries of one page: small enough to be gone through, large enough that a million are few hundred pages. */
export const PAGE = 4096;
const WORD_BITS = 32;
const WORDS = PAGE / WORD_BITS;

export type Bits = Uint32Array;

export function noBits(): Bits {
  return new Uint32Array(WORDS);
}

export function everyBit(): Bits {
  return new Uint32Array(WORDS).fill(0xffffffff);
}

export function setBit(bits: Bits, place: number): void {
  const word = place >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (place & 31));
}

export function addTo(bits: Bits, other: Bits): void {
  for (let word = 0; word < WORDS; word += 1) bits[word] = (bits[word] ?? 0) | (other[word] ?? 0);
}

export function keepOnly(bits: Bits, other: Bits): void {
  for (let word = 0; word < WORDS; word += 1) bits[word] = (bits[word] ?? 0) & (other[word] ?? 0);
}

export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

/** The places, largest first. */
export function* placesOf(bits: Bits): Iterable<number> {
  for (let word = WORDS - 1; word >= 0; word -= 1) {
    let left = (bits[word] ?? 0) >>> 0;
    while (left !== 0) {
      const place = 31 - Math.clz32(left);
      yield word * WORD_BITS + place;
      left = (left & ~(1 << place)) >>> 0;
    }
  }
}

export function bytesOfBits(bits: Bits): Uint8Array {
  return new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
}

export function bitsOfBytes(bytes: Uint8Array): Bits {
  return new Uint32Array(bytes.slice().buffer);
}
