/** One submission to the printer, watched until the device itself has said its last word. */

import type { Job } from '../../../shared/model/job.ts';
import type { Progress } from '../../../shared/model/device.ts';
import type { AppError } from '../../../shared/result.ts';
import type { PrintJobStatus } from '../ports.ts';
import type { IssueContext } from './context.ts';
import { isRunning, judgePrint, sidesOfACard } from './print-evidence.ts';

export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'nothingPrinted'; readonly reason: string }
  /** `sides`: what the device counted, where it counted at all. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly sides: number | null };

type RunContext = Pick<IssueContext, 'printer' | 'clock' | 'onProgress' | 'printerProfile'>;

export interface Submission {
  readonly job: Job;
  readonly printName: string;
  readonly pdf: Uint8Array;
  /** The device's life counter before it. */
  readonly counterBefore: number | null;
}

/** A printer that says nothing new for so long is asked no further; the card is looked at instead. */
const longestPrintMs = 10 * 60_000;
/** Questions in a row that may go unanswered: a cable is pulled and put back, a service starts again. */
const mostFailures = 10;
/** After these, asking again would ask somebody else, or ask for what is gone. */
const lastWords: readonly AppError['kind'][] = ['notFound', 'printer.otherDevice', 'printer.certificateChanged'];

/** Submits once, whatever happens: a second submission is a decision of a person who has looked at the card. */
export async function submitAndWatch(submission: Submission, context: RunContext): Promise<PrintOutcome> {
  const { job, printName, pdf } = submission;
  report(job, { step: 'submit', done: 0, total: sidesOfACard, unit: 'sides' }, context);
  const submitted = await context.printer.submit(printName, pdf);
  if (submitted.ok) return watch(submission, submitted.value, context);
  const reason = submitted.error.kind;
  // A lost answer looks like a refusal: the device is asked whether it knows the name.
  const found = await context.printer.findByName(printName);
  if (found.ok && found.value !== null) return watch(submission, found.value, context);
  // It may have had the card's data and have forgotten the job since; else it never had anything to print.
  if (reason === 'printer.unanswered') return { kind: 'unknown', reason, sides: null };
  return { kind: 'nothingPrinted', reason };
}

async function watch(submission: Submission, deviceJobId: string, context: RunContext): Promise<PrintOutcome> {
  const deadline = context.clock.now().getTime() + longestPrintMs;
  let failures = 0;
  for (;;) {
    const asked = await context.printer.job(deviceJobId);
    if (asked.ok) {
      failures = 0;
      reportSides(submission.job, asked.value, context);
      if (!isRunning(asked.value)) return outcomeOf(submission, asked.value, context);
    } else if (lastWords.includes(asked.error.kind) || (failures += 1) > mostFailures) {
      return { kind: 'unknown', reason: asked.error.kind, sides: null };
    }
    if (context.clock.now().getTime() > deadline) return { kind: 'unknown', reason: 'timedOut', sides: null };
    await context.printer.waitForChange(deviceJobId);
  }
}

async function outcomeOf(
  { counterBefore }: Submission,
  status: PrintJobStatus,
  { printer, printerProfile }: RunContext,
): Promise<PrintOutcome> {
  const { evidence } = printerProfile;
  const after = evidence.kind === 'counter' ? (await printer.status()).impressionCounter : null;
  const verdict = judgePrint(status, evidence, { before: counterBefore, after });
  if (verdict.kind === 'printed') return verdict;
  const reason = evidence.kind === 'presented' ? 'presentCard' : reasonOf(status);
  return verdict.kind === 'running' ? { kind: 'unknown', reason, sides: null } : { ...verdict, reason };
}

function reasonOf(status: PrintJobStatus): string {
  return status.reasons.length > 0 ? status.reasons.join(', ') : status.state;
}

function reportSides(job: Job, status: PrintJobStatus, context: RunContext): void {
  const done = Math.min(status.impressionsCompleted ?? 0, sidesOfACard);
  report(job, { step: done === 0 ? 'printFront' : 'printBack', done, total: sidesOfACard, unit: 'sides' }, context);
}

function report(job: Job, progress: Progress, context: RunContext): void {
  context.onProgress(job.id, progress);
}
