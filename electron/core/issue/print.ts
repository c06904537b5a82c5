/** Prints the card whose chip was written, and believes only the evidence that the printer's profile names. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditEvent, AuditOutcome } from '../../../shared/model/audit.ts';
import type { PrinterStatus } from '../../../shared/model/device.ts';
import type { Job } from '../../../shared/model/job.ts';
import { assertNever, error, fail, type AppError, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Transaction } from '../ports.ts';
import { acceptedContent } from './check-record.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf, type JobEvent } from './job-state.ts';
import { keptFaces } from './kept-faces.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { nextPrintName } from './print-name.ts';
import { submitAndWatch, type PrintOutcome } from './print-run.ts';
import { suspendPrinting } from './recover.ts';
import { mayGoOn } from './safe-point.ts';
import { tapCardOf } from './tap.ts';

/**
 * The printed job. Fails before the card is fed (`job.*`, `application.*`, what `keptFaces` says, `stock.otherChip`,
 * `printer.*`), or
 * with what is known of the card: `print.failedBeforeFirstSide` (it goes on), `print.unknownOutcome` and
 * `print.evidenceDisagrees` (the job is suspended).
 */
export async function printJob(input: ParsedInput<'job.print'>, context: IssueContext): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.print');
  if (!permitted.ok) return permitted;
  return context.devices.run(input.jobId, () => print(input, context), 'printer');
}

async function print(input: ParsedInput<'job.print'>, context: IssueContext): Promise<Result<Job>> {
  // The printer is ours alone here: what stands as being printed had an end that could not be put on record.
  const left = await suspendPrinting(context);
  if (!left.ok) return left;
  const job = findJob(context.store, input);
  if (!job.ok) return job;
  const possible = nextJob(situationOf(job.value), 'printBegun');
  if (!possible.ok) return possible;
  const allowed = mayGoOn(context.store, job.value);
  if (!allowed.ok) return allowed;
  const content = await acceptedContent(allowed.value, context);
  if (!content.ok) return content;
  const pdf = await keptFaces(job.value, content.value, context);
  if (!pdf.ok) return pdf;
  const ready = await printerReady(context);
  if (!ready.ok) return ready;
  // The card is tapped where chips are written: the next one gets there after that.
  const card = await context.devices.run(input.jobId, () => tapCardOf(job.value, context), 'writer');
  if (!card.ok) return card;
  return printCard(job.value, pdf.value, ready.value, context);
}

async function printerReady({ printer }: IssueContext): Promise<Result<PrinterStatus>> {
  const status = await printer.check();
  if (!status.ok) return status;
  const { state, reasons } = status.value;
  if (state === 'idle' || state === 'processing') return status;
  return fail('printer.notReady', { reason: reasons.length > 0 ? reasons.join(', ') : state });
}

async function printCard(
  job: Job,
  pdf: Uint8Array,
  { impressionCounter: counterBefore }: PrinterStatus,
  context: IssueContext,
): Promise<Result<Job>> {
  const printName = nextPrintName(context.store, job);
  const begun = commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, job);
    if (!allowed.ok) return allowed;
    audit(tx, job, 'begun', { printName, pdfDigest: tx.salted(job.applicationId, job.pdfHash) });
    return moveJob(tx, job, 'printBegun', context.clock.now(), { note: null });
  });
  if (!begun.ok) return begun;
  let outcome: PrintOutcome;
  try {
    outcome = await submitAndWatch({ job: begun.value, printName, pdf, counterBefore }, context);
  } catch (bug) {
    settle(begun.value, printName, { kind: 'unknown', reason: 'internalError', sides: null }, context);
    throw bug;
  }
  return settle(begun.value, printName, outcome, context);
}

function settle(begun: Job, printName: string, outcome: PrintOutcome, context: IssueContext): Result<Job> {
  const settled = commitJob(context, (tx) => {
    const detail = outcome.kind === 'printed' ? { printName, sides: 2 } : { printName, reason: outcome.reason };
    audit(tx, begun, auditOutcome(outcome), detail);
    if (outcome.kind === 'unknown') auditSuspended(tx, begun, outcome.reason);
    const note = outcome.kind === 'printed' ? null : outcome.reason;
    return moveJob(tx, begun, eventOf(outcome), context.clock.now(), { note });
  });
  // What became of the card is not on record, and "nothing was started" would be wrong: the card has to be looked at.
  if (!settled.ok) return fail('print.unknownOutcome', { reason: settled.error.kind });
  return outcome.kind === 'printed' ? settled : { ok: false, error: whatToSay(outcome) };
}

function eventOf(outcome: PrintOutcome): JobEvent {
  if (outcome.kind === 'printed') return 'printed';
  return outcome.kind === 'nothingPrinted' ? 'printRefused' : 'outcomeUnknown';
}

function auditOutcome(outcome: PrintOutcome): AuditOutcome {
  if (outcome.kind === 'printed') return 'ok';
  return outcome.kind === 'nothingPrinted' ? 'failed' : 'unknown';
}

function whatToSay(outcome: Exclude<PrintOutcome, { kind: 'printed' }>): AppError {
  switch (outcome.kind) {
    case 'nothingPrinted':
      return error('print.failedBeforeFirstSide', { reason: outcome.reason });
    case 'unknown':
      if (outcome.sides === 1) return error('print.evidenceDisagrees', { sides: outcome.sides });
      return error('print.unknownOutcome', { reason: outcome.reason });
    default:
      return assertNever(outcome);
  }
}

type PrintDetail = Omit<Extract<AuditEvent, { action: 'card.print' }>['detail'], 'attempt' | 'blank'>;

function audit(tx: Transaction, job: Job, outcome: AuditOutcome, detail: PrintDetail): void {
  tx.audit({
    action: 'card.print',
    subject: { kind: 'job', id: job.id },
    outcome,
    detail: { attempt: job.attempt, blank: job.blankSerial ?? '', ...detail },
  });
}

function auditSuspended(tx: Transaction, job: Job, reason: string): void {
  const detail = { in: 'printing', reason };
  tx.audit({ action: 'job.suspended', subject: { kind: 'job', id: job.id }, outcome: 'unknown', detail });
}
