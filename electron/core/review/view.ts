/** Gathers what the desk shows of one application. */

import type { Application, Warning } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import { warningsFor } from './warnings.ts';

export type ViewContext = Pick<DeskContext, 'store' | 'clock' | 'photoCodec'>;

/** Fails with `notFound`, or as `PhotoCodec` does where the kept photo is no longer an intact JPEG. */
export async function viewOf(id: ApplicationId, context: ViewContext): Promise<Result<ApplicationView>> {
  const application = context.store.application(id);
  const photo = context.store.photo(id);
  if (application === undefined || photo === undefined) return fail('notFound', { what: 'application' });
  const warnings = await warningsAbout(application, photo, context);
  if (!warnings.ok) return warnings;
  const job = context.store.jobOf(id) ?? null;
  const card = job === null ? null : (context.store.cardOfJob(job.id) ?? null);
  return ok({ application, photo, warnings: warnings.value, job, card });
}

export async function warningsAbout(
  application: Application,
  photo: Uint8Array,
  { store, clock, photoCodec }: ViewContext,
): Promise<Result<Warning[]>> {
  const size = await photoCodec.decode(photo);
  if (!size.ok) return size;
  const living = store.livingCard(application.card.number) ?? null;
  const waiting = store.waitingCard(application.card.number) ?? null;
  return ok(warningsFor({ application, photo: size.value, living, waiting, now: clock.now() }));
}
