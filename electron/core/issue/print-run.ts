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
/** So long a device may be silent, and so often in a row: a cable is pulled and put back, a service starts again. */
const longestSilenceMs = 60_000;
const mostFailures = 120;
const longestReason = 500;
/** Why the outcome is unknown at a printer of which nothing else was to be expected. */
export const ONLY_THE_CARD_TELLS = 'presentCard';
/** After these, asking again would ask somebody else, or ask for what is gone. */
const lastWords: ReadonlySet<AppError['kind']> = new Set([
  'notFound',
  'printer.otherDevice',
  'printer.certificateChanged',
]);

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
  const startedAt = context.clock.now().getTime();
  let heardAt = startedAt;
  let failures = 0;
  for (;;) {
    const asked = await context.printer.job(deviceJobId);
    const at = context.clock.now().getTime();
    if (asked.ok) {
      failures = 0;
      heardAt = at;
      reportSides(submission.job, asked.value, context);
      if (!isRunning(asked.value)) return outcomeOf(submission, asked.value, context);
    } else {
      failures += 1;
      const isGivenUp = failures > mostFailures || at - heardAt > longestSilenceMs;
      if (isGivenUp || lastWords.has(asked.error.kind)) return giveUp(deviceJobId, asked.error.kind, context);
    }
    if (at - startedAt > longestPrintMs) return giveUp(deviceJobId, 'timedOut', context);
    await context.printer.waitForChange(deviceJobId);
  }
}

/** What is left of the job must not be printed later, onto the next person's card; whether that is heard, nobody knows. */
async function giveUp(deviceJobId: string, reason: string, { printer }: RunContext): Promise<PrintOutcome> {
  await printer.cancel(deviceJobId);
  return { kind: 'unknown', reason, sides: null };
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
  const reason = evidence.kind === 'presented' ? ONLY_THE_CARD_TELLS : reasonOf(status);
  return verdict.kind === 'running' ? { kind: 'unknown', reason, sides: null } : { ...verdict, reason };
}

/** A device may give as many reasons as it likes; the log takes so many letters of them. */
function reasonOf(status: PrintJobStatus): string {
  return status.reasons.length > 0 ? status.reasons.join(', ').slice(0, longestReason) : status.state;
}

function reportSides(job: Job, status: PrintJobStatus, context: RunContext): void {
  const done = Math.min(status.impressionsCompleted ?? 0, sidesOfACard);
  const step = done === 0 ? 'printFront' : 'printBack';
  report(job, { step, done, total: sidesOfACard, unit: 'sides', reasons: [...status.reasons] }, context);
}

function report(job: Job, progress: Progress, context: RunContext): void {
  context.onProgress(job.id, progress);
}
