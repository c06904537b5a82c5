import { beforeAll, describe, expect, test } from 'vitest';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { MOST_SCANS, readJpegHeader } from '../../../electron/core/intake/jpeg-header.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';

describe('the header of a JPEG', () => {
  let jpeg: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    jpeg = await drawPortrait({ sex: 'F', age: 30, variation: 5 });
  });

  test('says size, components and precision', () => {
    expect(readJpegHeader(jpeg)).toEqual({
      kind: 'jpeg',
      widthPx: 413,
      heightPx: 531,
      components: 3,
      bitsPerSample: 8,
    });
  });

  test('a file cut anywhere is never whole', () => {
    const chance = chanceOf(3, 0);
    const cuts = Array.from({ length: 300 }, () => chance.int(jpeg.length));
    expect(cuts.filter((length) => readJpegHeader(jpeg.slice(0, length)).kind === 'jpeg')).toEqual([]);
  });

  test('bytes behind the end are noticed', () => {
    expect(readJpegHeader(Uint8Array.from([...jpeg, 0])).kind).toBe('damaged');
  });

  test('other formats and no bytes at all are no JPEG', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);
    expect([png, new Uint8Array(), Uint8Array.from([0xff, 0xd8])].map((bytes) => readJpegHeader(bytes).kind)).toEqual([
      'notJpeg',
      'notJpeg',
      'notJpeg',
    ]);
  });

  test('scans without end are a rare coding: each would cost a walk over the whole picture', () => {
    const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0];
    const frame = [0xff, 0xc2, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0];
    const ofScans = (count: number) =>
      Uint8Array.from([0xff, 0xd8, ...frame, ...Array.from({ length: count }, () => scan).flat(), 0xff, 0xd9]);
    expect([1, MOST_SCANS, MOST_SCANS + 1].map((count) => readJpegHeader(ofScans(count)).kind)).toEqual([
      'jpeg',
      'jpeg',
      'rareCoding',
    ]);
  });

  test('ten thousand mutations end with an answer', () => {
    const chance = chanceOf(4, 0);
    const kinds = new Set<string>();
    for (let round = 0; round < 10_000; round += 1) {
      const mutated = jpeg.slice(0, 700 + chance.int(400));
      for (let change = 0; change < 4; change += 1) mutated[chance.int(mutated.length)] = chance.int(256);
      kinds.add(readJpegHeader(mutated).kind);
    }
    expect([...kinds].toSorted()).toEqual(['damaged', 'notJpeg', 'rareCoding']);
  });
});
