/** The officer frames the photo: what the card's portrait is cut from. The photo itself stays as it came. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { fitCrop, type Crop } from '../../../shared/portrait/crop.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { portraitFrame } from '../portrait/portrait.ts';
import type { Reader } from '../ports.ts';
import { findShown } from './decide.ts';
import { settledBy } from './settled-crop.ts';
import { viewOf } from './view.ts';

/**
 * The application with its new crop, moved and shrunk where the frame would reach over the photo. Fails with
 * `application.notReviewable` once the case is returned, held or withdrawn, `job.alreadyOpen` once its faces are composed,
 * `changedMeanwhile`.
 */
export async function cropPhoto(
  input: ParsedInput<'review.crop'>,
  context: DeskContext,
): Promise<Result<ApplicationView>> {
  const permitted = requirePermission(context.actor, 'review.crop');
  if (!permitted.ok) return permitted;
  const crop = await fitted(input, context);
  if (!crop.ok) return crop;
  const cropped = context.store.commit(context.actor, (tx) => {
    const shown = findShown(tx, input);
    if (!shown.ok) return shown;
    const open = mayBeCropped(shown.value, tx);
    if (!open.ok) return open;
    const revision = shown.value.revision + 1;
    tx.updateApplication({ ...shown.value, crop: crop.value, revision });
    tx.audit({
      action: 'application.photoCropped',
      subject: { kind: 'application', id: input.applicationId },
      outcome: 'ok',
      detail: {
        recordDigest: tx.salted(input.applicationId, shown.value.recordHash),
        revision,
        crop: cropText(crop.value),
      },
    });
    return ok(undefined);
  });
  return cropped.ok ? viewOf(input.applicationId, context) : cropped;
}

async function fitted(
  { applicationId, crop }: ParsedInput<'review.crop'>,
  { store, photoCodec, template }: DeskContext,
): Promise<Result<Crop | null>> {
  if (crop === null) return ok(null);
  const photo = store.photo(applicationId);
  if (photo === undefined) return fail('notFound', { what: 'photo' });
  const size = await photoCodec.decode(photo);
  if (!size.ok) return size;
  const { widthMm, heightMm } = portraitFrame(template);
  const extent = { width: size.value.widthPx, height: size.value.heightPx };
  return ok(fitCrop(crop, extent, { width: widthMm, height: heightMm }));
}

function mayBeCropped(application: Application, reader: Reader): Result<void> {
  const { state } = application;
  if (state !== 'received' && state !== 'accepted') return fail('application.notReviewable', { state });
  const job = settledBy(application, reader);
  return job === null ? ok(undefined) : fail('job.alreadyOpen', { job });
}

/** Middle, width and turn as the log keeps them; says nothing of whose photo it is. */
function cropText(crop: Crop | null): string {
  if (crop === null) return 'automatic';
  return [crop.x, crop.y, crop.width, crop.turnDegrees].map((value) => value.toFixed(4)).join(' ');
}
