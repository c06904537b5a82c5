/** The photo of an approval: an intact JPEG of the size and shape of a portrait. Its quality is judged at review. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { decodeBase64 } from './base64.ts';
import { readJpegHeader } from './jpeg-header.ts';

/**
 * Below 8 KiB a face of this many pixels is mush; 1 MiB fits a record of 2 MiB with room to spare. 300 x 400 pixels print
 * the portrait of an ID-1 card at about 300 dpi; 2400 x 3200 is more than any template uses. Width to height from the
 * 33 x 48 mm of Chinese passport photos to 35 x 45 mm (ISO/IEC 19794-5) and the 26 x 32 mm of resident identity cards.
 */
export const photoLimits = {
  minKib: 8,
  maxKib: 1024,
  minWidthPx: 300,
  minHeightPx: 400,
  maxWidthPx: 2400,
  maxHeightPx: 3200,
  minAspect: 0.66,
  maxAspect: 0.84,
} as const;

/** Decodes the base64 and checks the image; gives back the JPEG's bytes. */
export async function checkPhoto(base64: string, photoCodec: PhotoCodec): Promise<Result<Uint8Array>> {
  const jpeg = decodeBase64(base64);
  if (jpeg === undefined) return fail('intake.schema', { field: 'photo.data', problem: 'base64' });
  const reading = readJpegHeader(jpeg);
  if (reading.kind === 'notJpeg') return fail('intake.photoNotJpeg', {});
  const { minKib, maxKib } = photoLimits;
  // Rounded away from the limit that is broken, so that the message never names a size that is allowed.
  if (jpeg.length < minKib * 1024) {
    return fail('intake.photoSize', { kib: Math.floor(jpeg.length / 1024), minKib, maxKib });
  }
  if (jpeg.length > maxKib * 1024) {
    return fail('intake.photoSize', { kib: Math.ceil(jpeg.length / 1024), minKib, maxKib });
  }
  if (reading.kind === 'damaged') return fail('intake.photoDamaged', {});
  const { widthPx, heightPx, components, bitsPerSample } = reading;
  if ((components !== 1 && components !== 3) || bitsPerSample !== 8) return fail('intake.photoColours', { components });
  if (!isPortraitSize(widthPx, heightPx)) return fail('intake.photoDimensions', { widthPx, heightPx });
  const decoded = await photoCodec.decode(jpeg);
  const agrees = decoded.ok && decoded.value.widthPx === widthPx && decoded.value.heightPx === heightPx;
  return agrees ? ok(jpeg) : fail('intake.photoDamaged', {});
}

function isPortraitSize(widthPx: number, heightPx: number): boolean {
  const { minWidthPx, minHeightPx, maxWidthPx, maxHeightPx, minAspect, maxAspect } = photoLimits;
  const aspect = widthPx / heightPx;
  return (
    widthPx >= minWidthPx &&
    heightPx >= minHeightPx &&
    widthPx <= maxWidthPx &&
    heightPx <= maxHeightPx &&
    aspect >= minAspect &&
    aspect <= maxAspect
  );
}
