/** The portrait that chip and seal have in common: the JPEG inside EF.DG2. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesEqual } from '../chip/bytes.ts';
import type { ChipImage } from '../chip/chip.ts';
import { decodeDg2 } from '../chip/lds/face.ts';
import type { Digest } from '../ports.ts';
import { cardSealOf, portraitDigest } from './card-seal.ts';
import { decodeSeal } from './decode-seal.ts';

/** The JPEG file that the chip will hold. Fails with `chip.malformed` where the image has no EF.DG2. */
export function chipPortraitOf(image: ChipImage): Result<Uint8Array> {
  return decodeDg2(image.files.find(({ name }) => name === 'EF.DG2')?.bytes ?? new Uint8Array());
}

/**
 * Whether the image about to be written holds the portrait that the job's seal was signed over. Fails with
 * `seal.otherPortrait`: another version of the program may encode the same picture in other bytes.
 */
export function sealFitsChip(seal: Uint8Array, image: ChipImage, digest: Digest): Result<void> {
  const portrait = chipPortraitOf(image);
  if (!portrait.ok) return portrait;
  const decoded = decodeSeal(seal);
  const card = decoded.ok ? cardSealOf(decoded.value.features) : decoded;
  if (!card.ok) return card;
  const fits = bytesEqual(card.value.portraitDigest, portraitDigest(portrait.value, digest));
  return fits ? ok(undefined) : fail('seal.otherPortrait', {});
}
