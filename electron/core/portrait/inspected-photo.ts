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

/** The work itself is kept, not only what came of it: who asks meanwhile waits for the same. */
const keptByCodec = new WeakMap<PhotoCodec, Kept<Promise<Result<InspectedPhoto>>>>();

/** Fails as `PhotoCodec.pixels` does. */
export function inspectPhoto(jpeg: Uint8Array, codec: PhotoCodec): Promise<Result<InspectedPhoto>> {
  const kept = keptByCodec.get(codec) ?? createKept<Promise<Result<InspectedPhoto>>>(MOST_PHOTOS);
  keptByCodec.set(codec, kept);
  const known = kept.find(jpeg, '');
  if (known !== undefined) return known;
  const inspected = inspect(jpeg, codec);
  kept.keep(jpeg, '', inspected);
  return inspected;
}

async function inspect(jpeg: Uint8Array, codec: PhotoCodec): Promise<Result<InspectedPhoto>> {
  const pixels = await codec.pixels(jpeg);
  return pixels.ok ? ok({ pixels: pixels.value, quality: measure(pixels.value) }) : pixels;
}

const MOST_PHOTOS = 3;
