/** The crop that stands until an officer chooses another. */

import { wholePhoto, type Crop } from '../../../shared/portrait/crop.ts';
import type { Pixels } from './pixels.ts';

/** As much of the photo as the frame's shape admits. */
export function automaticCrop(
  { widthPx, heightPx }: Pixels,
  frame: { readonly widthMm: number; readonly heightMm: number },
): Crop {
  return wholePhoto({ width: widthPx, height: heightPx }, { width: frame.widthMm, height: frame.heightMm });
}
