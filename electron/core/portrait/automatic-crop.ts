/** The crop that stands until an officer chooses another. */

import { fitCrop, wholePhoto, type Crop } from '../../../shared/portrait/crop.ts';
import type { Quality } from './quality.ts';

/** From crown to chin the head takes up six tenths of the frame, with an eighth of it above. */
const HEAD_SHARE = 0.6;
const ABOVE_CROWN = 0.125;
/** Less is within the error of the estimate, and turning costs sharpness. */
const LEAST_LEAN_DEGREES = 2;

/**
 * The head upright, in the middle, and as large as identity photos show it; never beyond the photo. Where no head is found,
 * as much of the photo as the frame's shape admits.
 */
export function automaticCrop(
  { head, widthPx, heightPx }: Pick<Quality, 'head' | 'widthPx' | 'heightPx'>,
  frame: { readonly widthMm: number; readonly heightMm: number },
): Crop {
  const photo = { width: widthPx, height: heightPx };
  const shape = { width: frame.widthMm, height: frame.heightMm };
  if (head === null) return wholePhoto(photo, shape);
  const frameHeight = (head.chinY - head.crownY) / HEAD_SHARE;
  const turnDegrees = Math.abs(head.leanDegrees) < LEAST_LEAN_DEGREES ? 0 : -head.leanDegrees;
  const below = frameHeight * (0.5 - ABOVE_CROWN - HEAD_SHARE / 2);
  // The frame's middle lies below the head's, along the head's own axis.
  const lean = (-turnDegrees * Math.PI) / 180;
  const crop = {
    x: (head.centreX - below * Math.sin(lean)) / widthPx,
    y: (head.centreY + below * Math.cos(lean)) / heightPx,
    width: (frameHeight * frame.widthMm) / frame.heightMm / widthPx,
    turnDegrees,
  };
  return fitCrop(crop, photo, shape);
}
