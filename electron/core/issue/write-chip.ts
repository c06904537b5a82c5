/** Runs the personalisation engine for a job that is `encoding`, and puts on record what came of it. */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import { assertNever, error, fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { chipSecrets } from '../chip/chip-secrets.ts';
import type { ChipImage, CommandGroup, PersonaliseOutcome } from '../chip/chip.ts';
import { personalise } from '../chip/personalise.ts';
import { transportKeys } from '../chip/transport-keys.ts';
import type { AuditOutcome } from '../../../shared/model/audit.ts';
import type { Transaction } from '../ports.ts';
import type { IssueContext } from './context.ts';
import type { JobEvent } from './job-state.ts';
import { commitJob, moveJob } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';
import { setAsideIn } from './set-aside-card.ts';
import { transportMaster } from './transport-master.ts';

/** Whether a run that wrote nothing leaves an untouched blank behind (`first`) or a suspended card (`resumed`). */
export type RunOfChip = 'first' | 'resumed';

/** What writing a chip takes of a workstation: no record, no face and no printer. */
export type WriteContext = Pick<
  IssueContext,
  | 'store'
  | 'actor'
  | 'clock'
  | 'random'
  | 'profile'
  | 'keyDeriver'
  | 'writer'
  | 'training'
  | 'onProgress'
  | 'onJobChanged'
>;

/**
 * Writes the image to the card of this job. The job has to be `encoding` with its `begun` row committed.
 * Answers the encoded job; every other ending is committed first and then answered as a failure.
 */
export async function writeChip(
  job: Job,
  image: ChipImage,
  run: RunOfChip,
  context: WriteContext,
): Promise<Result<Job>> {
  if (job.blankSerial !== null) context.training?.placeBlank(job.blankSerial);
  const secrets = chipSecrets(image, job, context.keyDeriver);
  if (!secrets.ok) return settle(job, { kind: 'refused', error: secrets.error }, run, context);
  let outcome: PersonaliseOutcome;
  try {
    outcome = await personalise(context.writer, image, {
      secrets: secrets.value,
      transportKeys: (chipSerial) => transportKeys(transportMaster(context), chipSerial),
      random: (count) => context.random.bytes(count),
      beforeGroup: (group) => putOnRecord(job, group, context),
      expectedChipSerial: job.chipSerial,
      onProgress: (progress) => context.onProgress(job.id, progress),
      onBound: (chipSerial) => bindChip(job, chipSerial, context),
      shouldStop: () => {
        const allowed = mayGoOn(context.store, job);
        return allowed.ok ? ok(undefined) : allowed;
      },
    });
  } catch (bug) {
    // A bug in the middle of writing leaves the same question as a power cut; it is answered the same way.
    settle(job, { kind: 'unknown', error: error('chip.unknownOutcome', {}) }, run, context);
    throw bug;
  }
  return settle(job, outcome, run, context);
}

/** Rule 2, for each group of commands: a lone row says how far the card may have been taken. */
function putOnRecord(job: Job, group: CommandGroup, context: WriteContext): Result<void> {
  return context.store.commit(context.actor, (tx) => {
    tx.audit({
      action: 'chip.encode',
      subject: { kind: 'job', id: job.id },
      outcome: 'begun',
      detail: { attempt: job.attempt, blank: job.blankSerial ?? '', group },
    });
    return ok(undefined);
  });
}

/** At first contact the blank becomes this chip; from then on no other chip is this blank. */
function bindChip(begun: Job, found: ChipSerial, context: WriteContext): Result<void> {
  if (begun.chipSerial === found) return ok(undefined);
  const bound = commitJob(context, (tx) => {
    const job = tx.job(begun.id);
    const blank = begun.blankSerial === null ? undefined : tx.blank(begun.blankSerial);
    if (job === undefined || blank === undefined) return fail('notFound', { what: 'blank' });
    if (blank.chipSerial !== null && blank.chipSerial !== found) {
      return fail('stock.otherChip', { blank: blank.serial, expected: blank.chipSerial, found });
    }
    const other = tx.blankOfChip(found);
    if (other !== undefined && other.serial !== blank.serial) {
      return fail('stock.chipTaken', { blank: other.serial, chip: found });
    }
    const at = context.clock.now();
    const withChip: Job = { ...job, chipSerial: found, updatedAt: at.toISOString(), revision: job.revision + 1 };
    tx.updateJob(withChip);
    if (blank.chipSerial === null) tx.bindChip(blank.serial, found, at);
    tx.audit({
      action: 'blank.bound',
      subject: { kind: 'blank', id: blank.serial },
      outcome: 'ok',
      detail: { job: job.id, chipSerial: found },
    });
    return ok(withChip);
  });
  return bound.ok ? ok(undefined) : bound;
}

function settle(begun: Job, outcome: PersonaliseOutcome, run: RunOfChip, context: WriteContext): Result<Job> {
  const settled = commitJob(context, (tx) => {
    const job = tx.job(begun.id);
    if (job === undefined) return fail('notFound', { what: 'job' });
    return settleIn(tx, job, outcome, run, context);
  });
  if (!settled.ok) return settled;
  return outcome.kind === 'encoded' ? settled : { ok: false, error: whatToSay(outcome, settled.value) };
}

function settleIn(
  tx: Transaction,
  job: Job,
  outcome: PersonaliseOutcome,
  run: RunOfChip,
  context: WriteContext,
): Result<Job> {
  const at = context.clock.now();
  const record = (result: AuditOutcome, problem: AppError | null): void => {
    const failure = problem === null ? {} : { error: problem.kind };
    const detail = { attempt: job.attempt, blank: job.blankSerial ?? '', chipSerial: job.chipSerial ?? '', ...failure };
    tx.audit({ action: 'chip.encode', subject: { kind: 'job', id: job.id }, outcome: result, detail });
  };
  switch (outcome.kind) {
    case 'encoded':
      record('ok', null);
      return moveJob(tx, job, 'encoded', at, { note: null });
    case 'refused': {
      record('refused', outcome.error);
      const event: JobEvent = run === 'first' ? 'encodeRefused' : 'outcomeUnknown';
      return moveJob(tx, job, event, at, { note: outcome.error.kind });
    }
    case 'failed':
      record('failed', outcome.error);
      return setAsideIn(tx, job, { reason: 'chipFault', note: outcome.error.kind }, context);
    case 'stopped':
      record('refused', outcome.error);
      return mayComeBack(tx, job)
        ? suspend(tx, job, outcome.error, at)
        : setAsideIn(tx, job, { reason: 'recordChanged', note: outcome.error.kind }, context);
    case 'unknown':
      record('unknown', outcome.error);
      return suspend(tx, job, outcome.error, at);
    default:
      return assertNever(outcome);
  }
}

/** A hold may be released, and the half-written chip then goes on; after anything else it never can. */
function mayComeBack(tx: Transaction, job: Job): boolean {
  const application = tx.application(job.applicationId);
  return application?.heldFrom === 'accepted' && application.recordHash === job.recordHash;
}

function suspend(tx: Transaction, job: Job, cause: AppError, at: Date): Result<Job> {
  tx.audit({
    action: 'job.suspended',
    subject: { kind: 'job', id: job.id },
    outcome: 'unknown',
    detail: { in: 'encoding', error: cause.kind },
  });
  return moveJob(tx, job, 'outcomeUnknown', at, { note: cause.kind });
}

/** The officer is told what became of the card, not only what the device said. */
function whatToSay(outcome: Exclude<PersonaliseOutcome, { kind: 'encoded' }>, job: Job): AppError {
  switch (outcome.kind) {
    case 'refused':
    case 'unknown':
      return outcome.error;
    case 'failed':
      return error('encode.failed', { fault: outcome.error.kind });
    case 'stopped':
      return job.state === 'suspended' ? error('encode.stopped', { state: 'held' }) : outcome.error;
    default:
      return assertNever(outcome);
  }
}
