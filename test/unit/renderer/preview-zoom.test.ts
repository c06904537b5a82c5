import { describe, expect, test } from 'vitest';
import { stepZoom, visiblePart, type Zoom } from '../../../renderer/ui/preview-zoom.ts';

describe('the size of the preview', () => {
  test('grows step by step to sixteen times, where microtext reads, and no further', () => {
    const steps: Zoom[] = ['fit'];
    for (let press = 0; press < 10; press += 1) steps.push(stepZoom(steps.at(-1) ?? 'fit', 1));
    expect(steps).toEqual(['fit', 2, 3, 4, 6, 8, 12, 16, 16, 16, 16]);
  });

  test('shrinks to actual size and then fits', () => {
    expect([stepZoom(2, -1), stepZoom(1.5, -1), stepZoom(1, -1), stepZoom('fit', -1)]).toEqual([1.5, 1, 'fit', 'fit']);
  });
});

describe('the part in sight', () => {
  const rectangle = (left: number, top: number, width: number, height: number): DOMRectReadOnly => ({
    left,
    top,
    width,
    height,
    x: left,
    y: top,
    right: left + width,
    bottom: top + height,
    toJSON: () => '',
  });

  test('is what face and viewport share, with a margin, in the pixels of the face', () => {
    const face = rectangle(-1000, -500, 5176, 3264);
    expect(visiblePart(face, rectangle(100, 100, 500, 400), 80)).toEqual({
      left: 1020,
      top: 520,
      width: 660,
      height: 560,
    });
  });

  test('ends where the face ends', () => {
    expect(visiblePart(rectangle(50, 50, 300, 200), rectangle(0, 0, 800, 600), 80)).toEqual({
      left: 0,
      top: 0,
      width: 300,
      height: 200,
    });
  });

  test('is nothing for a face that is scrolled away', () => {
    expect(visiblePart(rectangle(0, 2000, 300, 200), rectangle(0, 0, 800, 600), 80)).toBeNull();
  });
});
