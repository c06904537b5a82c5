/** A photo decoded and measured once: preview, review, composing and encoding of a case ask within minutes of each other. */

import { ok, type Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { createKept, type Kept } from './kept.ts';
import type { Pixels } from './pixels.ts';
import { measure, type Quality } from './quality.ts';

export interface InspectedPhoto {
  readonly pixels: Pixels;
  readonly quality: Quality;
}

const keptByCodec = new WeakMap<PhotoCodec, Kept<InspectedPhoto>>();

/** Fails as `PhotoCodec.pixels` does. */
export async function inspectPhoto(jpeg: Uint8Array, codec: PhotoCodec): Promise<Result<InspectedPhoto>> {
  const kept = keptByCodec.get(codec) ?? createKept<InspectedPhoto>(MOST_PHOTOS);
  keptByCodec.set(codec, kept);
  const known = kept.find(jpeg, '');
  if (known !== undefined) return ok(known);
  const pixels = await codec.pixels(jpeg);
  if (!pixels.ok) return pixels;
  const inspected = { pixels: pixels.value, quality: measure(pixels.value) };
  kept.keep(jpeg, '', inspected);
  return ok(inspected);
}

const MOST_PHOTOS = 3;
