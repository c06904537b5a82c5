/** DER-TLV: what is written is read, and nothing else is. */

import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { encodeTlv, parseOnly, parseTlvs, readTlvHeader } from '../../../electron/core/chip/lds/tlv.ts';
import { value } from './sample.ts';

describe('data objects', () => {
  test.each([
    [0x04, 0, '0400'],
    [0x30, 127, '307F'],
    [0x5c, 128, '5C8180'],
    [0x5f1f, 255, '5F1F81FF'],
    [0x7f61, 256, '7F61820100'],
    [0x75, 65_535, '7582FFFF'],
    [0x75, 65_536, '7583010000'],
  ])('of tag %i and %i bytes start with %s and come back whole', (tag, length, head) => {
    const encoded = encodeTlv(tag, new Uint8Array(length).fill(0xa5));

    expect(hexOf(encoded.subarray(0, head.length / 2))).toBe(head);
    expect(value(parseOnly(encoded, tag, 'test'))).toEqual(new Uint8Array(length).fill(0xa5));
    expect(value(readTlvHeader(encoded, 'test'))).toEqual({ tag, headerLength: head.length / 2, valueLength: length });
  });

  test.each([
    ['a tag that never ends', '7F8181810100'],
    ['a missing length', '30'],
    ['an indefinite length', '30800000'],
    ['a length longer than it need be', '308105AABBCCDDEE'],
    ['a length with a leading zero', `30820080${'00'.repeat(128)}`],
    ['a length over three bytes', '308401000000'],
    ['a value cut off', '3003AABB'],
    ['bytes after the last object', '300100AA'],
  ])('with %s are refused', (_, hex) => {
    expect(parseTlvs(bytesOfHex(hex), 'test')).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
  });
});
