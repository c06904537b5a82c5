/** The ten digits and X, as strokes in a box of 1 by 1: what a card number ends with. */

import type { Point } from '../drawing.ts';

const strokesOf: Readonly<Record<string, readonly string[]>> = {
  '0': ['50,0 85,8 100,30 100,70 85,92 50,100 15,92 0,70 0,30 15,8 50,0'],
  '1': ['15,18 50,0 50,100', '15,100 85,100'],
  '2': ['3,24 20,5 50,0 82,6 97,25 90,45 0,100 100,100'],
  '3': ['4,14 30,1 60,0 88,8 95,25 85,42 45,48', '45,48 88,54 100,74 88,92 55,100 25,98 0,86'],
  '4': ['72,100 72,0 0,70 100,70'],
  '5': ['92,0 14,0 8,45 50,38 85,46 100,68 88,91 55,100 22,98 0,88'],
  '6': ['88,5 50,8 14,34 0,66 14,92 50,100 86,92 100,70 86,50 50,44 16,52 2,66'],
  '7': ['0,0 100,0 36,100'],
  '8': ['50,0 84,7 94,25 82,41 50,47 18,41 6,25 16,7 50,0', '50,47 88,56 100,74 86,93 50,100 14,93 0,74 12,56 50,47'],
  '9': ['12,95 50,92 86,66 100,34 86,8 50,0 14,8 0,30 14,50 50,56 84,48 98,34'],
  X: ['0,0 100,100', '100,0 0,100'],
};

/** The strokes of one character; none for a character that no card number ends with. */
export function digitStrokes(digit: string): readonly (readonly Point[])[] {
  return parsed.get(digit) ?? [];
}

const parsed = new Map(
  Object.entries(strokesOf).map(([digit, strokes]) => [digit, strokes.map((stroke) => stroke.split(' ').map(pointOf))]),
);

function pointOf(text: string): Point {
  const [x, y] = text.split(',').map(Number);
  return { xMm: (x ?? 0) / 100, yMm: (y ?? 0) / 100 };
}
