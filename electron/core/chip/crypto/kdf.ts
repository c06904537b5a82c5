/** Keys from secrets: the derivation of Doc 9303-11 section 9.7.1 and the counter mode of NIST SP 800-108. */

import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, uintBytes } from '../bytes.ts';
import { aesCmac } from './aes.ts';
import { withOddParity } from './des.ts';

/** What a session encrypts with: 3DES with two keys after BAC, AES after PACE (and after Chip Authentication with AES). */
export type CipherSuite = '3des' | 'aes128' | 'aes192' | 'aes256';

/** The counter of the derivation (section 9.7.1): what the key is for. */
const counters = { encryption: 1, mac: 2, password: 3 } as const;

/** `KDF(K, c)` of section 9.7.1: SHA-1 up to 128 bits of key, SHA-256 beyond; DES keys get odd parity. */
export function documentKey(secret: Uint8Array, use: keyof typeof counters, suite: CipherSuite): Uint8Array {
  const input = concatBytes(secret, uintBytes(counters[use], 4));
  switch (suite) {
    case '3des':
      return withOddParity(sha1(input).slice(0, 16));
    case 'aes128':
      return sha1(input).slice(0, 16);
    case 'aes192':
      return sha256(input).slice(0, 24);
    case 'aes256':
      return sha256(input);
  }
}

/** Both keys of a secure messaging session. */
export interface SessionKeys {
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
}

export function sessionKeys(secret: Uint8Array, suite: CipherSuite): SessionKeys {
  return { encryption: documentKey(secret, 'encryption', suite), mac: documentKey(secret, 'mac', suite) };
}

/**
 * NIST SP 800-108 revision 1 section 4.1, counter mode with AES-CMAC. The input of each block is
 * `before || counter || after`; the callers below state where the standard that they follow puts the counter.
 */
export function counterMode(key: Uint8Array, length: number, blockInput: (counter: number) => Uint8Array): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 16) }, (_, index) => aesCmac(key, blockInput(index + 1)));
  return concatBytes(...blocks).slice(0, length);
}

/**
 * The order that the text of SP 800-108 itself shows: `[i]32 || label || 00 || context || [L]32`, L in bits. The label is
 * UTF-8 without a zero byte. Whatever we derive under a master key is derived so (docs/formats.md).
 */
export function derivedKey(master: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array {
  return counterMode(master, length, derivationInput(label, context, length));
}

/** What each block of `derivedKey` is the CMAC of, for a store that makes the CMAC itself. */
export function derivationInput(label: string, context: Uint8Array, length: number): (counter: number) => Uint8Array {
  const fixed = concatBytes(new TextEncoder().encode(label), Uint8Array.of(0), context, uintBytes(length * 8, 4));
  return (counter) => concatBytes(uintBytes(counter, 4), fixed);
}
