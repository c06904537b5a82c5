import { describe, expect, test } from 'vitest';
import { movePhoto, stepCrop, stepOfKey, turnTo, type CropStep } from '../../../renderer/screens/review/crop-steps.ts';
import type { Crop } from '../../../shared/portrait/crop.ts';

const framing = { photo: { width: 413, height: 531 }, frame: { width: 24, height: 29.6 } };
const middle: Crop = { x: 0.5, y: 0.5, width: 0.7, turnDegrees: 0 };

describe('a key', () => {
  test.each<[string, CropStep]>([
    ['ArrowLeft', 'left'],
    ['+', 'nearer'],
    ['=', 'nearer'],
    ['-', 'farther'],
    ['[', 'turnLeft'],
    [']', 'turnRight'],
  ])('%s is the step %s', (key, step) => {
    expect(stepOfKey(key)).toBe(step);
  });

  test('that means nothing here is left alone', () => {
    expect(['a', 'Enter', 'Tab', 'toString'].map((key) => stepOfKey(key))).toEqual([null, null, null, null]);
  });
});

describe('a step', () => {
  test('to the left moves the photo to the left, so the frame shows what was right of it', () => {
    expect(stepCrop(middle, 'left', framing).x).toBeGreaterThan(middle.x);
    expect(stepCrop(middle, 'up', framing).y).toBeGreaterThan(middle.y);
  });

  test('there and back again is where it was', () => {
    for (const [there, back] of [
      ['left', 'right'],
      ['up', 'down'],
      ['nearer', 'farther'],
      ['turnLeft', 'turnRight'],
    ] as const) {
      const again = stepCrop(stepCrop(middle, there, framing), back, framing);
      for (const part of ['x', 'y', 'width', 'turnDegrees'] as const) expect(again[part]).toBeCloseTo(middle[part], 10);
    }
  });

  test('turns by half a degree, on half degrees', () => {
    expect(stepCrop({ ...middle, turnDegrees: 1.2 }, 'turnRight', framing).turnDegrees).toBe(1.5);
    expect(turnTo(middle, 90, framing).turnDegrees).toBe(15);
  });

  test('moves along the screen, however far the photo is turned', () => {
    const turned = { ...middle, turnDegrees: 10 };
    const moved = movePhoto(turned, 0.1, 0, framing);
    const [dx, dy] = [(moved.x - turned.x) * 413, (moved.y - turned.y) * 531];
    expect(Math.hypot(dx, dy)).toBeCloseTo(0.1 * 0.7 * 413, 6);
    // On a photo that is turned clockwise by ten degrees the screen's left points ten degrees down.
    expect((Math.atan2(dy, -dx) * 180) / Math.PI).toBeCloseTo(10, 6);
  });
});
