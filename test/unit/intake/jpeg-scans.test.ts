// A photo is whole when every block that its header promises is there: decoders fill in grey and say nothing.

import { describe, expect, test } from 'vitest';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { checkPhoto } from '../../../electron/core/intake/check-photo.ts';
import { hasWholeScans } from '../../../electron/core/intake/jpeg-scans.ts';

const portrait = await drawPortrait({ sex: 'F', age: 30, variation: 5 });
const end = [0xff, 0xd9];

const start = [0xff, 0xd8];
/** One table each: DC has the one symbol 0 under the code 0, AC the symbols `ac` under 0 and 10. */
const dcTable = [0xff, 0xc4, 0, 20, 0x00, 1, ...Array.from({ length: 15 }, () => 0), 0];
const acTable = (one: number, other: number) => [0xff, 0xc4, 0, 21, 0x10, 1, 1].concat(Array(14).fill(0), [one, other]);
/** Sixteen by sixteen pixels in one component: four blocks. */
const frame = (marker: number) => [0xff, marker, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0];
const scan = (from: number, to: number, bits: number) => [0xff, 0xda, 0, 8, 1, 1, 0x00, from, to, bits];

function file(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([start, ...parts, end].flat());
}

describe('a sequential photo', () => {
  test('is whole as it came', () => {
    expect(hasWholeScans(portrait)).toBe(true);
  });

  test.each([0.3, 0.6, 0.9, 0.99])('is not whole when its data ends after a share of %f of it', (share) => {
    const cut = portrait.slice(0, Math.round(portrait.length * share));
    expect(hasWholeScans(Uint8Array.from([...cut, ...end]))).toBe(false);
  });

  test('is not whole when its header promises more rows, or fewer', () => {
    const at = portrait.findIndex((byte, index) => byte === 0xff && portrait[index + 1] === 0xc0) + 5;
    const promising = (rows: number) => portrait.map((byte, index) => [rows >> 8, rows & 255][index - at] ?? byte);
    expect([531, 600, 480].map((rows) => hasWholeScans(promising(rows)))).toEqual([true, false, false]);
  });

  // Each block: DC 0, then the end of the block.
  const blocks = (...bytes: readonly number[]) =>
    file(frame(0xc0), dcTable, acTable(0x00, 0x01), scan(0, 63, 0), bytes);
  test('may be padded, not end early nor go on', () => {
    expect(hasWholeScans(blocks(0b0000_0000))).toBe(true);
    expect(hasWholeScans(blocks(0b0000_0000, 0, 0))).toBe(true);
    expect(hasWholeScans(blocks())).toBe(false);
    expect(hasWholeScans(blocks(0b0000_0000, 0b1010_1010))).toBe(false);
  });

  test('has its restart markers in turn', () => {
    const restarting = (...bytes: readonly number[]) =>
      file([0xff, 0xdd, 0, 4, 0, 2], frame(0xc0), dcTable, acTable(0x00, 0x01), scan(0, 63, 0), bytes);
    expect(hasWholeScans(restarting(0x0f, 0xff, 0xd0, 0x0f))).toBe(true);
    expect(hasWholeScans(restarting(0x0f, 0xff, 0xd1, 0x0f))).toBe(false);
    expect(hasWholeScans(restarting(0x0f, 0x0f))).toBe(false);
  });
});

describe('a progressive photo', () => {
  const dc = [...dcTable, ...scan(0, 0, 0), 0b0000_1111];

  test('is whole scan by scan: first values, a band, and a bit more of each', () => {
    // A band's symbols: 0x10 ends two blocks at once (and reads which), 0x01 is a new value with its sign.
    const band = [...acTable(0x10, 0x01), ...scan(1, 5, 0), 0b1010_0001];
    // Block 1: 10 1 a value, then 0 and 0: it and the next end. Blocks 3 and 4: 0 0 likewise.
    const more = [...scan(1, 5, 0x10), 0b0010_0111];
    expect(hasWholeScans(file(frame(0xc2), dc))).toBe(true);
    expect(hasWholeScans(file(frame(0xc2), dc, band))).toBe(true);
    expect(hasWholeScans(file(frame(0xc2), dc, band, more))).toBe(true);
  });

  test('is not whole when a scan ends early', () => {
    expect(hasWholeScans(file(frame(0xc2), [...dcTable, ...scan(0, 0, 0)]))).toBe(false);
    expect(hasWholeScans(file(frame(0xc2), dc, [...acTable(0x10, 0x01), ...scan(1, 5, 0)]))).toBe(false);
  });
});

test('a photo of which one colour is in no scan is not whole', () => {
  const two = [0xff, 0xc0, 0, 14, 8, 0, 16, 0, 16, 2, 1, 0x11, 0, 2, 0x11, 0];
  const scanOf = (id: number) => [0xff, 0xda, 0, 8, 1, id, 0x00, 0, 63, 0, 0];
  const withScans = (...ids: readonly number[]) =>
    hasWholeScans(file(two, dcTable, acTable(0x00, 0x01), ids.flatMap(scanOf)));
  expect([withScans(1, 2), withScans(1), withScans(2)]).toEqual([true, false, false]);
});

describe('no scan can lead the reading astray', () => {
  const dc = [...dcTable, ...scan(0, 0, 0), 0b0000_1111];

  test.each([
    ['with its first coefficient among others', scan(0, 5, 0)],
    ['of a band that ends before it begins', scan(5, 1, 0)],
    ['of coefficients that no block has', scan(1, 64, 0)],
    ['of no component', [0xff, 0xda, 0, 6, 0, 1, 5, 0]],
    ['of one component twice', [0xff, 0xda, 0, 10, 2, 1, 0, 1, 0, 1, 5, 0]],
  ])('%s', (_, header) => {
    const crooked = file(frame(0xc2), dc, acTable(0x10, 0x01), header, [0b1010_0001, 0b1010_0001]);
    expect(hasWholeScans(crooked)).toBe(false);
  });

  // Behind each a frame header that is data to whoever read the markers: it is cut off, and would be far too large.
  test.each([
    ['restart marker', [0xff, 0xd0]],
    ['restart marker behind a fill byte', [0xff, 0xff, 0xd0]],
    ['stuffed zero behind a fill byte', [0xff, 0xff, 0x00]],
  ])('a %s behind the last block', (_, marker) => {
    const astray = file(frame(0xc2), dc, marker, [0, 2], [0xff, 0xc0, 0, 3, 8]);
    expect(hasWholeScans(astray)).toBe(false);
  });
});

test('half a photo with a proper end is refused at intake as damaged', async () => {
  const half = Uint8Array.from([...portrait.slice(0, portrait.length >> 1), ...end]);
  expect(await checkPhoto(encodeBase64(half), photoCodec)).toEqual({
    ok: false,
    error: { kind: 'intake.photoDamaged', data: {} },
  });
});
