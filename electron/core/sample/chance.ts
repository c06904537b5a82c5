/** Chance that repeats itself: the same seed gives the same sample on every machine. For samples only, never for keys. */

export interface Chance {
  /** 0 to below `bound`. */
  int(bound: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A version 4 UUID (RFC 9562 section 5.4) made of this chance. */
  uuid(): string;
}

/** A stream of its own for each pair of seed and index, so that record 70,000 needs none of the 69,999 before it. */
export function chanceOf(seed: number, index: number): Chance {
  const next = xoshiro128(seed, index);
  const int = (bound: number) => Math.floor((next() / 2 ** 32) * bound);
  return {
    int,
    percent: (share) => next() < (share / 100) * 2 ** 32,
    pick: (list) => list[int(list.length)] ?? list[0],
    uuid() {
      const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('');
      const variant = '89ab'.charAt(int(4));
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** xoshiro128** by Blackman and Vigna, its state filled by splitmix32. Yields 32-bit unsigned integers. */
function xoshiro128(seed: number, index: number): () => number {
  let filler = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  const fill = () => {
    filler = (filler + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(filler ^ (filler >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
