/** Gives a job up: before a byte was written, or after its card was set aside. An untouched blank goes back into the tray. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Reader, Transaction } from '../ports.ts';
import type { IssueContext } from './context.ts';
import { situationOf } from './job-state.ts';
import { mayBePrinted } from './may-be-printed.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';

/** The job, `cancelled`. Fails with `job.busy` while a device works on it, with `job.wrongState` once a chip is in work. */
export function cancelJob(input: ParsedInput<'job.cancel'>, context: IssueContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.cancel');
  if (!permitted.ok) return permitted;
  if (context.devices.isBusyWith(input.jobId)) return fail('job.busy', {});
  return commitJob(context, (tx) => {
    const job = findJob(tx, input);
    if (!job.ok) return job;
    const keeps = leadsToReprint(tx, job.value);
    return keeps ? fail('job.isReprint', {}) : cancelIn(tx, job.value, input.note, context);
  });
}

/** Else a job that is given up and composed anew would be a reprint by one person. */
export function leadsToReprint(reader: Reader, job: Job): boolean {
  const isOver = job.state === 'setAside' || job.state === 'cancelled';
  const isInForce = reader.application(job.applicationId)?.recordHash === job.recordHash;
  return isOver && isInForce && mayBePrinted(reader, job);
}

/** Also done when a new job is composed from a replaced record: the work on the old one is over. */
export function cancelIn(tx: Transaction, job: Job, note: string, { clock }: Pick<IssueContext, 'clock'>): Result<Job> {
  const releases = situationOf(job) === 'composedWithBlank';
  tx.audit({
    action: 'job.cancelled',
    subject: { kind: 'job', id: job.id },
    outcome: 'ok',
    detail: { attempt: job.attempt, blankReleased: releases ? (job.blankSerial ?? '') : '' },
  });
  const released = releases ? { blankSerial: null, chipSerial: null, sodHash: null } : {};
  return moveJob(tx, job, 'cancelled', clock.now(), { ...released, note: note === '' ? null : note });
}
