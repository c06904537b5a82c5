// What a photo file may be, and the one sentence that each impossible one gets before anything is composed.

import { describe, expect, test } from 'vitest';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { readJpegHeader } from '../../../electron/core/intake/jpeg-header.ts';
import { checkPhoto } from '../../../electron/core/intake/check-photo.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { en } from '../../../shared/messages/en.ts';
import { zh } from '../../../shared/messages/zh.ts';
import { decoded, painted } from './sitters.ts';

const portrait = await drawPortrait({ sex: 'F', age: 30, variation: 5 });

/** APP1 with one directory entry: orientation (Exif 2.32 section 4.6.4, tag 0112), as files of cameras hold it. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = [
    [0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0],
    [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0],
  ].flat();
  return Uint8Array.from([...jpeg.slice(0, 2), ...exif, ...jpeg.slice(2)]);
}

/** The bytes from the start of the frame header (T.81 section B.2.2), overwritten. */
function patched(jpeg: Uint8Array, offset: number, bytes: readonly number[]): Uint8Array {
  const copy = jpeg.slice();
  copy.set(bytes, jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0) + offset);
  return copy;
}

/** Sixteen by sixteen pixels of middle grey in a single progressive scan: every block's DC difference is zero, one bit. */
const progressive = Uint8Array.from(
  [
    [0xff, 0xd8],
    [0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1)],
    [0xff, 0xc2, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0],
    [0xff, 0xc4, 0, 20, 0, 1, ...Array.from({ length: 15 }, () => 0), 0],
    [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0x0f],
    [0xff, 0xd9],
  ].flat(),
);

describe('a photo', () => {
  test('survives decoding and encoding without a visible difference, free of metadata', async () => {
    const pixels = await decoded(portrait);
    const jpeg = await photoCodec.encode(pixels, 0.95);
    const again = await decoded(jpeg);
    let worst = 0;
    let sum = 0;
    for (let at = 0; at < pixels.rgba.length; at += 1) {
      const difference = Math.abs((pixels.rgba[at] ?? 0) - (again.rgba[at] ?? 0));
      worst = Math.max(worst, difference);
      sum += difference;
    }
    expect(sum / pixels.rgba.length).toBeLessThan(1.5);
    expect(worst).toBeLessThan(120);
    const markers = [0xe1, 0xe2, 0xed, 0xfe].map((marker) =>
      jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === marker && at < 600),
    );
    expect(markers).toEqual([-1, -1, -1, -1]);
    expect(readJpegHeader(jpeg)).toMatchObject({ kind: 'jpeg', components: 3, bitsPerSample: 8 });
  });

  test('encodes to the same bytes each time', async () => {
    const pixels = await decoded(portrait);
    const [one, other] = await Promise.all([photoCodec.encode(pixels, 0.9), photoCodec.encode(pixels, 0.9)]);
    expect(one).toEqual(other);
  });

  test.each([
    [1, 20, 30, 10, 0],
    [3, 20, 30, 10, 29],
    [6, 30, 20, 29, 10],
    [8, 30, 20, 0, 9],
  ])('with EXIF orientation %i stands upright', async (orientation, widthPx, heightPx, x, y) => {
    // One dark dot in the middle of the upper edge of a picture of 20 x 30.
    const dotted = painted(20, 30, (px, py) => (Math.abs(px - 10) < 2 && py < 3 ? [0, 0, 0] : [255, 255, 255]));
    const upright = await decoded(withOrientation(await photoCodec.encode(dotted, 1), orientation));
    expect({ widthPx: upright.widthPx, heightPx: upright.heightPx }).toEqual({ widthPx, heightPx });
    expect(upright.rgba[(y * widthPx + x) * 4] ?? 255).toBeLessThan(90);
  });

  test('that is progressive decodes like any other', async () => {
    const { widthPx, heightPx, rgba } = await decoded(progressive);
    expect({ widthPx, heightPx, first: [...rgba.subarray(0, 4)] }).toEqual({
      widthPx: 16,
      heightPx: 16,
      first: [128, 128, 128, 255],
    });
  });
});

describe('a file that is no usable photo', () => {
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['no JPEG', 'intake.photoNotJpeg', Uint8Array.from([0x89, 0x50, 0x4e, 0x47])],
    ['no bytes', 'intake.photoNotJpeg', new Uint8Array()],
    ['cut off', 'intake.photoDamaged', portrait.slice(0, -2000)],
    ['of 12 bits', 'intake.photoPrecision', patched(portrait, 4, [12])],
    ['arithmetically coded', 'intake.photoCoding', patched(portrait, 1, [0xc9])],
    ['lossless', 'intake.photoCoding', patched(portrait, 1, [0xc3])],
    ['said to be 65,500 pixels wide and high', 'intake.photoTooLarge', patched(portrait, 5, [0xff, 0xdc, 0xff, 0xdc])],
  ];

  test.each(cases)('%s is refused as %s, before it is decoded', async (_, kind, file) => {
    const pixels = await photoCodec.pixels(file);
    expect(pixels.ok ? 'decoded' : pixels.error.kind).toBe(kind);
  });

  test.each(cases)('%s is refused at intake too, or for its size in bytes', async (_, kind, file) => {
    const checked = await checkPhoto(encodeBase64(file), photoCodec);
    expect([kind, 'intake.photoSize']).toContain(checked.ok ? 'accepted' : checked.error.kind);
  });

  test('has a sentence of its own in both languages', () => {
    const kinds = [...new Set(cases.map(([, kind]) => kind)), 'intake.photoColours', 'intake.photoTooSmall'];
    for (const language of [en, zh]) {
      const sentences = kinds.map((kind) => Object.entries(language.errors).find(([name]) => name === kind)?.[1].what);
      expect(new Set(sentences).size).toBe(kinds.length);
      expect(sentences).not.toContain(undefined);
    }
  });

  test('lying on its side is measured as it stands', async () => {
    const wide = await photoCodec.encode(
      painted(640, 480, (x, y) => [(x * 7) % 256, (y * 5) % 256, (x * y) % 256]),
      0.9,
    );
    const kinds = await Promise.all(
      [wide, withOrientation(wide, 6)].map(async (file) => {
        const checked = await checkPhoto(encodeBase64(file), photoCodec);
        return checked.ok ? 'accepted' : checked.error.kind;
      }),
    );
    expect(kinds).toEqual(['intake.photoShape', 'accepted']);
  });
});
