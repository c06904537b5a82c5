// A scanner is a keyboard, a serial line or a file: hex, base64 and Latin-1 give the same seal.

import { describe, expect, test } from 'vitest';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import { bytesOfScan } from '../../../electron/core/seal/scan.ts';
import { sealed } from './sample.ts';

const seal = sealed();
const hex = hexOf(seal);
const base64 = Buffer.from(seal).toString('base64');

/** The form that an input method for Chinese gives to a letter or digit: U+FF01 to U+FF5E. */
function wide(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

describe('what a scanner hands over', () => {
  test.each([
    { form: 'hex', text: hex },
    { form: 'hex in small letters', text: hex.toLowerCase() },
    { form: 'hex in groups, with a line end', text: `${hex.replaceAll(/(..)/g, '$1 ')}\r\n` },
    { form: 'hex in wide letters and digits', text: hex.replaceAll(/./g, wide) },
    { form: 'base64', text: base64 },
    { form: 'base64 without padding', text: base64.replaceAll('=', '') },
    { form: 'base64url', text: Buffer.from(seal).toString('base64url') },
    { form: 'Latin-1', text: Buffer.from(seal).toString('latin1') },
    { form: 'hex behind a symbology identifier', text: `]d1${hex}` },
    { form: 'Latin-1 behind a symbology identifier', text: `]d1${Buffer.from(seal).toString('latin1')}` },
  ])('$form', ({ text }) => {
    expect(hexOf(bytesOfScan(text) ?? new Uint8Array())).toBe(hex);
  });

  test.each([
    ['nothing', ''],
    ['a web address', 'https://specimen.invalid/dc03'],
    ['half a byte', hex.slice(0, -1)],
    ['hex with a letter beyond F', `${hex.slice(0, -1)}G`],
    ['base64 with spare bits set', `${base64.replaceAll('=', '').slice(0, -1)}/`],
    ['Latin-1 that a wedge turned into other characters', `\u00dc\u0003\u20ac`],
  ])('%s is no seal', (_, text) => {
    expect(bytesOfScan(text)).toBeNull();
  });
});
