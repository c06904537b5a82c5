// Doc 9303-13: a published seal is read as its maker states it, ours comes back as it went in, everything else is refused.

import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { decodeC40 } from '../../../electron/core/seal/c40.ts';
import { decodeDate, decodeSeal } from '../../../electron/core/seal/decode-seal.ts';
import { encodeDate, encodeSigned, withSignature } from '../../../electron/core/seal/visible-digital-seal.ts';
import { mutations } from '../chip/mutate.ts';
import { value } from '../chip/sample.ts';
import { sealed } from './sample.ts';

/**
 * A residence permit of ICAO's specimen state in version 4, with the public key of its test signer UTTS 5B: published with
 * the tests of the libraries vdstools and @li0ard/vds.
 */
const published = bytesOfHex(
  'DC03D9C5D9CAC8A73A990F7134B83459FB0602305CBA135875976EC066D417B59E8C6ABC133C133C133C133C3FEF3A2938EE43F1593D' +
    '1AE52DBB26751FE64B7C133C136B0306D79519A65306FF40A1F621437B25E0DC6177182297C47544890177EBD0E89B1D1EC9F994ED6F' +
    'E60E5561FAC9BC9E723FF8F60C679F6A23B938EE6584F852476F8C72A05E3F9EB87E',
);
const publishedKey = bytesOfHex(
  '0408132A7243B3CCC29C271097081C96A729EEFB8EB93630E536498E9B7CE1CED25D68A789D93BEF39C04715C5AD3915D281C0754ECC08508' +
    'BF66687EFC630DF88',
);

describe('visible digital seal', () => {
  test('a published seal says what its maker says, and its signature covers it', () => {
    const seal = value(decodeSeal(published));

    expect(seal.header).toEqual({
      issuingState: 'UTO',
      signer: 'UTTS',
      certificateReference: '5B',
      issuedOn: '2020-01-01',
      signedOn: '2025-12-07',
      featureDefinition: 0xfb,
      documentCategory: 6,
    });
    expect(seal.features.map(({ tag, value: bytes }) => [tag, decodeC40(bytes)])).toEqual([
      [2, 'ATD  RESIDORCE  ROLAND              6525845096USA7008038M2201018      06'],
      [3, 'UFO001979'],
    ]);
    expect(brainpoolP256r1.verify(seal.signature, seal.signed, publishedKey, { lowS: false })).toBe(true);
  });

  test('the same header and features are written as they were read, byte for byte', () => {
    const seal = value(decodeSeal(published));

    const again = withSignature(value(encodeSigned(seal.header, seal.features)), seal.signature);

    expect(hexOf(again)).toBe(hexOf(published));
  });

  test('the day of the example in section 2.3.1', () => {
    expect(hexOf(encodeDate('1957-03-25'))).toBe('319EF5');
    expect(decodeDate(bytesOfHex('319EF5'))).toBe('1957-03-25');
    expect(decodeDate(bytesOfHex('FFFFFF'))).toBeNull();
  });

  test('our seal has 166 bytes, whoever holds the card', () => {
    expect(sealed()).toHaveLength(166);
  });

  test.each([
    ['another magic constant', 0, 0xdd, 'magic constant'],
    ['version 3', 1, 0x02, 'version'],
    ['a country in small print', 2, 0xff, 'issuing country'],
    ['no signer', 4, 0x00, 'signer identifier'],
    ['a reference that is no hex', 8, 0x00, 'certificate reference'],
    ['an issue date that is no day', 16, 0xff, 'document issue date'],
    ['a signature date that is no day', 19, 0xff, 'signature creation date'],
    ['feature definition 0', 22, 0x00, 'feature definition'],
    ['document category 255', 23, 0xff, 'document category'],
    ['an indefinite length', 25, 0x80, 'length of feature 1'],
    ['a signature longer than the rest', 101, 0x41, 'feature 255 cut off'],
  ])('%s is refused by name', (_, offset, byte, problem) => {
    const bytes = sealed().with(offset, byte);

    expect(decodeSeal(bytes)).toEqual({ ok: false, error: { kind: 'seal.malformed', data: { problem } } });
  });

  test('every shortened seal is refused, and so is one with a byte behind it', () => {
    const whole = sealed();

    const accepted = Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length)).filter(
      (part) => decodeSeal(part).ok,
    );

    expect(accepted).toEqual([]);
    expect(decodeSeal(Uint8Array.from([...whole, 0])).ok).toBe(false);
  });

  test('under 100,000 changed and random inputs it answers, and what it accepts is one spelling', () => {
    let accepted = 0;
    for (const bytes of mutations([sealed(), published], 100_000)) {
      const decoded = decodeSeal(bytes);
      if (!decoded.ok) continue;
      accepted += 1;
      const { header, features, signature } = decoded.value;
      const again = withSignature(value(encodeSigned(header, features)), signature);
      if (hexOf(again) !== hexOf(bytes)) throw new Error(`two spellings: ${hexOf(bytes)}`);
    }
    expect(accepted).toBeGreaterThan(0);
  });
});
