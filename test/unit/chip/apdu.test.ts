/** Command and response units in every case of ISO/IEC 7816-4 section 5.1. */

import { describe, expect, test } from 'vitest';
import {
  encodeCommand,
  encodeResponse,
  parseCommand,
  parseResponse,
  type CommandApdu,
} from '../../../electron/core/chip/apdu.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { ok } from '../../../shared/result.ts';
import { mutations } from './mutate.ts';
import { value } from './sample.ts';

const command = (length: number, expected: number | null): CommandApdu => ({
  cla: 0x00,
  ins: 0xd6,
  p1: 0x12,
  p2: 0x34,
  data: new Uint8Array(length).fill(0xee),
  expected,
});

describe('commands', () => {
  test.each([
    ['1', 0, null, '00D61234', ''],
    ['2 short', 0, 256, '00D6123400', ''],
    ['2 extended', 0, 257, '00D61234000101', ''],
    ['2 extended, all', 0, 65_536, '00D61234000000', ''],
    ['3 short', 255, null, '00D61234FF', ''],
    ['3 extended', 256, null, '00D61234000100', ''],
    ['4 short', 2, 1, '00D6123402', '01'],
    ['4 short, all', 255, 256, '00D61234FF', '00'],
    ['4 extended', 1, 300, '00D61234000001', '012C'],
    ['4 extended, largest', 65_535, 65_536, '00D6123400FFFF', '0000'],
  ])('of case %s take their form and come back', (_, length, expected, head, tail) => {
    const encoded = hexOf(encodeCommand(command(length, expected)));

    expect(encoded).toBe(head + 'EE'.repeat(length) + tail);
    expect(parseCommand(bytesOfHex(encoded))).toEqual(ok(command(length, expected)));
  });

  test.each([
    '',
    '00',
    '00A404',
    '00A4040C07A000',
    '00A4040C02AABBCCDD',
    '00D612340000',
    '00D61234000002EE',
    '00B00000000000AABB',
  ])('like %s are refused', (hex) => {
    expect(parseCommand(bytesOfHex(hex))).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
  });

  test('broken 20,000 times over are refused, or mean what they say', () => {
    const seeds = [command(0, null), command(20, null), command(5, 256), command(300, 400), command(0, 9)].map(
      encodeCommand,
    );
    let parsed = 0;

    for (const input of mutations(seeds, 20_000)) {
      const result = parseCommand(input);
      if (!result.ok) continue;
      parsed += 1;
      expect(value(parseCommand(encodeCommand(result.value)))).toEqual(result.value);
    }

    expect(parsed).toBeGreaterThan(500);
    expect(parsed).toBeLessThan(20_000);
  });
});

describe('responses', () => {
  test('keep data and status apart', () => {
    const encoded = encodeResponse(0x6282, bytesOfHex('0102'));

    expect(hexOf(encoded)).toBe('01026282');
    expect(parseResponse(encoded)).toEqual(ok({ data: bytesOfHex('0102'), status: 0x6282 }));
  });

  test.each(['', '90', '0000', '6000', 'FFFF', '01025000'])('like "%s" are refused', (hex) => {
    expect(parseResponse(bytesOfHex(hex))).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
  });
});
