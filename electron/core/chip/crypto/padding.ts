/** Padding of ISO/IEC 9797-1 method 2, which is that of ISO/IEC 7816-4: one bit set, then zeros up to a whole block. */

import { concatBytes } from '../bytes.ts';

/** Always adds at least the byte 80, so that it can be told from the data. */
export function pad(data: Uint8Array, blockLength: number): Uint8Array {
  return concatBytes(data, Uint8Array.of(0x80), new Uint8Array(blockLength - 1 - (data.length % blockLength)));
}

/** What was padded, or null where the bytes do not end in 80 and zeros. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  return padded[end] === 0x80 ? padded.slice(0, end) : null;
}
