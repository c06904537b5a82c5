/** What the officer finds when a suspended card is looked at, and what becomes of the job then. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Finding } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { decodeChipImage } from '../chip/image-file.ts';
import type { Transaction } from '../ports.ts';
import { checkRecord } from './check-record.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf } from './job-state.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { isRunning } from './print-evidence.ts';
import { lastPrintName } from './print-name.ts';
import { readFinishedChip } from './read-finished-chip.ts';
import { mayGoOn, notExpired } from './safe-point.ts';
import { tapCardOf } from './tap.ts';
import { setAsideIn } from './set-aside-card.ts';
import { writeChip } from './write-chip.ts';

/**
 * The job after the finding. `readChip` lets the machine read, and write on where that is right; its failures are those
 * of encoding. Fails with `print.stillRunning` while the printer is not done with this card.
 */
export async function resolveJob(input: ParsedInput<'job.resolve'>, context: IssueContext): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.resolve');
  if (!permitted.ok) return permitted;
  return context.devices.run(input.jobId, () => resolve(input, context));
}

async function resolve(input: ParsedInput<'job.resolve'>, context: IssueContext): Promise<Result<Job>> {
  const job = findJob(context.store, input);
  if (!job.ok) return job;
  switch (input.finding.kind) {
    case 'readChip':
      return readChip(job.value, context);
    case 'bothSidesPrinted':
      return resolvePrint(job.value, input.finding, 'foundPrinted', context);
    case 'noSidePrinted':
      return resolvePrint(job.value, input.finding, 'foundUnprinted', context);
    case 'spoiled':
      return spoiled(job.value, input.finding, context);
    default:
      return assertNever(input.finding);
  }
}

/**
 * The kept image goes to the same card once more: what is right already stays, a complete and locked chip is encoded.
 * Once the approval has expired the card is only read.
 */
async function readChip(job: Job, context: IssueContext): Promise<Result<Job>> {
  const possible = nextJob(situationOf(job), 'encodeResumed');
  if (!possible.ok) return possible;
  const application = mayGoOn(context.store, job);
  if (!application.ok) return application;
  const live = notExpired(application.value, context.clock.now());
  if (!live.ok) return readFinishedChip(job, application.value, live.error, context);
  const kept = context.store.jobFile(job.id, 'chip.json');
  const image = kept === undefined ? fail('notFound', { what: 'chipImage' }) : decodeChipImage(kept);
  if (!image.ok) return image;
  if (image.value.sodHash !== job.sodHash) return fail('application.differsFromRecord', { fields: 'chip.json' });
  const content = await checkRecord(application.value, context);
  if (!content.ok) return content;
  const begun = commitJob(context, (tx) => {
    auditFinding(tx, job, { kind: 'readChip' });
    tx.audit({
      action: 'chip.encode',
      subject: { kind: 'job', id: job.id },
      outcome: 'begun',
      detail: { attempt: job.attempt, blank: job.blankSerial ?? '', resumed: true },
    });
    return moveJob(tx, job, 'encodeResumed', context.clock.now(), { note: null });
  });
  return begun.ok ? writeChip(begun.value, image.value, 'resumed', context) : begun;
}

async function resolvePrint(
  job: Job,
  finding: Finding,
  event: 'foundPrinted' | 'foundUnprinted',
  context: IssueContext,
): Promise<Result<Job>> {
  const possible = nextJob(situationOf(job), event);
  if (!possible.ok) return possible;
  const done = await printerIsDone(job, context);
  if (!done.ok) return done;
  const presented = event === 'foundPrinted' ? await presentedInHand(job, context) : ok(undefined);
  if (!presented.ok) return presented;
  return commitJob(context, (tx) => {
    auditFinding(tx, job, finding);
    return moveJob(tx, job, event, context.clock.now(), { note: null });
  });
}

/**
 * Where the finished card is the evidence, it is this card and no other: its chip says so, bound to the blank at first contact.
 * What the plastic shows is read at verification. Fails as the tap does, with `stock.otherChip` for another card.
 */
async function presentedInHand(job: Job, context: IssueContext): Promise<Result<void>> {
  if (context.printerProfile.evidence.kind !== 'presented') return ok(undefined);
  return tapCardOf(job, context);
}

/** A card that looks blank may still be about to be printed. */
async function printerIsDone(job: Job, { store, printer }: IssueContext): Promise<Result<void>> {
  const jobName = lastPrintName(store, job.id);
  if (jobName === null) return ok(undefined);
  const found = await printer.findByName(jobName);
  if (!found.ok) return found;
  if (found.value === null) return ok(undefined);
  const status = await printer.job(found.value);
  if (!status.ok) return status;
  return isRunning(status.value) ? fail('print.stillRunning', { jobName }) : ok(undefined);
}

function spoiled(job: Job, finding: Finding, context: IssueContext): Result<Job> {
  if (job.state !== 'suspended') return fail('job.wrongState', { state: job.state, action: finding.kind });
  return commitJob(context, (tx) => {
    auditFinding(tx, job, finding);
    return setAsideIn(tx, job, { reason: 'outcomeUnknown', note: job.note }, context);
  });
}

function auditFinding(tx: Transaction, job: Job, finding: Finding): void {
  tx.audit({
    action: 'job.resolved',
    subject: { kind: 'job', id: job.id },
    outcome: 'ok',
    detail: { finding: finding.kind, in: job.suspendedIn ?? '', attempt: job.attempt },
  });
}
