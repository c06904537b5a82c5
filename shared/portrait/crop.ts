/**
 * The officer's crop: where the card's photo frame lies on the photo of the record, and how far the photo is turned to
 * stand straight. In shares of the photo, so that it holds whatever its pixels; drawn in the page, cut in the app.
 */

import * as z from 'zod';

/** Beyond this a person was not photographed for a card; the authority sends another photo. */
export const LARGEST_TURN_DEGREES = 15;
/** The width of ISO/IEC 19794-5's token image, whose eyes are 60 pixels apart: below it a face is not compared reliably. */
export const FEWEST_PIXELS_ACROSS = 240;

export const cropSchema = z.strictObject({
  /** Middle of the frame: 0 left to 1 right, 0 top to 1 bottom. */
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  /** Width of the frame as a share of the photo's. */
  width: z.number().min(0.05).max(1),
  /** The photo is turned by this much, clockwise, about the middle of the frame. */
  turnDegrees: z.number().min(-LARGEST_TURN_DEGREES).max(LARGEST_TURN_DEGREES),
});

export type Crop = z.infer<typeof cropSchema>;

/** Pixels of a photo, millimetres of a frame. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The largest frame of that shape in the middle of the photo, unturned. */
export function wholePhoto(photo: Extent, frame: Extent): Crop {
  return fitCrop({ x: 0.5, y: 0.5, width: 1, turnDegrees: 0 }, photo, frame);
}

/**
 * The nearest crop whose whole frame lies on the photo: turned no further than allowed, not so small that
 * fewer than 240 pixels would be left across, made smaller where it is too large, then moved inside. No corner of a card's portrait is ever invented.
 */
export function fitCrop(crop: Crop, photo: Extent, frame: Extent): Crop {
  const turnDegrees = between(-LARGEST_TURN_DEGREES, crop.turnDegrees, LARGEST_TURN_DEGREES);
  const reach = reachOf(turnDegrees, frame);
  const largest = Math.min(1, 1 / reach.across, photo.height / photo.width / reach.down);
  const width = between(Math.min(FEWEST_PIXELS_ACROSS / photo.width, largest), crop.width, largest);
  const halfX = (width * reach.across) / 2;
  const halfY = (width * reach.down * photo.width) / photo.height / 2;
  return { x: between(halfX, crop.x, 1 - halfX), y: between(halfY, crop.y, 1 - halfY), width, turnDegrees };
}

/** How far a frame of width 1 reaches across and down when it stands at that angle on the photo. */
function reachOf(turnDegrees: number, frame: Extent): { readonly across: number; readonly down: number } {
  const angle = (Math.abs(turnDegrees) * Math.PI) / 180;
  const height = frame.height / frame.width;
  return {
    across: Math.cos(angle) + height * Math.sin(angle),
    down: Math.sin(angle) + height * Math.cos(angle),
  };
}

function between(low: number, value: number, high: number): number {
  // Where rounding leaves no room at all, the middle is right.
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}
