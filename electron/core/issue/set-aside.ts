/** One person sets a card aside, at once, with a named reason. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from './context.ts';
import { commitJob, findJob } from './move-job.ts';
import { setAsideIn } from './set-aside-card.ts';

/** Fails with `job.busy` while a device still works on this very card, with `job.wrongState` once it lies in the safe. */
export function setAsideJob(input: ParsedInput<'job.setAside'>, context: IssueContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.setAside');
  if (!permitted.ok) return permitted;
  if (context.devices.isBusyWith(input.jobId)) return fail('job.busy', {});
  return commitJob(context, (tx) => {
    const job = findJob(tx, input);
    if (!job.ok) return job;
    if (tx.cardOfJob(input.jobId) !== undefined) {
      return fail('job.wrongState', { state: job.value.state, action: 'setAside' });
    }
    const note = input.note === '' ? null : input.note;
    return setAsideIn(tx, job.value, { reason: input.reason, note }, context);
  });
}
