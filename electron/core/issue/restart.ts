/** After a card was set aside: the same work with a new blank. A reprint needs a reason and a second person. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { followedBy, names, putToTwo, settleByTwo, type CaseByTwo, type DeedByTwo } from '../access/by-two.ts';
import { requirePermission } from '../access/permissions.ts';
import type { PasswordHasher, Reader, Transaction } from '../ports.ts';
import type { IssueContext } from './context.ts';
import { mayBePrinted } from './may-be-printed.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';

/**
 * The job, `composed` again as its next attempt. Fails with `job.recordReplaced` where a new job has to be composed, with
 * `job.isReprint` where the card that was set aside may bear a printed side.
 */
export function restartJob(input: ParsedInput<'job.restart'>, context: IssueContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.restart');
  if (!permitted.ok) return permitted;
  return commitJob(context, (tx) => {
    const job = findJob(tx, input);
    if (!job.ok) return job;
    if (job.value.state === 'setAside' && mayBePrinted(tx, job.value)) return fail('job.isReprint', {});
    return startAgain(tx, job.value, {}, context);
  });
}

/**
 * As `restartJob`, for a card that may bear a printed side: two people answer for it. Fails with `access.*` where the second
 * person may not approve, with `job.noReprint` where no side was printed, so that nobody's approval is asked for nothing.
 */
export function reprintJob(
  input: ParsedInput<'job.reprint'>,
  context: IssueContext & { readonly hasher: PasswordHasher },
): Promise<Result<Job>> {
  return settleByTwo(reprintCase(input, context), input.second, context);
}

/** The reprint as two people agree to it: of which card that was set aside, why, and why there is to be another. */
export function reprintCase(
  input: ParsedInput<'job.reprint'>,
  context: IssueContext & { readonly hasher: PasswordHasher },
): Result<CaseByTwo<Job>> {
  const { jobId, reason } = input;
  const reprintDeed: DeedByTwo<Job, Job> = {
    action: 'job.reprint',
    subjectId: jobId,
    find: (reader) => reprintable(reader, input),
    shown: ({ id, revision, attempt, blankSerial, setAsideReason }) => [
      id,
      revision,
      attempt,
      blankSerial,
      setAsideReason,
      reason,
    ],
    act(tx, job, approval) {
      tx.insertReprint({ jobId: job.id, attempt: job.attempt + 1, approvalId: approval.id });
      return startAgain(tx, job, { reprint: true, reason, ...names(approval) }, context);
    },
  };
  return followedBy(putToTwo(reprintDeed, context), (job) => {
    context.onJobChanged(job);
    return ok(job);
  });
}

function reprintable(reader: Reader, input: ParsedInput<'job.reprint'>): Result<Job> {
  const job = findJob(reader, input);
  if (!job.ok) return job;
  if (job.value.state !== 'setAside') return fail('job.wrongState', { state: job.value.state, action: 'restarted' });
  const allowed = mayGoOn(reader, job.value);
  if (!allowed.ok) return allowed;
  return mayBePrinted(reader, job.value) ? job : fail('job.noReprint', {});
}

type RestartDetail = Partial<Extract<AuditEvent, { action: 'job.restarted' }>['detail']>;

function startAgain(tx: Transaction, job: Job, more: RestartDetail, context: IssueContext): Result<Job> {
  const allowed = mayGoOn(tx, job);
  if (!allowed.ok) return allowed;
  const attempt = job.attempt + 1;
  tx.audit({
    action: 'job.restarted',
    subject: { kind: 'job', id: job.id },
    outcome: 'ok',
    detail: { attempt, after: job.setAsideReason ?? '', ...more },
  });
  return moveJob(tx, job, 'restarted', context.clock.now(), {
    attempt,
    blankSerial: null,
    chipSerial: null,
    sodHash: null,
    setAsideReason: null,
    note: null,
  });
}
