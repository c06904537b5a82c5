/** Primitives of the chip against the published examples of their standards. */

import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf, utf8Bytes } from '../../../electron/core/chip/bytes.ts';
import { aesCmac } from '../../../electron/core/chip/crypto/aes.ts';
import {
  decodePoint,
  encodePoint,
  generateKeyPair,
  keyPairOf,
  sharedSecret,
  signPlain,
  verifyPlain,
} from '../../../electron/core/chip/crypto/curve.ts';
import {
  retailMac,
  tripleDesCbcDecrypt,
  tripleDesCbcEncrypt,
  withOddParity,
} from '../../../electron/core/chip/crypto/des.ts';
import { documentKey, sessionKeys } from '../../../electron/core/chip/crypto/kdf.ts';
import { pad, unpad } from '../../../electron/core/chip/crypto/padding.ts';

describe('AES-CMAC, the examples of RFC 4493 section 4', () => {
  const key = bytesOfHex('2B7E151628AED2A6ABF7158809CF4F3C');
  const message = bytesOfHex(
    '6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51' +
      '30C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710',
  );

  test.each([
    [0, 'BB1D6929E95937287FA37D129B756746'],
    [16, '070A16B46B4D4144F79BDD9DD04A287C'],
    [40, 'DFA66747DE9AE63030CA32611497C827'],
    [64, '51F0BEBF7E3B9D92FC49741779363CFE'],
  ])('%i bytes', (length, mac) => {
    expect(hexOf(aesCmac(key, message.subarray(0, length)))).toBe(mac);
  });
});

describe('Basic Access Control, the example of Doc 9303-11 appendix D', () => {
  const seed = bytesOfHex('239AB9CB282DAF66231DC5A4DF6BFBAE');
  const keys = sessionKeys(seed, '3des');
  const spoken = bytesOfHex('781723860C06C2264608F919887022120B795240CB7049B01C19B33E32804F0B');

  test('keys of the document (D.1)', () => {
    expect([hexOf(keys.encryption), hexOf(keys.mac)]).toEqual([
      'AB94FDECF2674FDFB9B391F85D7F76F2',
      '7962D9ECE03D1ACD4C76089DCE131543',
    ]);
  });

  test('what the terminal sends (D.3)', () => {
    const enciphered = tripleDesCbcEncrypt(keys.encryption, spoken);
    expect(hexOf(enciphered)).toBe('72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2');
    expect(hexOf(retailMac(keys.mac, enciphered))).toBe('5F1448EEA8AD90A7');
    expect(tripleDesCbcDecrypt(keys.encryption, enciphered)).toEqual(spoken);
  });

  test('keys of the session (D.3)', () => {
    const session = bytesOfHex('0036D272F5C350ACAC50C3F572D23600');
    expect(hexOf(documentKey(session, 'encryption', '3des'))).toBe('979EC13B1CBFE9DCD01AB0FED307EAE5');
    expect(hexOf(documentKey(session, 'mac', '3des'))).toBe('F1CB1F1FB5ADF208806B89DC579DC1F8');
  });
});

test('every byte of a DES key has an odd number of ones', () => {
  expect(hexOf(withOddParity(bytesOfHex('0001FEFF7F8010')))).toBe('0101FEFE7F8010');
});

test('padding comes off as it went on, and nothing else comes off', () => {
  for (let length = 0; length <= 33; length += 1) {
    const data = new Uint8Array(length).fill(0x80);
    expect(unpad(pad(data, 16))).toEqual(data);
    expect(pad(data, 16).length % 16).toBe(0);
  }
  expect([unpad(new Uint8Array()), unpad(new Uint8Array(16)), unpad(Uint8Array.of(0x81, 0))]).toEqual([
    null,
    null,
    null,
  ]);
});

describe.each(['p256', 'brainpoolP256r1'] as const)('%s', (curve) => {
  const count = (start: number) => (length: number) => Uint8Array.from({ length }, (_, index) => (start + index) % 256);
  const ours = generateKeyPair(curve, count(1));
  const theirs = generateKeyPair(curve, count(99));

  test('both sides agree on a secret', () => {
    expect(sharedSecret(curve, ours.secret, theirs.publicKey)).toEqual(
      sharedSecret(curve, theirs.secret, ours.publicKey),
    );
    expect(keyPairOf(curve, ours.secret)).toEqual(ours);
  });

  test('a signature holds for its message and key alone', () => {
    const message = utf8Bytes('card');
    const signature = signPlain(curve, ours.secret, message);
    expect([
      verifyPlain(curve, ours.publicKey, message, signature),
      verifyPlain(curve, theirs.publicKey, message, signature),
      verifyPlain(curve, ours.publicKey, utf8Bytes('cord'), signature),
      verifyPlain(curve, ours.publicKey, message, signature.subarray(1)),
    ]).toEqual([true, false, false, false]);
  });

  test('bytes that are no point of the curve are refused', () => {
    const point = decodePoint(curve, ours.publicKey);
    expect(point && encodePoint(point)).toEqual(ours.publicKey);
    const off = Uint8Array.from(ours.publicKey, (byte, index) => (index === 64 ? byte ^ 1 : byte));
    const wrong = [off, ours.publicKey.subarray(1), new Uint8Array(65), Uint8Array.of(0)];
    expect(wrong.map((bytes) => decodePoint(curve, bytes))).toEqual([null, null, null, null]);
    expect(sharedSecret(curve, ours.secret, off)).toBeNull();
  });
});
