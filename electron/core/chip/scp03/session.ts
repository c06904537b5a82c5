/**
 * Keys and cryptograms of the Secure Channel Protocol 03 (GlobalPlatform Card Specification v2.3, Amendment D v1.1.2),
 * as both sides derive them.
 */

import { concatBytes, uintBytes } from '../bytes.ts';
import { AES_BLOCK } from '../crypto/aes.ts';
import { counterMode } from '../crypto/kdf.ts';

/** The static keys of one card, AES-128. */
export interface TransportKeys {
  /** Key version number, P1 of INITIALIZE UPDATE. */
  readonly version: number;
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
  /** Encrypts keys and secrets that are loaded onto the card. */
  readonly dataEncryption: Uint8Array;
}

/** Section 7.1.1.2 and table 7-3: which protections a session has. */
export const securityLevel = { mac: 0x01, encryption: 0x02, responseMac: 0x10, responseEncryption: 0x20 } as const;

/** All four protections. */
export const FULL_PROTECTION = 0x33;

export interface Scp03Session {
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
  readonly responseMac: Uint8Array;
  readonly level: number;
  /** MAC chaining value of the last command, 16 bytes (section 6.2.4). */
  chaining: Uint8Array;
  /** Number of the next command, from which the start block of its encryption is made (section 6.2.6). */
  commandCounter: number;
}

/** Table 4-1: data derivation constants. */
const constants = {
  cardCryptogram: 0x00,
  hostCryptogram: 0x01,
  encryption: 0x04,
  mac: 0x06,
  responseMac: 0x07,
} as const;

/** `level` 0 until EXTERNAL AUTHENTICATE is through; `context` is host challenge || card challenge (section 6.2.2). */
export function deriveSession(keys: TransportKeys, context: Uint8Array, level: number): Scp03Session {
  return {
    encryption: derive(keys.encryption, 'encryption', context, 16),
    mac: derive(keys.mac, 'mac', context, 16),
    responseMac: derive(keys.mac, 'responseMac', context, 16),
    level,
    chaining: new Uint8Array(AES_BLOCK),
    commandCounter: 1,
  };
}

/** Section 6.2.2.2 and 6.2.2.3: 8 bytes under S-MAC. */
export function cryptogram(session: Scp03Session, side: 'card' | 'host', context: Uint8Array): Uint8Array {
  return derive(session.mac, side === 'card' ? 'cardCryptogram' : 'hostCryptogram', context, 8);
}

/** Section 4.1.5: `label(11 zeros, constant) || 00 || [L]16 || [i]8 || context`, L in bits; the counter behind the length. */
function derive(key: Uint8Array, constant: keyof typeof constants, context: Uint8Array, length: number): Uint8Array {
  const label = concatBytes(new Uint8Array(11), Uint8Array.of(constants[constant], 0x00), uintBytes(length * 8, 2));
  return counterMode(key, length, (counter) => concatBytes(label, uintBytes(counter, 1), context));
}
