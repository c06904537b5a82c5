/** The chip of one job: built from what the authority signed, and what of it is kept to hold the finished card against. */

import { fail, type Result } from '../../../shared/result.ts';
import type { Job } from '../../../shared/model/job.ts';
import { buildChipImage } from '../chip/build-image.ts';
import type { ChipOwner } from '../chip/chip-keys.ts';
import type { ChipImage } from '../chip/chip.ts';
import { decodeChipImage } from '../chip/image-file.ts';
import { recompressToBudget } from '../portrait/budget.ts';
import type { Reader } from '../ports.ts';
import { chipPortraitOf } from '../seal/chip-portrait.ts';
import { mayUseKeys } from '../keys/key-session.ts';
import type { ApprovedContent } from './check-record.ts';
import type { IssueContext } from './context.ts';

/**
 * Fails as `buildChipImage` does, with `keys.notOpened` where two people have to open the document signer's key first, and
 * with `chip.photoBudget` where no good portrait fits the profile's budget.
 */
export async function buildChip(
  owner: ChipOwner,
  { person, card, portrait }: ApprovedContent,
  context: IssueContext,
): Promise<Result<ChipImage>> {
  const { profile, clock, photoCodec } = context;
  const open = mayUseKeys(context.store, profile);
  if (!open.ok) return open;
  const chipPortrait = await recompressToBudget(portrait, profile.chip.photoBudgetBytes, photoCodec);
  if (!chipPortrait.ok) return chipPortrait;
  const photo = chipPortrait.value.jpeg;
  return buildChipImage({ owner, person, card, photo, profile, signedAt: clock.now() }, context);
}

/**
 * The JPEG that was to be written to the chip of the job, from its kept image. Fails with `notFound` before there is
 * one, `chip.malformed` where the file is not what was kept.
 */
export function keptChipPortrait(job: Job, reader: Pick<Reader, 'jobFile'>): Result<Uint8Array> {
  const file = reader.jobFile(job.id, 'chip.json');
  if (file === undefined) return fail('notFound', { what: 'photo' });
  const image = decodeChipImage(file);
  return image.ok ? chipPortraitOf(image.value) : image;
}
