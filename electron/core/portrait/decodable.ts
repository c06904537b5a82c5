/** What a JPEG's header says against decoding it at all: asked before a single pixel is unpacked. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { readJpegHeader, type JpegFrame } from '../intake/jpeg-header.ts';

/**
 * 2400 x 3200, more than any template uses: a file of 1 MiB can claim 65,500 x 65,500 pixels, which would unpack to 16 GiB.
 */
export const MOST_PIXELS = 2400 * 3200;

/** The frame header of a whole file in 8-bit grey or YCbCr; else the one sentence that says what it is instead. */
export function checkDecodable(jpeg: Uint8Array): Result<JpegFrame> {
  const reading = readJpegHeader(jpeg);
  switch (reading.kind) {
    case 'notJpeg':
      return fail('intake.photoNotJpeg', {});
    case 'rareCoding':
      return fail('intake.photoCoding', {});
    case 'damaged':
      return fail('intake.photoDamaged', {});
    case 'jpeg':
      return checkFrame(reading);
  }
}

function checkFrame(frame: JpegFrame): Result<JpegFrame> {
  const { widthPx, heightPx, components, bitsPerSample } = frame;
  if (bitsPerSample !== 8) return fail('intake.photoPrecision', { bits: bitsPerSample });
  if (components !== 1 && components !== 3) return fail('intake.photoColours', { components });
  if (widthPx * heightPx > MOST_PIXELS)
    return fail('intake.photoTooLarge', { widthPx, heightPx, maxWidthPx: 2400, maxHeightPx: 3200 });
  return ok(frame);
}
