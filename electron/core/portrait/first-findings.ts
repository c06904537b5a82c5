/** What the program finds in a photo that has just come in, framed by itself: said in the report of the import. */

import type { Template } from '../../../shared/model/template.ts';
import type { PhotoCodec } from '../ports.ts';
import { automaticCrop } from './automatic-crop.ts';
import { findingsOf, type PhotoFinding } from './findings.ts';
import { inspectPhoto } from './inspected-photo.ts';
import { portraitFrame } from './portrait.ts';

/** As the review will show them while nobody has cropped; none for a photo that cannot be read, which is refused elsewhere. */
export async function firstFindings(
  jpeg: Uint8Array,
  { photoCodec, template }: { readonly photoCodec: PhotoCodec; readonly template: Template },
): Promise<readonly PhotoFinding[]> {
  const inspected = await inspectPhoto(jpeg, photoCodec);
  if (!inspected.ok) return [];
  const { quality } = inspected.value;
  const { widthMm, heightMm } = portraitFrame(template);
  const frame = { widthMm, heightMm };
  return findingsOf(quality, automaticCrop(quality, frame), frame);
}
