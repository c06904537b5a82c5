/**
 * Secure messaging with AES written once more, from the text of Doc 9303-11 section 9.8 and on the platform's AES alone: it
 * shares nothing with the program, so that the program cannot be wrong in the same way at both ends.
 */

import { createCipheriv, createDecipheriv } from 'node:crypto';

export interface PlainAesReader {
  /** The protected command, in hex, for `header` (four bytes), data, and Le of one byte. */
  protect(header: string, data: string, le: string): string;
  /** What the protected answer says: data and status word in hex. Throws where objects or checksum are wrong. */
  open(answer: string): string;
}

/** After PACE: the counter starts at zero (section 9.8.6.3). */
export function plainAesReader(encryptionKey: Buffer, macKey: Buffer): PlainAesReader {
  const counter = Buffer.alloc(16);
  const raise = (): void => void counter.writeUInt32BE(counter.readUInt32BE(12) + 1, 12);
  const block = (key: Buffer, bytes: Buffer): Buffer =>
    createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(bytes);
  const padded = (bytes: Buffer): Buffer =>
    Buffer.concat([bytes, Buffer.from([0x80]), Buffer.alloc(15 - (bytes.length % 16))]);

  /** RFC 4493: the message here is whole blocks, so the first subkey goes into the last block. */
  function cmac(message: Buffer): Buffer {
    const subkey = doubled(block(macKey, Buffer.alloc(16)));
    let state = Buffer.alloc(16);
    for (let at = 0; at < message.length; at += 16) {
      let next = xor(state, message.subarray(at, at + 16));
      if (at + 16 === message.length) next = xor(next, subkey);
      state = Buffer.from(block(macKey, next));
    }
    return state.subarray(0, 8);
  }

  const object = (tag: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([tag, value.length]), value]);

  return {
    protect(header, data, le) {
      raise();
      const head = Buffer.from(header, 'hex');
      head[0] = 0x0c;
      const plain = Buffer.from(data, 'hex');
      const cipher = createCipheriv('aes-128-cbc', encryptionKey, block(encryptionKey, counter)).setAutoPadding(false);
      const enciphered = plain.length === 0 ? plain : cipher.update(padded(plain));
      const objects = Buffer.concat([
        plain.length === 0 ? plain : object(0x87, Buffer.concat([Buffer.from([1]), enciphered])),
        le === '' ? Buffer.alloc(0) : object(0x97, Buffer.from(le, 'hex')),
      ]);
      const mac = cmac(Buffer.concat([counter, padded(head), objects.length === 0 ? objects : padded(objects)]));
      const body = Buffer.concat([objects, object(0x8e, mac)]);
      return Buffer.concat([head, Buffer.from([body.length]), body, Buffer.from([0])])
        .toString('hex')
        .toUpperCase();
    },
    open(answer) {
      raise();
      const bytes = Buffer.from(answer, 'hex');
      const mac = bytes.subarray(-10, -2);
      const signed = bytes.subarray(0, -12);
      if (bytes.readUInt16BE(bytes.length - 12) !== 0x8e08) throw new Error('no checksum');
      if (!cmac(Buffer.concat([counter, padded(signed)])).equals(mac)) throw new Error('checksum');
      const status = signed.subarray(-2).toString('hex').toUpperCase();
      if (signed[0] !== 0x87) return status;
      const value = signed.subarray(3, 2 + (signed[1] ?? 0));
      const decipher = createDecipheriv('aes-128-cbc', encryptionKey, block(encryptionKey, counter));
      const plain = decipher.setAutoPadding(false).update(value);
      return plain.subarray(0, plain.lastIndexOf(0x80)).toString('hex').toUpperCase() + status;
    },
  };
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

/** Multiplication by x in GF(2^128). */
function doubled(bytes: Buffer): Buffer {
  const value = BigInt(`0x${bytes.toString('hex')}`) << 1n;
  const reduced = (value & ((1n << 128n) - 1n)) ^ (value >> 128n === 1n ? 0x87n : 0n);
  return Buffer.from(reduced.toString(16).padStart(32, '0'), 'hex');
}
