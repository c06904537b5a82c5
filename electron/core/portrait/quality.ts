/** What can be measured of a photo as a picture: sharpness, exposure, contrast, background. Numbers only; limits are in `findings.ts`. */

import { look, type Head, type Sight } from './find-head.ts';
import { luminancePlane } from './luminance.ts';
import type { Pixels } from './pixels.ts';
import { resized } from './resample.ts';
import { laplacianVariance, type Region } from './sharpness.ts';

export interface Quality extends Sight {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Variance of the Laplacian over the variance of lightness, within the face: the share of it that is fine detail. */
  readonly sharpness: number;
  /** Lightness, 0 to 255, below which lie 2 and 98 of a hundred pixels. */
  readonly darkest: number;
  readonly lightest: number;
  /** Share of the face that is burnt out to white. */
  readonly burntOut: number;
}

/** Sharpness is a matter of scale: larger photos are first brought to the 35 mm at 300 dpi of an identity photo. */
const SCALE_WIDTH = 413;
const LARGEST_WIDTH = 600;

export function measure(pixels: Pixels): Quality {
  const scaled = pixels.widthPx > LARGEST_WIDTH ? scaledTo(pixels, SCALE_WIDTH) : pixels;
  const sight = look(pixels);
  const { widthPx, heightPx } = scaled;
  const light = luminancePlane(scaled);
  const face = faceRegion(sight.head, pixels, scaled);
  const spread = varianceIn(light, widthPx, face);
  const steps = histogram(light);
  return {
    ...sight,
    widthPx: pixels.widthPx,
    heightPx: pixels.heightPx,
    sharpness: laplacianVariance({ widthPx, heightPx, light }, face) / Math.max(spread, 1),
    darkest: percentile(steps, light.length / EVERY, 0.02),
    lightest: percentile(steps, light.length / EVERY, 0.98),
    burntOut: shareAbove(light, widthPx, face, 251),
  };
}

function scaledTo(pixels: Pixels, widthPx: number): Pixels {
  return resized(pixels, { widthPx, heightPx: Math.round((pixels.heightPx * widthPx) / pixels.widthPx) });
}

/** Brows to mouth, cheek to cheek: no hair, no background. Without a head the middle of the picture stands in. */
function faceRegion(head: Head | null, pixels: Pixels, scaled: Pixels): Region {
  const scale = scaled.widthPx / pixels.widthPx;
  const { centreX, centreY, half } =
    head === null
      ? { centreX: pixels.widthPx / 2, centreY: pixels.heightPx * 0.45, half: pixels.widthPx * 0.2 }
      : { centreX: head.centreX, centreY: head.centreY + head.faceWidth * 0.15, half: head.faceWidth * 0.42 };
  return {
    left: Math.max(0, Math.round((centreX - half) * scale)),
    right: Math.min(scaled.widthPx, Math.round((centreX + half) * scale)),
    top: Math.max(0, Math.round((centreY - half) * scale)),
    bottom: Math.min(scaled.heightPx, Math.round((centreY + half) * scale)),
  };
}

function varianceIn(light: Float32Array, widthPx: number, region: Region): number {
  let [sum, squares] = [0, 0];
  const count = eachRow(light, widthPx, region, (row) => {
    for (const value of row) {
      sum += value;
      squares += value * value;
    }
  });
  return squares / count - (sum / count) ** 2;
}

function shareAbove(light: Float32Array, widthPx: number, region: Region, limit: number): number {
  let above = 0;
  const count = eachRow(light, widthPx, region, (row) => {
    for (const value of row) if (value > limit) above += 1;
  });
  return above / count;
}

/** Answers how many values there are, at least one. */
function eachRow(
  light: Float32Array,
  widthPx: number,
  { left, top, right, bottom }: Region,
  visit: (row: Float32Array) => void,
): number {
  for (let y = top; y < bottom; y += 1) visit(light.subarray(y * widthPx + left, y * widthPx + right));
  return Math.max(1, (bottom - top) * (right - left));
}

/** No divisor of usual widths: the sample runs over all columns. */
const EVERY = 7;

function histogram(light: Float32Array): Uint32Array {
  const steps = new Uint32Array(256);
  for (let at = 0; at < light.length; at += EVERY) {
    const step = Math.min(255, Math.round(light[at] ?? 0));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
}

function percentile(steps: Uint32Array, count: number, share: number): number {
  let seen = 0;
  for (let step = 0; step < 256; step += 1) {
    seen += steps[step] ?? 0;
    if (seen >= count * share) return step;
  }
  return 255;
}
