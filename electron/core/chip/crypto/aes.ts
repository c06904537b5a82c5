/** AES as smart cards use it: single blocks, CBC without the cipher's own padding, and CMAC. Keys of 16, 24 or 32 bytes. */

import { cbc, cmac, ecb } from '@noble/ciphers/aes.js';

/** Bytes of a block. */
export const AES_BLOCK = 16;

/** NIST SP 800-38A section 6.2; `data` is whole blocks. */
export function aesCbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return data.length === 0 ? data : cbc(key, iv, { disablePadding: true }).encrypt(data);
}

export function aesCbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return data.length === 0 ? data : cbc(key, iv, { disablePadding: true }).decrypt(data);
}

/** One block of 16 bytes (NIST SP 800-38A section 6.1). */
export function aesBlockEncrypt(key: Uint8Array, block: Uint8Array): Uint8Array {
  return ecb(key, { disablePadding: true }).encrypt(block);
}

/** AES-CMAC of 16 bytes (RFC 4493; NIST SP 800-38B). */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  return cmac(message, key);
}
