/** What each key and drag does to the crop. The frame stands still on the screen; the photo moves and turns under it. */

import { fitCrop, type Crop, type Extent } from '../../../shared/portrait/crop.ts';

/** The photo in pixels, the card's frame in millimetres. */
export interface Framing {
  readonly photo: Extent;
  readonly frame: Extent;
}

export type CropStep = 'left' | 'right' | 'up' | 'down' | 'nearer' | 'farther' | 'turnLeft' | 'turnRight';

/** A fiftieth of the frame's width: half a millimetre on the card. */
const MOVE = 0.02;
const ZOOM = 1.04;
export const TURN_DEGREES = 0.5;

export function stepCrop(crop: Crop, step: CropStep, framing: Framing): Crop {
  switch (step) {
    case 'left':
      return movePhoto(crop, -MOVE, 0, framing);
    case 'right':
      return movePhoto(crop, MOVE, 0, framing);
    case 'up':
      return movePhoto(crop, 0, -MOVE, framing);
    case 'down':
      return movePhoto(crop, 0, MOVE, framing);
    case 'nearer':
      return fitted({ ...crop, width: crop.width / ZOOM }, framing);
    case 'farther':
      return fitted({ ...crop, width: crop.width * ZOOM }, framing);
    case 'turnLeft':
      return turnTo(crop, crop.turnDegrees - TURN_DEGREES, framing);
    case 'turnRight':
      return turnTo(crop, crop.turnDegrees + TURN_DEGREES, framing);
  }
}

/** Moves the photo under the frame by so many widths of the frame, as seen on the screen. */
export function movePhoto(crop: Crop, across: number, down: number, framing: Framing): Crop {
  const { photo } = framing;
  const angle = (crop.turnDegrees * Math.PI) / 180;
  const width = crop.width * photo.width;
  const x = crop.x - ((across * Math.cos(angle) + down * Math.sin(angle)) * width) / photo.width;
  const y = crop.y - ((down * Math.cos(angle) - across * Math.sin(angle)) * width) / photo.height;
  return fitted({ ...crop, x, y }, framing);
}

/** To the nearest half degree. */
export function turnTo(crop: Crop, degrees: number, framing: Framing): Crop {
  return fitted({ ...crop, turnDegrees: Math.round(degrees / TURN_DEGREES) * TURN_DEGREES }, framing);
}

function fitted(crop: Crop, { photo, frame }: Framing): Crop {
  return fitCrop(crop, photo, frame);
}

/** The step of a key; `+` is also `=`, which needs no shift on most keyboards. */
export function stepOfKey(key: string): CropStep | null {
  return steps.get(key) ?? null;
}

const steps: ReadonlyMap<string, CropStep> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['+', 'nearer'],
  ['=', 'nearer'],
  ['-', 'farther'],
  ['[', 'turnLeft'],
  [']', 'turnRight'],
]);
