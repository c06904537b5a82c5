/** Moves a job, and the blank it works on with it, in one transaction: a blank is where its job says it is. */

import type { JobId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader, Transaction } from '../ports.ts';
import { nextBlank, type BlankEvent } from '../stock/blank-state.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf, stateOf, type JobEvent } from './job-state.ts';

/** What may change on the row beside its state. */
export type JobChanges = Partial<
  Pick<Job, 'note' | 'setAsideReason' | 'attempt' | 'blankSerial' | 'chipSerial' | 'sodHash' | 'pdfHash'>
>;

/** The job as it was on the screen; `changedMeanwhile` when it is no longer that. */
export function findJob(reader: Reader, asked: { readonly jobId: JobId; readonly revision: number }): Result<Job> {
  const job = reader.job(asked.jobId);
  if (job === undefined) return fail('notFound', { what: 'job' });
  return job.revision === asked.revision ? ok(job) : fail('changedMeanwhile', { what: 'job' });
}

/**
 * The job after an event, stored. Fails with `job.wrongState` or `stock.wrongPlace` where the event has no place,
 * with `changedMeanwhile` when the row is no longer the one given.
 */
export function moveJob(tx: Transaction, job: Job, event: JobEvent, at: Date, changes: JobChanges = {}): Result<Job> {
  const current = findJob(tx, { jobId: job.id, revision: job.revision });
  if (!current.ok) return current;
  const before = situationOf(current.value);
  const after = nextJob(before, event);
  if (!after.ok) return after;
  const moved: Job = {
    ...current.value,
    ...changes,
    ...stateOf(after.value),
    updatedAt: at.toISOString(),
    revision: current.value.revision + 1,
  };
  const blankEvent = blankFollows(event, current.value);
  if (blankEvent !== null) {
    const blank = moveBlank(tx, event === 'encodeBegun' ? moved : current.value, blankEvent, at, moved.setAsideReason);
    if (!blank.ok) return blank;
  }
  tx.updateJob(moved);
  return ok(moved);
}

/** What the event means for the blank; null where it stays in its place. */
function blankFollows(event: JobEvent, before: Job): BlankEvent | null {
  switch (event) {
    case 'encodeBegun':
      return before.blankSerial === null ? 'assigned' : null;
    case 'cancelled':
      return situationOf(before) === 'composedWithBlank' ? 'released' : null;
    case 'outcomeUnknown':
      return 'suspended';
    case 'encodeResumed':
    case 'foundPrinted':
    case 'foundUnprinted':
      return 'resumed';
    case 'setAside':
      return 'setAside';
    case 'verified':
      return 'finished';
    case 'encodeRefused':
    case 'encoded':
    case 'printBegun':
    case 'printRefused':
    case 'printed':
    case 'restarted':
      return null;
    default:
      return assertNever(event);
  }
}

function moveBlank(tx: Transaction, job: Job, event: BlankEvent, at: Date, reason: Blank['reason']): Result<Blank> {
  const blank = job.blankSerial === null ? undefined : tx.blank(job.blankSerial);
  if (blank === undefined) return fail('notFound', { what: 'blank' });
  const place = nextBlank(blank.place, event);
  if (!place.ok) return place;
  const moved: Blank = {
    ...blank,
    place: place.value,
    jobId: event === 'released' ? null : job.id,
    reason: event === 'setAside' ? reason : blank.reason,
    updatedAt: at.toISOString(),
  };
  tx.moveBlanks({ act: event, at }, [moved]);
  return ok(moved);
}

/** Commits a change of one job and tells whoever watches it. */
export function commitJob(
  context: Pick<IssueContext, 'store' | 'actor' | 'onJobChanged'>,
  work: (tx: Transaction) => Result<Job>,
): Result<Job> {
  const committed = context.store.commit(context.actor, work);
  if (committed.ok) context.onJobChanged(committed.value);
  return committed;
}
