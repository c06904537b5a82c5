/** How light each pixel looks. */

import type { Pixels } from './pixels.ts';

/** Luma of ITU-R BT.601, which is also JPEG's own (ITU-T T.871): one value of 0 black to 255 white a pixel, row by row. */
export function luminancePlane({ widthPx, heightPx, rgba }: Pixels): Float32Array {
  const light = new Float32Array(widthPx * heightPx);
  for (let index = 0, from = 0; index < light.length; index += 1, from += 4) {
    light[index] = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0);
  }
  return light;
}
