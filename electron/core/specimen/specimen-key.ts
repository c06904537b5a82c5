/**
 * Keys of the SPECIMEN office. Each follows from a public label, so nothing here is secret and every copy of the program
 * trusts the same training root. A live profile pins another root; its keys are in an HSM and never in the program.
 */

import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';

export interface SpecimenKey {
  /** P-256, 32 bytes. */
  readonly secret: Uint8Array;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

// RFC 5480 section 2: id-ecPublicKey with prime256v1, then the uncompressed point as BIT STRING.
const publicKeyPrefix = [
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
  0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/** The key of a label: SHA-256 of it as an integer modulo the order of the curve. */
export function specimenKey(label: string): SpecimenKey {
  const digest = sha256(new TextEncoder().encode(`starcard specimen key: ${label}`));
  const scalar = digest.reduce((total, byte) => total * 256n + BigInt(byte), 0n) % p256.Point.Fn.ORDER;
  const secret = Uint8Array.from({ length: 32 }, (_, index) => Number((scalar >> BigInt(8 * (31 - index))) & 255n));
  return { secret, publicKey: Uint8Array.from([...publicKeyPrefix, ...p256.getPublicKey(secret, false)]) };
}

/** ES256 with the nonce of RFC 6979, so that a sample is the same bytes each time: r || s, 64 bytes. */
export function signWith(key: SpecimenKey, data: Uint8Array): Uint8Array {
  return p256.sign(data, key.secret, { lowS: false });
}
