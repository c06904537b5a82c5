// Doc 9303-13 section 2.6: texts in two bytes for three characters, and nothing else read as one.

import { describe, expect, test } from 'vitest';
import { hexOf, bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import { decodeC40, encodeC40 } from '../../../electron/core/seal/c40.ts';

describe('C40', () => {
  test.each([
    // Doc 9303-13 appendix C.1 and C.2, section 2.3.1; the others by hand from table 2.
    { text: 'XK CD', hex: 'EB0466A9', from: 'appendix C.1' },
    { text: 'XKCD', hex: 'EB11FE45', from: 'appendix C.2' },
    { text: 'VISA01', hex: 'DE515826', from: 'section 2.3.1' },
    { text: 'UTO', hex: 'D9C5', from: 'the header of ICAO test seals' },
    { text: 'D  ', hex: '6ABC', from: 'table 2' },
    { text: '9', hex: 'FE3A', from: 'table 2' },
    { text: '', hex: '', from: 'no characters' },
  ])('$text is $hex ($from)', ({ text, hex }) => {
    expect(hexOf(encodeC40(text) ?? new Uint8Array())).toBe(hex);
    expect(decodeC40(bytesOfHex(hex))).toBe(text);
  });

  test('the filler of a machine readable zone is written as a space', () => {
    expect(encodeC40('XK<CD')).toEqual(encodeC40('XK CD'));
  });

  test.each(['a', 'Ä', '-', '1\n2'])('%j has no form', (text) => {
    expect(encodeC40(text)).toBeNull();
  });

  test.each([
    { hex: 'EB', what: 'half a pair' },
    { hex: '0000', what: 'zero, which no triple packs to' },
    { hex: 'FFFF', what: 'more than any triple packs to' },
    { hex: 'FE3AEB04', what: 'an unlatch before the end' },
    { hex: 'FE62', what: 'an unlatched letter beyond the table' },
    { hex: '0001', what: 'nothing but shifts' },
    { hex: '66A9EB04', what: 'padding before the end' },
  ])('$hex is refused: $what', ({ hex }) => {
    expect(decodeC40(bytesOfHex(hex))).toBeNull();
  });
});
