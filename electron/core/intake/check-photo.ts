/** The photo of an approval: an intact JPEG of the size and shape of a portrait. Its quality is judged at review. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkDecodable } from '../portrait/decodable.ts';
import type { PhotoCodec } from '../ports.ts';
import { decodeBase64 } from './base64.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { hasWholeScans } from './jpeg-scans.ts';

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
  if (!startsAsJpeg(jpeg)) return fail('intake.photoNotJpeg', {});
  const { minKib, maxKib } = photoLimits;
  // Rounded away from the limit that is broken, so that the message never names a size that is allowed.
  if (jpeg.length < minKib * 1024) {
    return fail('intake.photoSize', { kib: Math.floor(jpeg.length / 1024), minKib, maxKib });
  }
  if (jpeg.length > maxKib * 1024) {
    return fail('intake.photoSize', { kib: Math.ceil(jpeg.length / 1024), minKib, maxKib });
  }
  const decodable = checkDecodable(jpeg);
  if (!decodable.ok) return decodable;
  const stated = checkPortraitSize(decodable.value);
  // EXIF may say that the picture lies on its side: then it is measured again when it stands.
  const onItsSide = checkPortraitSize(turned(decodable.value)).ok;
  if (!stated.ok && !onItsSide) return stated;
  if (!hasWholeScans(jpeg)) return fail('intake.photoDamaged', {});
  const decoded = await photoCodec.decode(jpeg);
  if (!decoded.ok) return decoded;
  const agrees = [decodable.value, turned(decodable.value)].some((size) => isSameSize(size, decoded.value));
  if (!agrees) return fail('intake.photoDamaged', {});
  const upright = checkPortraitSize(decoded.value);
  return upright.ok ? ok(jpeg) : upright;
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

function startsAsJpeg(bytes: Uint8Array): boolean {
  return readJpegHeader(bytes).kind !== 'notJpeg';
}

function turned({ widthPx, heightPx }: Size): Size {
  return { widthPx: heightPx, heightPx: widthPx };
}

function isSameSize(one: Size, other: Size): boolean {
  return one.widthPx === other.widthPx && one.heightPx === other.heightPx;
}

function checkPortraitSize({ widthPx, heightPx }: Size): Result<void> {
  const { minWidthPx, minHeightPx, maxWidthPx, maxHeightPx, minAspect, maxAspect } = photoLimits;
  if (widthPx > maxWidthPx || heightPx > maxHeightPx)
    return fail('intake.photoTooLarge', { widthPx, heightPx, maxWidthPx, maxHeightPx });
  const aspect = widthPx / heightPx;
  if (aspect < minAspect || aspect > maxAspect) return fail('intake.photoShape', { widthPx, heightPx });
  if (widthPx < minWidthPx || heightPx < minHeightPx)
    return fail('intake.photoTooSmall', { widthPx, heightPx, minWidthPx, minHeightPx });
  return ok(undefined);
}
