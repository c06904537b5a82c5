/** How dark a picture is, place by place: the small grey grid from which the ghost portrait's lines are drawn. */

import { luminancePlane } from './luminance.ts';
import type { Pixels } from './pixels.ts';

export interface ToneGrid {
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the top left: 0 white, 255 black. */
  readonly darkness: Uint8Array;
}

/**
 * The picture as `columns` x `rows` averages over equal areas, each pixel counted by the share of it that lies in the
 * cell. The same pixels give the same grid.
 */
export function toneGrid(pixels: Pixels, columns: number, rows: number): ToneGrid {
  const { widthPx, heightPx } = pixels;
  const light = luminancePlane(pixels);
  const across = spans(widthPx, columns);
  const down = spans(heightPx, rows);
  const darkness = new Uint8Array(columns * rows);
  down.forEach((high, row) => {
    across.forEach((wide, column) => {
      let sum = 0;
      for (let y = high.first; y <= high.last; y += 1) {
        const shareDown = share(high, y);
        for (let x = wide.first; x <= wide.last; x += 1) {
          sum += (light[y * widthPx + x] ?? 0) * shareDown * share(wide, x);
        }
      }
      const area = (high.to - high.from) * (wide.to - wide.from);
      darkness[row * columns + column] = Math.round(255 - sum / area);
    });
  });
  return { columns, rows, darkness };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** `count` equal parts of `length` pixels. */
function spans(length: number, count: number): readonly Span[] {
  return Array.from({ length: count }, (_, index) => {
    const from = (index * length) / count;
    const to = ((index + 1) * length) / count;
    return { from, to, first: Math.floor(from), last: Math.min(length - 1, Math.ceil(to) - 1) };
  });
}

/** How much of the pixel at `position` lies within the span. */
function share({ from, to }: Span, position: number): number {
  return Math.min(to, position + 1) - Math.max(from, position);
}
