/** The portrait for the chip: recompressed to a number of bytes, and still a good portrait, or a clear failure. */

import { FEWEST_PIXELS_ACROSS } from '../../../shared/portrait/crop.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { luminancePlane } from './luminance.ts';
import type { Pixels } from './pixels.ts';
import type { Portrait } from './portrait.ts';
import { resized, type Size } from './resample.ts';
import { laplacianVariance } from './sharpness.ts';

export interface ChipPortrait {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** First quality, then size: a face loses less by coarser shades than by fewer pixels. */
const qualities = [0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5] as const;
const sizes = [1, 0.85, 0.7, 0.6] as const;

/** Below about 30 dB the blocks of a JPEG are plain to see; measured on lightness against what was encoded. */
const LEAST_FIDELITY_DB = 30;
/** How much of the fine detail must be left; more than all of it would be the edges of blocks. */
const detailKept = { least: 0.6, most: 1.8 } as const;

/**
 * The best JPEG of the portrait within `maxBytes`: the portrait itself where it fits. What comes out is decoded again and
 * held against what went in. The same portrait and budget give the same bytes.
 * Fails with `chip.photoBudget` where no size and quality gives a good portrait, or as `PhotoCodec.pixels` does.
 */
export async function recompressToBudget(
  portrait: Pick<Portrait, 'jpeg' | 'widthPx' | 'heightPx'>,
  maxBytes: number,
  codec: PhotoCodec,
): Promise<Result<ChipPortrait>> {
  const { jpeg, widthPx, heightPx } = portrait;
  if (jpeg.length <= maxBytes && widthPx >= FEWEST_PIXELS_ACROSS) return ok({ jpeg, widthPx, heightPx });
  const pixels = await codec.pixels(jpeg);
  if (!pixels.ok) return pixels;
  for (const size of sizesOf(pixels.value)) {
    const smaller = size.widthPx === pixels.value.widthPx ? pixels.value : resized(pixels.value, size);
    const fitting = await firstFitting(smaller, maxBytes, codec);
    if (fitting !== null && (await isGood(fitting, smaller, codec))) return ok({ jpeg: fitting, ...size });
  }
  return fail('chip.photoBudget', { bytes: jpeg.length, limit: maxBytes, minWidthPx: FEWEST_PIXELS_ACROSS });
}

function sizesOf({ widthPx, heightPx }: Size): readonly Size[] {
  return sizes
    .map((share) => ({ widthPx: Math.round(widthPx * share), heightPx: Math.round(heightPx * share) }))
    .filter((size) => size.widthPx >= FEWEST_PIXELS_ACROSS);
}

async function firstFitting(pixels: Pixels, maxBytes: number, codec: PhotoCodec): Promise<Uint8Array | null> {
  for (const quality of qualities) {
    const jpeg = await codec.encode(pixels, quality);
    if (jpeg.length <= maxBytes) return jpeg;
  }
  return null;
}

/** Decoded as an inspection system would, and compared with what was encoded. */
async function isGood(jpeg: Uint8Array, original: Pixels, codec: PhotoCodec): Promise<boolean> {
  const decoded = await codec.pixels(jpeg);
  if (!decoded.ok || decoded.value.widthPx !== original.widthPx) return false;
  const before = planeOf(original);
  const after = planeOf(decoded.value);
  const whole = { left: 0, top: 0, right: original.widthPx, bottom: original.heightPx };
  const detail = laplacianVariance(after, whole) / Math.max(laplacianVariance(before, whole), Number.EPSILON);
  const isDetailed = detail >= detailKept.least && detail <= detailKept.most;
  return isDetailed && fidelityDb(before.light, after.light) >= LEAST_FIDELITY_DB;
}

function planeOf(pixels: Pixels) {
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, light: luminancePlane(pixels) };
}

/** Peak signal-to-noise ratio, in decibels. */
function fidelityDb(one: Float32Array, other: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < one.length; index += 1) squares += ((one[index] ?? 0) - (other[index] ?? 0)) ** 2;
  return squares === 0 ? Infinity : 10 * Math.log10((255 * 255 * one.length) / squares);
}
