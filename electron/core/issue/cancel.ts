/** Gives a job up before a byte was written; an untouched blank goes back into the tray. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from './context.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';

export function cancelJob(input: ParsedInput<'job.cancel'>, context: IssueContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.cancel');
  if (!permitted.ok) return permitted;
  if (context.devices.isBusyWith(input.jobId)) return fail('job.busy', {});
  return commitJob(context, (tx) => {
    const job = findJob(tx, input);
    if (!job.ok) return job;
    tx.audit({
      action: 'job.cancelled',
      subject: { kind: 'job', id: job.value.id },
      outcome: 'ok',
      detail: { attempt: job.value.attempt, blankReleased: job.value.blankSerial ?? '' },
    });
    const released = { blankSerial: null, chipSerial: null, sodHash: null };
    const note = input.note === '' ? null : input.note;
    return moveJob(tx, job.value, 'cancelled', context.clock.now(), { ...released, note });
  });
}
