/**
 * One cell of a table at rest: AES-256-GCM under its person's data key, bound to the place where it lies. A cell that was
 * carried to another row, column or revision does not open (docs/formats.md, Persons at rest).
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { concatBytes, utf8Bytes } from '../../core/chip/bytes.ts';

/** Where a sealed value lies. */
export interface Cell {
  readonly table: string;
  readonly column: string;
  /** What the row is known by: its id, and whatever else tells it from others. */
  readonly row: string;
  readonly revision: number;
}

const FORM = 1;
const NONCE = 12;
const TAG = 16;
/** Bytes that a sealed value is longer than its plain one. */
const SEAL_OVERHEAD = 1 + NONCE + TAG;

/** Form, nonce, ciphertext, tag. NIST SP 800-38D §8.2.2: random nonces, far fewer than 2^32 under one key. */
export function sealCell(key: Uint8Array, cell: Cell, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeOf(cell));
  return concatBytes(Uint8Array.of(FORM), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag());
}

/** Null where the bytes are not what this key sealed for this place. */
export function openCell(key: Uint8Array, cell: Cell, sealed: Uint8Array): Uint8Array | null {
  if (sealed[0] !== FORM || sealed.length < SEAL_OVERHEAD) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
    .setAAD(placeOf(cell))
    .setAuthTag(sealed.subarray(-TAG));
  try {
    const plain = decipher.update(sealed.subarray(1 + NONCE, -TAG));
    decipher.final();
    return plain;
  } catch {
    // The tag does not fit: there is nothing more to say about it.
    return null;
  }
}

function placeOf({ table, column, row, revision }: Cell): Uint8Array {
  return utf8Bytes(`starcard cell\n${table}\n${column}\n${row}\n${revision}`);
}
