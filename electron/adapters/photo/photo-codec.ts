/** Decodes photos with Skia, the same decoder that draws them on the faces' raster. */

import { loadImage } from '@napi-rs/canvas';
import type { PhotoCodec } from '../../core/ports.ts';
import { fail, ok } from '../../../shared/result.ts';

export const photoCodec: PhotoCodec = {
  async decode(jpeg) {
    try {
      const { width, height } = await loadImage(jpeg);
      return width > 0 && height > 0 ? ok({ widthPx: width, heightPx: height }) : fail('intake.photoDamaged', {});
    } catch {
      // The decoder rejects with an error of its own for whatever it cannot read.
      return fail('intake.photoDamaged', {});
    }
  },
};
