/** A batch of cases at the devices of this workstation: composed where they are not, written, and printed, one behind the other. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { BatchCase, BatchView } from '../../../shared/model/batch.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { composeJob } from '../issue/compose-job.ts';
import type { IssueContext } from '../issue/context.ts';
import { encodeJob } from '../issue/encode.ts';
import { wasMeasuredSince } from '../issue/kept-faces.ts';
import { ONLY_THE_CARD_TELLS } from '../issue/print-run.ts';
import { printJob } from '../issue/print.ts';
import type { BatchItem } from './order.ts';
import { createBatch, type Batch, type PrintStepOutcome, type StepOutcome } from './pipeline.ts';

export interface CaseInBatch extends BatchItem {
  readonly id: ApplicationId;
}

/**
 * In the order given, urgent cases first; before all of them every card that lies written and unprinted, whoever wrote it.
 * A case whose card is printed is left out. Fails with `notFound` where one of the cases is not known.
 */
export function openBatch(
  input: ParsedInput<'batch.run'>,
  context: IssueContext,
  onChange: () => void = () => undefined,
): Result<Batch<CaseInBatch>> {
  const permitted = requirePermission(context.actor, 'batch.run');
  if (!permitted.ok) return permitted;
  const since = context.clock.now().getTime();
  const written = writtenCases(context, since);
  const items: CaseInBatch[] = [];
  for (const [place, id] of [...new Set(input.applicationIds)].entries()) {
    const application = context.store.application(id);
    if (application === undefined) return fail('notFound', { what: 'application' });
    const isWritten = written.some((item) => item.id === id);
    if (!isWritten && !isMade(id, context)) items.push({ id, urgent: application.urgent, since, place });
  }
  const steps = {
    now: () => context.clock.now().getTime(),
    encode: (item: CaseInBatch) => encodeCase(item, context),
    print: (item: CaseInBatch, isFed: (isWriterFree: boolean) => void) => printCase(item, isFed, context),
    onChange,
  };
  return ok(createBatch(items, steps, written));
}

/** Printed under the record in force: the same list given once more goes on with the rest of it. */
function isMade(id: ApplicationId, { store }: IssueContext): boolean {
  const job = store.jobOf(id);
  return (
    job?.recordHash === store.application(id)?.recordHash && (job?.state === 'printed' || job?.state === 'verified')
  );
}

/** Whatever was paused, or written by itself: a written card lies about until it is printed. Slots come last, by number. */
function writtenCases({ store }: IssueContext, since: number): readonly CaseInBatch[] {
  const jobs = store.jobsIn(['encoded']).toSorted((one, other) => (one.slot ?? 0) - (other.slot ?? 0));
  return jobs.flatMap(({ applicationId: id }, place) => {
    const application = store.application(id);
    return application?.state === 'accepted' ? [{ id, urgent: application.urgent, since, place }] : [];
  });
}

/**
 * Lets a case in at the next card boundary, also one that was not of the batch; the reason is on record. Fails with
 * `batch.notWaiting` once it is at a device or done.
 */
export function hurryCase(
  batch: Batch<CaseInBatch>,
  { applicationId: id, reason }: ParsedInput<'batch.hurry'>,
  context: IssueContext,
): Result<void> {
  const permitted = requirePermission(context.actor, 'batch.hurry');
  if (!permitted.ok) return permitted;
  const known = batch.placed().find(({ item }) => item.id === id);
  if (known !== undefined && known.station !== 'waiting') return fail('batch.notWaiting', {});
  if (context.store.application(id) === undefined) return fail('notFound', { what: 'application' });
  const recorded = context.store.commit(context.actor, (tx) => {
    tx.audit({ action: 'batch.hurried', subject: { kind: 'application', id }, outcome: 'ok', detail: { reason } });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  if (!batch.hurry(id)) batch.add({ id, urgent: true, since: context.clock.now().getTime(), place: 0 });
  return ok(undefined);
}

/** The batch as the desk sees it. */
export function viewOfBatch(
  batch: Batch<CaseInBatch>,
  error: AppError | null,
  { store }: Pick<IssueContext, 'store'>,
): BatchView {
  const cases = batch.placed().flatMap(({ item, station, error: failure }): BatchCase[] => {
    const application = store.application(item.id);
    if (application === undefined) return [];
    const { id: applicationId, number, person } = application;
    const job = store.jobOf(item.id) ?? null;
    const { latinName } = person;
    const isSeen = station === 'toLookAt' && (job?.state === 'printed' || job?.state === 'verified');
    const shown = isSeen ? 'printed' : station;
    return [{ applicationId, number, latinName, urgent: item.urgent, station: shown, error: failure, job }];
  });
  return { isRunning: batch.isRunning(), isPausing: batch.isPausing(), error, cases };
}

async function encodeCase({ id }: CaseInBatch, context: IssueContext): Promise<StepOutcome> {
  const known = context.store.jobOf(id);
  if (known?.state === 'encoded') return { kind: 'done' };
  const isNew = known === undefined || known.state === 'cancelled';
  const isOld = known?.state === 'composed' && wasMeasuredSince(known, context);
  const job = isNew || isOld ? await composeCase(id, context) : ok(known);
  if (!job.ok) return outcomeOf(job.error, false);
  const encoded = await encodeJob({ jobId: job.value.id, revision: job.value.revision }, context);
  if (encoded.ok) return { kind: 'done' };
  // The untouched blank is still in its place: what failed is the writer, or there is nothing to write on.
  return outcomeOf(encoded.error, context.store.job(job.value.id)?.state === 'composed');
}

async function composeCase(id: ApplicationId, context: IssueContext): Promise<Result<Job>> {
  const application = context.store.application(id);
  if (application === undefined) return fail('notFound', { what: 'application' });
  return composeJob({ applicationId: id, revision: application.revision }, context);
}

async function printCase(
  { id }: CaseInBatch,
  isFed: (isWriterFree: boolean) => void,
  context: IssueContext,
): Promise<PrintStepOutcome> {
  const job = context.store.jobOf(id);
  if (job === undefined) return { kind: 'failed', reason: 'notFound' };
  const watched: IssueContext = {
    ...context,
    onProgress(jobId, progress) {
      // The card was tapped, and is the printer's from here on.
      if (progress.step === 'submit') isFed(!context.printerProfile.inlineEncoder);
      context.onProgress(jobId, progress);
    },
  };
  const printed = await printJob({ jobId: job.id, revision: job.revision }, watched);
  if (printed.ok) return { kind: 'done' };
  const { error } = printed;
  if (error.kind === 'print.unknownOutcome' && error.data.reason === ONLY_THE_CARD_TELLS) return { kind: 'toLookAt' };
  return outcomeOf(error, context.store.job(job.id)?.state === 'encoded');
}

/** A card that is as it was stops the batch, but for a case that may itself not go on. */
function outcomeOf(error: AppError, isUntouched: boolean): StepOutcome {
  const { kind } = error;
  const isOfCase = kind.startsWith('application.') || kind === 'job.recordReplaced' || kind === 'job.wrongState';
  return { kind: isUntouched && !isOfCase ? 'stopped' : 'failed', reason: kind, error };
}
