/** A suspended chip whose approval has expired: reading is no new effect, so a finished one still counts. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, type AppError, type Result } from '../../../shared/result.ts';
import { compareWithRecord } from '../chip/compare.ts';
import type { Transaction } from '../ports.ts';
import { mirrorsRecord } from './check-record.ts';
import { keptChipPortrait } from './chip-of-job.ts';
import type { IssueContext } from './context.ts';
import { commitJob, moveJob } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';
import { setAsideIn } from './set-aside-card.ts';
import { inspectCardOf } from './tap.ts';

/**
 * Reads the card at hand and writes nothing to it. Complete, locked and right: the encoded job; locked and wrong: the
 * job, set aside. An unfinished chip stays suspended with `expired`, one that cannot be read with `writer.*`.
 */
export async function readFinishedChip(
  job: Job,
  application: Application,
  expired: AppError,
  context: IssueContext,
): Promise<Result<Job>> {
  const { store, clock } = context;
  const mirrors = mirrorsRecord(application, context);
  if (!mirrors.ok) return mirrors;
  const photo = keptChipPortrait(job, store);
  if (!photo.ok) return photo;
  if (job.sodHash === null) return fail('notFound', { what: 'chip' });
  const inspection = await inspectCardOf(job, application, context);
  // `chip.*`: a file is missing or torn; it could only be made whole by writing.
  if (!inspection.ok) return inspection.error.kind.startsWith('chip.') ? { ok: false, error: expired } : inspection;
  if (!inspection.value.locked) return { ok: false, error: expired };
  const { person, card } = application;
  const differences = compareWithRecord(inspection.value, { person, card, photo: photo.value, sodHash: job.sodHash });
  const fields = differences.map((difference) => difference.field).join(', ');
  return commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, job);
    if (!allowed.ok) return allowed;
    record(tx, job, fields);
    if (fields !== '') return setAsideIn(tx, job, { reason: 'chipMismatch', note: fields.slice(0, 500) }, context);
    const resumed = moveJob(tx, job, 'encodeResumed', clock.now(), { note: null });
    return resumed.ok ? moveJob(tx, resumed.value, 'encoded', clock.now()) : resumed;
  });
}

function record(tx: Transaction, job: Job, fields: string): void {
  const subject = { kind: 'job', id: job.id } as const;
  tx.audit({
    action: 'job.resolved',
    subject,
    outcome: 'ok',
    detail: { finding: 'readChip', in: 'encoding', attempt: job.attempt },
  });
  tx.audit({
    action: 'chip.encode',
    subject,
    outcome: fields === '' ? 'ok' : 'failed',
    detail: {
      attempt: job.attempt,
      blank: job.blankSerial ?? '',
      chipSerial: job.chipSerial ?? '',
      writtenAgain: false,
      ...(fields === '' ? {} : { fields: fields.slice(0, 500) }),
    },
  });
}
