/** Asked before each effect, and between the steps of a long one: may this card still go on? */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isAboutRecord } from '../audit/about-record.ts';
import type { Reader } from '../ports.ts';

/**
 * The application when its job may go on. Fails with `application.notAccepted` after a hold, withdrawal or return,
 * with `job.recordReplaced` when the faces and the chip come from a record that is no longer in force.
 */
export function mayGoOn(reader: Reader, job: Pick<Job, 'applicationId' | 'recordHash'>): Result<Application> {
  const application = reader.application(job.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  // A replacement sends the case back to review; its own name says more than the state it leads to.
  if (application.recordHash !== job.recordHash) return fail('job.recordReplaced', {});
  return accepted(reader, application);
}

/**
 * The application when it is accepted, by the row and by the signed log: an edited row is no review. Fails with
 * `application.notAccepted`, or with `application.differsFromRecord` where the log knows of no such review.
 */
export function accepted(reader: Reader, application: Application): Result<Application> {
  if (application.state !== 'accepted') return fail('application.notAccepted', { state: application.state });
  // Reviewed here, or in the office whose signed paper came with the card.
  const isReviewed = (['application.accepted', 'application.arrived'] as const).some((action) =>
    reader
      .auditEntries({ action, subjectId: application.id, limit: 100 })
      .some((entry) => isAboutRecord(reader, entry, application)),
  );
  return isReviewed ? ok(application) : fail('application.differsFromRecord', { fields: 'review' });
}

/** Fails with `application.approvalExpired`. A card under way stays good; a new effect on a chip needs a live approval. */
export function notExpired(application: Application, now: Date): Result<void> {
  if (now.getTime() < Date.parse(application.expiresAt)) return ok(undefined);
  return fail('application.approvalExpired', { expiresAt: application.expiresAt });
}
