import { expect, test } from 'vitest';
import { toneGrid } from '../../../electron/core/portrait/tone.ts';
import { painted } from './sitters.ts';

test('white is 0 and black 255, cell by cell', () => {
  const halves = painted(40, 20, (x) => (x < 20 ? [255, 255, 255] : [0, 0, 0]));
  expect(toneGrid(halves, 4, 2)).toEqual({
    columns: 4,
    rows: 2,
    darkness: Uint8Array.from([0, 0, 255, 255, 0, 0, 255, 255]),
  });
});

test('a pixel counts in each cell by the share of it that lies there', () => {
  const thirds = painted(3, 1, (x) => (x === 1 ? [0, 0, 0] : [255, 255, 255]));
  expect([...toneGrid(thirds, 2, 1).darkness]).toEqual([85, 85]);
});

test('a grid finer than the picture repeats its pixels', () => {
  const two = painted(2, 1, (x) => (x === 0 ? [0, 0, 0] : [255, 255, 255]));
  expect([...toneGrid(two, 4, 1).darkness]).toEqual([255, 255, 0, 0]);
});

test('green looks lighter than red, and red than blue', () => {
  const [red = 0, green = 0, blue = 0] = toneGrid(
    painted(3, 1, (x) => [x === 0 ? 255 : 0, x === 1 ? 255 : 0, x === 2 ? 255 : 0]),
    3,
    1,
  ).darkness;
  expect([red, green, blue]).toEqual([179, 105, 226]);
});
