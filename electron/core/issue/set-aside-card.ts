/** What setting a card aside writes, whoever asked for it: the person, a failed check, a chip that cannot be written. */

import type { Job, SetAsideReason } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { Transaction } from '../ports.ts';
import { setAsideResult } from '../results/make-result.ts';
import type { IssueContext } from './context.ts';
import { moveJob } from './move-job.ts';

/** Job and blank to `setAside`, with the audit entries of both and the result that tells the authority. */
export function setAsideIn(
  tx: Transaction,
  job: Job,
  cause: { readonly reason: SetAsideReason; readonly note: string | null },
  context: Pick<IssueContext, 'clock' | 'random' | 'profile'>,
): Result<Job> {
  const moved = moveJob(tx, job, 'setAside', context.clock.now(), { setAsideReason: cause.reason, note: cause.note });
  if (!moved.ok) return moved;
  const { blankSerial, chipSerial } = moved.value;
  const application = tx.application(job.applicationId);
  if (application === undefined || blankSerial === null) return fail('notFound', { what: 'blank' });
  const origin = { ...context, application: { number: application.number, recordHash: job.recordHash } };
  tx.insertResult(setAsideResult(origin, { blankSerial, chipSerial }, cause.reason));
  const detail = { reason: cause.reason, attempt: job.attempt, chipSerial: chipSerial ?? '' };
  tx.audit({ action: 'job.setAside', subject: { kind: 'job', id: job.id }, outcome: 'ok', detail });
  tx.audit({
    action: 'blank.setAside',
    subject: { kind: 'blank', id: blankSerial },
    outcome: 'ok',
    detail: { job: job.id, reason: cause.reason },
  });
  return moved;
}
