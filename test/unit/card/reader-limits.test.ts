/** What a reader says of itself, and what is made of it (PC/SC part 10). */

import { describe, expect, test } from 'vitest';
import { contactError } from '../../../electron/adapters/writer/pcsc/library.ts';
import { limitsOf, maxDataOf, silentReaderLimits } from '../../../electron/adapters/writer/pcsc/reader-limits.ts';
import { shortLimits } from '../../../electron/core/chip/channel.ts';
import { bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import { mutations } from '../chip/mutate.ts';

/** wIdVendor, wIdProduct, dwMaxAPDUDataSize 65,536. */
const properties = '0B024D070C0201000A0400000100';

describe('dwMaxAPDUDataSize', () => {
  test.each([
    [properties, 65_536],
    ['0A0400000000', 0],
    ['0A0405010000', 261],
    ['0B024D07', null],
    ['', null],
    ['0A04000001', null],
    ['0A020100', null],
  ])('of %s is %s', (hex, size) => {
    expect(maxDataOf(bytesOfHex(hex))).toBe(size);
  });

  test('is never read past the end', () => {
    for (const broken of mutations([bytesOfHex(properties)], 20_000)) {
      const size = maxDataOf(broken);
      expect(size === null || (size >= 0 && size <= 0xffff_ffff)).toBe(true);
    }
  });
});

test.each([
  [null, silentReaderLimits],
  [0, shortLimits],
  [256, shortLimits],
  [2048, { commandData: 2048, responseData: 2048 }],
  [65_536, silentReaderLimits],
])('a reader that says %s carries %j', (size, limits) => {
  expect(limitsOf(size)).toEqual(limits);
});

test.each([
  ['No smart card present', 'writer.noCard'],
  ['Card was removed', 'writer.noCard'],
  ['Sharing violation', 'writer.inUse'],
  ['Card is unresponsive', 'writer.mute'],
  ['PC/SC service not running', 'writer.noService'],
  ['Communication error', 'writer.notReady'],
  ['Unknown PC/SC error', 'writer.notReady'],
])('"%s" is %s', (sentence, kind) => {
  expect(contactError(new Error(sentence), 'Reader').kind).toBe(kind);
});
