/** After a crash or a power cut: a lone "about to" means unknown (docs/design.md rule 2). Software never guesses. */

import type { Job } from '../../../shared/model/job.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { system } from '../access/system-actor.ts';
import type { IssueContext } from './context.ts';
import { moveJob } from './move-job.ts';
import { lastPrintName } from './print-name.ts';

export type RecoverContext = Pick<IssueContext, 'store' | 'clock' | 'printer'>;

/**
 * Suspends every job that was at a device when the program ended, and notes what the printer says of its submission,
 * for the person who will look at the card. To be run once, at start, before anybody can begin anything.
 */
export async function recoverAtStart(context: RecoverContext): Promise<Result<readonly Job[]>> {
  const suspended: Job[] = [];
  for (const job of context.store.jobsIn(['encoding', 'printing'])) {
    const note = job.state === 'printing' ? await whatThePrinterSays(job, context) : 'programEnded';
    const result = suspend(job, note, context);
    if (!result.ok) return result;
    suspended.push(result.value);
  }
  return ok(suspended);
}

/**
 * The same for jobs whose end at the printer could not be put on record, for the disk was full, and nobody started the
 * program again. To be run where no card is at the printer.
 */
export async function suspendPrinting(context: IssueContext): Promise<Result<void>> {
  for (const job of context.store.jobsIn(['printing'])) {
    const result = suspend(job, await whatThePrinterSays(job, context), context);
    if (!result.ok) return result;
    context.onJobChanged(result.value);
  }
  return ok(undefined);
}

function suspend(job: Job, note: string, { store, clock }: RecoverContext): Result<Job> {
  return store.commit(system, (tx) => {
    tx.audit({
      action: 'job.suspended',
      subject: { kind: 'job', id: job.id },
      outcome: 'unknown',
      detail: { in: job.state, reason: note, attempt: job.attempt },
    });
    return moveJob(tx, job, 'outcomeUnknown', clock.now(), { note });
  });
}

/** A hint in the device's own words, not evidence: only the card in hand resolves the job. */
async function whatThePrinterSays(job: Job, { store, printer }: RecoverContext): Promise<string> {
  const name = lastPrintName(store, job.id);
  if (name === null) return 'programEnded';
  const found = await printer.findByName(name);
  if (!found.ok) return `programEnded; printer: ${found.error.kind}`;
  if (found.value === null) return 'programEnded; printer: no such job';
  const status = await printer.job(found.value);
  if (!status.ok) return `programEnded; printer: ${status.error.kind}`;
  const { state, impressionsCompleted, reasons } = status.value;
  return `programEnded; printer: ${[state, `impressions ${impressionsCompleted ?? '?'}`, ...reasons].join(', ')}`.slice(
    0,
    500,
  );
}
