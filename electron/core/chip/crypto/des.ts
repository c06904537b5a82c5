/** Triple DES with two keys and the retail MAC, as Basic Access Control uses them (Doc 9303-11 section 4.3.3.1). */

import des from 'des.js';
import { concatBytes } from '../bytes.ts';
import { pad } from './padding.ts';

/** Bytes of a block. */
export const DES_BLOCK = 8;

const ZERO_IV = new Uint8Array(DES_BLOCK);
const SingleCbc = des.CBC.instantiate(des.DES);
const TripleCbc = des.CBC.instantiate(des.EDE);

/** CBC from a zero block; `key` is 16 bytes (K1 K2, with K3 = K1), `data` is whole blocks. */
export function tripleDesCbcEncrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  return run(TripleCbc.create({ type: 'encrypt', key: threeKeys(key), iv: ZERO_IV, padding: false }), data);
}

export function tripleDesCbcDecrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  return run(TripleCbc.create({ type: 'decrypt', key: threeKeys(key), iv: ZERO_IV, padding: false }), data);
}

/**
 * MAC algorithm 3 of ISO/IEC 9797-1 with DES and padding method 2, 8 bytes: CBC under the first half of `key`, the last
 * block once more through the second half and the first.
 */
export function retailMac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const [first, second] = [key.subarray(0, 8), key.subarray(8, 16)];
  const chained = run(
    SingleCbc.create({ type: 'encrypt', key: first, iv: ZERO_IV, padding: false }),
    pad(message, DES_BLOCK),
  );
  const between = run(des.DES.create({ type: 'decrypt', key: second, padding: false }), chained.slice(-DES_BLOCK));
  return run(des.DES.create({ type: 'encrypt', key: first, padding: false }), between);
}

/** Sets the low bit of every byte so that it has an odd number of ones (Doc 9303-11 section 9.7.1.1). */
export function withOddParity(key: Uint8Array): Uint8Array {
  return key.map((byte) => {
    let ones = 0;
    for (let bits = byte >> 1; bits > 0; bits >>= 1) ones += bits & 1;
    return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
  });
}

function threeKeys(key: Uint8Array): Uint8Array {
  return concatBytes(key, key.subarray(0, 8));
}

function run(cipher: { update(data: Uint8Array): number[]; final(): number[] }, data: Uint8Array): Uint8Array {
  // The library asserts that there is something to decrypt.
  return data.length === 0 ? data : Uint8Array.from([...cipher.update(data), ...cipher.final()]);
}
