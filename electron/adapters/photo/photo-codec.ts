/** Decodes and encodes photos with Skia, which also turns them upright as their EXIF orientation says. */

import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkDecodable } from '../../core/portrait/decodable.ts';
import type { PhotoCodec } from '../../core/ports.ts';
import { withoutMetadata } from './metadata.ts';

type Picture = Awaited<ReturnType<typeof loadImage>>;

export const photoCodec: PhotoCodec = {
  async decode(jpeg) {
    const picture = await load(jpeg);
    return picture.ok ? ok({ widthPx: picture.value.width, heightPx: picture.value.height }) : picture;
  },

  async pixels(jpeg) {
    const picture = await load(jpeg);
    if (!picture.ok) return picture;
    const { width, height } = picture.value;
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(picture.value, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return ok({ widthPx: width, heightPx: height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.length) });
  },

  async encode({ widthPx, heightPx, rgba }, quality) {
    const canvas = createCanvas(widthPx, heightPx);
    canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba), widthPx, heightPx), 0, 0);
    return withoutMetadata(await canvas.encode('jpeg', Math.round(quality * 100)));
  },
};

async function load(jpeg: Uint8Array): Promise<Result<Picture>> {
  const decodable = checkDecodable(jpeg);
  if (!decodable.ok) return decodable;
  try {
    const picture = await loadImage(jpeg);
    return picture.width > 0 && picture.height > 0 ? ok(picture) : fail('intake.photoDamaged', {});
  } catch {
    // The decoder rejects with an error of its own for whatever it cannot read.
    return fail('intake.photoDamaged', {});
  }
}
