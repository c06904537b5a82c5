/** After a card was set aside: the same work with a new blank. A reprint needs a reason and a second person. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { approve, spendApproval, type Approval, type Question } from '../access/second-person.ts';
import { utf8Bytes } from '../chip/bytes.ts';
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
export async function reprintJob(
  input: ParsedInput<'job.reprint'>,
  context: IssueContext & { readonly hasher: PasswordHasher },
): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.reprint');
  if (!permitted.ok) return permitted;
  // What cannot be done is said before anybody's password is asked for.
  const possible = reprintable(context.store, input);
  if (!possible.ok) return possible;
  const question = questionOf(input, possible.value, context);
  const approval = await approve(question, context.actor, input.second, context);
  if (!approval.ok) return approval;
  return commitJob(context, (tx) => reprintIn(tx, input, { question, approval: approval.value }, context));
}

function reprintIn(
  tx: Transaction,
  input: ParsedInput<'job.reprint'>,
  { question, approval }: { readonly question: Question; readonly approval: Approval },
  context: IssueContext,
): Result<Job> {
  const job = reprintable(tx, input);
  if (!job.ok) return job;
  const spent = spendApproval(tx, approval, question, context.clock.now());
  if (!spent.ok) return spent;
  tx.insertReprint({ jobId: job.value.id, attempt: job.value.attempt + 1, approvalId: approval.id });
  const detail = { reprint: true, reason: input.reason, approval: approval.id, approvedBy: approval.approver };
  return startAgain(tx, job.value, detail, context);
}

function reprintable(reader: Reader, input: ParsedInput<'job.reprint'>): Result<Job> {
  const job = findJob(reader, input);
  if (!job.ok) return job;
  if (job.value.state !== 'setAside') return fail('job.wrongState', { state: job.value.state, action: 'restarted' });
  const allowed = mayGoOn(reader, job.value);
  if (!allowed.ok) return allowed;
  return mayBePrinted(reader, job.value) ? job : fail('job.noReprint', {});
}

/** What both people saw: the work, which card of it was set aside and why, and why there is to be another. */
function questionOf(input: ParsedInput<'job.reprint'>, job: Job, { digest }: IssueContext): Question {
  const { attempt, revision, blankSerial, setAsideReason } = job;
  const shown = JSON.stringify([job.id, revision, attempt, blankSerial, setAsideReason, input.reason]);
  return { action: 'job.reprint', subjectId: job.id, shown: digest.sha256Hex(utf8Bytes(shown)) };
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
