/**
 * A key at rest: AES-256-GCM under a key of its own, derived from the store's secret and a random salt, and bound to the
 * key's name, so that no file can stand in for another (docs/formats.md, Software keys).
 */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { concatBytes, utf8Bytes } from '../../../core/chip/bytes.ts';

const MARK = utf8Bytes('STARKEY1');
const SALT = 32;
const NONCE = 12;
const TAG = 16;
const HEAD = MARK.length + SALT + NONCE;

/** `STARKEY1`, salt, nonce, ciphertext, tag. */
export function sealKey(secret: Uint8Array, name: string, key: Uint8Array): Uint8Array {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', fileKey(secret, salt), nonce).setAAD(utf8Bytes(name));
  return concatBytes(MARK, salt, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag());
}

/** Null where the bytes are not what this secret sealed under this name. */
export function openSealedKey(secret: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | null {
  const isMarked = MARK.every((byte, index) => byte === sealed[index]);
  if (!isMarked || sealed.length < HEAD + TAG) return null;
  const salt = sealed.subarray(MARK.length, MARK.length + SALT);
  const decipher = createDecipheriv('aes-256-gcm', fileKey(secret, salt), sealed.subarray(HEAD - NONCE, HEAD))
    .setAAD(utf8Bytes(name))
    .setAuthTag(sealed.subarray(-TAG));
  try {
    return concatBytes(decipher.update(sealed.subarray(HEAD, -TAG)), decipher.final());
  } catch {
    // The tag does not fit: there is nothing more to say about it.
    return null;
  }
}

/** RFC 5869 with SHA-256; the secret is random, so nothing has to slow a guess down. */
function fileKey(secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, utf8Bytes('starcard software key'), 32));
}
