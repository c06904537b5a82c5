/** After a card was set aside: the same work with a new blank. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from './context.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';

/** The job, `composed` again as its next attempt. Fails with `job.recordReplaced` where a new job has to be composed. */
export function restartJob(input: ParsedInput<'job.restart'>, context: IssueContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.restart');
  if (!permitted.ok) return permitted;
  return commitJob(context, (tx) => {
    const job = findJob(tx, input);
    if (!job.ok) return job;
    const allowed = mayGoOn(tx, job.value);
    if (!allowed.ok) return allowed;
    const attempt = job.value.attempt + 1;
    tx.audit({
      action: 'job.restarted',
      subject: { kind: 'job', id: job.value.id },
      outcome: 'ok',
      detail: { attempt, after: job.value.setAsideReason ?? '' },
    });
    return moveJob(tx, job.value, 'restarted', context.clock.now(), {
      attempt,
      blankSerial: null,
      chipSerial: null,
      sodHash: null,
      setAsideReason: null,
      note: null,
    });
  });
}
