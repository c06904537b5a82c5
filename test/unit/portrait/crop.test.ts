import { describe, expect, test } from 'vitest';
import { resample } from '../../../electron/core/portrait/resample.ts';
import { cutPortrait } from '../../../electron/core/portrait/portrait.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { cropSchema, fitCrop, wholePhoto, type Crop } from '../../../shared/portrait/crop.ts';
import { painted } from './sitters.ts';

const photo = { width: 413, height: 531 };
const frame = { width: 24, height: 29.6 };

/** The frame's corners on the photo, in pixels. */
function cornersOf(crop: Crop, on: { width: number; height: number }): readonly { x: number; y: number }[] {
  const angle = (crop.turnDegrees * Math.PI) / 180;
  const width = crop.width * on.width;
  const height = (width * frame.height) / frame.width;
  return [-1, 1].flatMap((across) =>
    [-1, 1].map((down) => ({
      x: crop.x * on.width + (across * width * Math.cos(angle) + down * height * Math.sin(angle)) / 2,
      y: crop.y * on.height + (-across * width * Math.sin(angle) + down * height * Math.cos(angle)) / 2,
    })),
  );
}

describe('a crop', () => {
  test('of the whole photo is as wide as it, and in the middle', () => {
    expect(wholePhoto(photo, frame)).toEqual({ x: 0.5, y: 0.5, width: 1, turnDegrees: 0 });
    const tall = { width: 900, height: 1000 };
    expect(wholePhoto(tall, frame).width).toBeCloseTo((1000 * 24) / 29.6 / 900, 10);
  });

  test('never reaches over the photo, whatever was asked for', () => {
    const chance = chanceOf(11, 0);
    const random = (from: number, to: number): number => from + (to - from) * (chance.int(100_001) / 100_000);
    for (let round = 0; round < 2000; round += 1) {
      const on = { width: 300 + chance.int(2000), height: 400 + chance.int(2600) };
      const wish = { x: random(-1, 2), y: random(-1, 2), width: random(0, 3), turnDegrees: random(-40, 40) };
      const fitted = fitCrop(wish, on, frame);
      expect(cropSchema.safeParse(fitted).success).toBe(true);
      for (const { x, y } of cornersOf(fitted, on)) {
        expect(Math.min(x, y, on.width - x, on.height - y)).toBeGreaterThan(-1e-6);
      }
    }
  });

  test('that fits stays as it is', () => {
    const crop = { x: 0.5, y: 0.45, width: 0.7, turnDegrees: -3.5 };
    expect(fitCrop(crop, photo, frame)).toEqual(crop);
  });

  test('leaves 240 pixels across where the photo has them', () => {
    expect(fitCrop({ x: 0.5, y: 0.5, width: 0.01, turnDegrees: 0 }, photo, frame).width * photo.width).toBeCloseTo(240);
  });
});

describe('the cut', () => {
  const checks = painted(300, 400, (x, y) => [x % 256, y % 256, ((x >> 3) + (y >> 3)) % 2 === 0 ? 255 : 0]);

  test('at the size of the photo is taken pixel by pixel', () => {
    const cut = { centreX: 150, centreY: 200, width: 100, height: 120, turnDegrees: 0 };
    const copy = resample(checks, cut, { widthPx: 100, heightPx: 120 });
    const expected = painted(100, 120, (x, y) => [
      (x + 100) % 256,
      (y + 140) % 256,
      (((x + 100) >> 3) + ((y + 140) >> 3)) % 2 === 0 ? 255 : 0,
    ]);
    expect(Buffer.compare(copy.rgba, expected.rgba)).toBe(0);
  });

  test('of a half turn is the picture upside down', () => {
    const cut = { centreX: 150, centreY: 200, width: 300, height: 400, turnDegrees: 180 };
    const turned = resample(checks, cut, { widthPx: 300, heightPx: 400 });
    const at = (x: number, y: number): readonly number[] => [...turned.rgba.subarray((y * 300 + x) * 4).subarray(0, 2)];
    expect([at(0, 0), at(299, 399), at(10, 20)]).toEqual([
      [299 % 256, 399 % 256],
      [0, 0],
      [289 % 256, 379 % 256],
    ]);
  });

  test('turns clockwise: what was on the right of the middle comes down', () => {
    const dot = painted(301, 301, (x, y) => (Math.hypot(x - 250, y - 150) < 6 ? [255, 0, 0] : [255, 255, 255]));
    const cut = { centreX: 150.5, centreY: 150.5, width: 301, height: 301, turnDegrees: 10 };
    const { rgba } = resample(dot, cut, { widthPx: 301, heightPx: 301 });
    const x = Math.round(150 + 100 * Math.cos(Math.PI / 18));
    const y = Math.round(150 + 100 * Math.sin(Math.PI / 18));
    expect([...rgba.subarray((y * 301 + x) * 4).subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  test('keeps an even colour even at any size and angle', () => {
    const even = painted(700, 900, () => [90, 120, 200]);
    for (const turnDegrees of [0, 0.5, -7, 15]) {
      const cut = { centreX: 350, centreY: 450, width: 500, height: 600, turnDegrees };
      const { rgba } = resample(even, cut, { widthPx: 123, heightPx: 148 });
      expect(new Set(rgba.map((value, index) => value - ([90, 120, 200, 255][index % 4] ?? 0)))).toEqual(new Set([0]));
    }
  });

  test('of a large photo averages: fine stripes become grey, not stripes of another width', () => {
    const stripes = painted(2400, 3000, (x) => (x % 2 === 0 ? [0, 0, 0] : [255, 255, 255]));
    const { rgba, widthPx } = cutPortrait(
      stripes,
      { x: 0.5, y: 0.5, width: 1, turnDegrees: 0 },
      { widthMm: 24, heightMm: 29.6 },
    );
    expect(widthPx).toBe(425);
    const reds = rgba.filter((_, index) => index % 4 === 0);
    expect(reds.every((red) => Math.abs(red - 127) < 40)).toBe(true);
  });
});
