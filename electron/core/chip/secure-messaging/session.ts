/**
 * A secure messaging session (Doc 9303-11 section 9.8): two keys, a send sequence counter that both sides raise before
 * every command and every answer, and the arithmetic that both sides share.
 */

import { concatBytes } from '../bytes.ts';
import { AES_BLOCK, aesBlockEncrypt, aesCbcDecrypt, aesCbcEncrypt, aesCmac } from '../crypto/aes.ts';
import { DES_BLOCK, retailMac, tripleDesCbcDecrypt, tripleDesCbcEncrypt } from '../crypto/des.ts';
import type { CipherSuite, SessionKeys } from '../crypto/kdf.ts';
import { pad, unpad } from '../crypto/padding.ts';

export interface SecureSession {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  /** Send sequence counter, one cipher block long. */
  counter: Uint8Array;
}

/** `counter` is one block: what BAC gives for 3DES (section 9.8.6.3), zeros after PACE and Chip Authentication. */
export function startSession(suite: CipherSuite, keys: SessionKeys, counter?: Uint8Array): SecureSession {
  return { suite, keys, counter: counter ?? new Uint8Array(blockLength(suite)) };
}

export function blockLength(suite: CipherSuite): number {
  return suite === '3des' ? DES_BLOCK : AES_BLOCK;
}

/** Raises the counter by one; it wraps, as a counter of fixed length does. */
export function raiseCounter(session: SecureSession): void {
  const counter = session.counter.slice();
  for (let index = counter.length - 1; index >= 0; index -= 1) {
    const raised = ((counter[index] ?? 0) + 1) & 0xff;
    counter[index] = raised;
    if (raised !== 0) break;
  }
  session.counter = counter;
}

/** Pads and encrypts. Section 9.8.6: a zero start block for 3DES, the encrypted counter for AES. */
export function encipher(session: SecureSession, data: Uint8Array): Uint8Array {
  const padded = pad(data, blockLength(session.suite));
  const key = session.keys.encryption;
  return session.suite === '3des'
    ? tripleDesCbcEncrypt(key, padded)
    : aesCbcEncrypt(key, aesBlockEncrypt(key, session.counter), padded);
}

/** Null where the bytes are no whole blocks or are not padded. */
export function decipher(session: SecureSession, data: Uint8Array): Uint8Array | null {
  if (data.length === 0 || data.length % blockLength(session.suite) !== 0) return null;
  const key = session.keys.encryption;
  return unpad(
    session.suite === '3des'
      ? tripleDesCbcDecrypt(key, data)
      : aesCbcDecrypt(key, aesBlockEncrypt(key, session.counter), data),
  );
}

/** Eight bytes over the counter and `message`, padded (sections 9.8.6.2 and 9.8.7.2: CMAC is cut to its first eight). */
export function checksum(session: SecureSession, message: Uint8Array): Uint8Array {
  const input = concatBytes(session.counter, message);
  if (session.suite === '3des') return retailMac(session.keys.mac, input);
  return aesCmac(session.keys.mac, pad(input, AES_BLOCK)).slice(0, 8);
}
