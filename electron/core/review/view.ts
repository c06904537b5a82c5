/** Gathers what the desk shows of one application. */

import type { Application, Warning } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import { makesAnother } from '../issue/makes-another.ts';
import { automaticCrop } from '../portrait/automatic-crop.ts';
import { findingsOf } from '../portrait/findings.ts';
import { inspectPhoto } from '../portrait/inspected-photo.ts';
import { portraitFrame } from '../portrait/portrait.ts';
import type { Quality } from '../portrait/quality.ts';
import { livingCardsOf } from '../stock/living-cards.ts';
import { settledBy } from './settled-crop.ts';
import { warningsFor } from './warnings.ts';

export type ViewContext = Pick<DeskContext, 'store' | 'clock' | 'photoCodec' | 'template'>;

/** Fails with `notFound`, or as `PhotoCodec` does where the kept photo is no longer an intact JPEG. */
export async function viewOf(id: ApplicationId, context: ViewContext): Promise<Result<ApplicationView>> {
  const application = context.store.application(id);
  const photo = context.store.photo(id);
  if (application === undefined || photo === undefined) return fail('notFound', { what: 'application' });
  const inspected = await inspectPhoto(photo, context.photoCodec);
  if (!inspected.ok) return inspected;
  const isSettled = settledBy(application, context.store) !== null;
  const framing = { ...framingOf(application, inspected.value.quality, context), isSettled };
  const warnings = warningsOf(application, inspected.value.quality, context);
  const newest = context.store.jobOf(id);
  // A card that is to be made again is no longer the card of the case: the desk begins another.
  const job = newest === undefined || makesAnother(context.store, application, newest) ? null : newest;
  const card = job === null ? null : (context.store.cardOfJob(job.id) ?? null);
  return ok({ application, photo, framing, warnings, job, card });
}

/** What is to be acknowledged before the application is accepted. Fails as `viewOf` does. */
export async function warningsAbout(
  application: Application,
  photo: Uint8Array,
  context: ViewContext,
): Promise<Result<Warning[]>> {
  const inspected = await inspectPhoto(photo, context.photoCodec);
  return inspected.ok ? ok(warningsOf(application, inspected.value.quality, context)) : inspected;
}

function framingOf(
  application: Application,
  quality: Quality,
  { template }: ViewContext,
): Omit<ApplicationView['framing'], 'isSettled'> {
  const { widthMm, heightMm } = portraitFrame(template);
  const automatic = automaticCrop(quality, { widthMm, heightMm });
  return {
    frame: { widthMm, heightMm },
    photo: { widthPx: quality.widthPx, heightPx: quality.heightPx },
    crop: application.crop ?? automatic,
    automatic,
  };
}

function warningsOf(application: Application, quality: Quality, context: ViewContext): Warning[] {
  const { store, clock } = context;
  const { frame, crop } = framingOf(application, quality, context);
  const living = livingCardsOf(store, application).find((card) => card.applicationId !== application.id) ?? null;
  const waiting = store.waitingCard(application.card.number) ?? null;
  const photo = findingsOf(quality, crop, frame);
  return warningsFor({ application, photo, living, waiting, now: clock.now() });
}
