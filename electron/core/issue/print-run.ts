/** One submission to the printer, watched until the device itself has said its last word. */

import type { Job } from '../../../shared/model/job.ts';
import type { Progress } from '../../../shared/model/device.ts';
import type { PrintJobStatus } from '../ports.ts';
import type { IssueContext } from './context.ts';
import { judgePrint, sidesOfACard } from './print-evidence.ts';

export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'nothingPrinted'; readonly reason: string }
  /** `sides`: what the device counted, where it counted at all. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly sides: number | null };

type RunContext = Pick<IssueContext, 'printer' | 'clock' | 'onProgress'>;

/** A printer that says nothing new for so long is asked no further; the card is looked at instead. */
const longestPrintMs = 10 * 60_000;

/** Submits once, whatever happens: a second submission is a decision of a person who has looked at the card. */
export async function submitAndWatch(
  job: Job,
  printName: string,
  pdf: Uint8Array,
  context: RunContext,
): Promise<PrintOutcome> {
  report(job, { step: 'submit', done: 0, total: sidesOfACard, unit: 'sides' }, context);
  const submitted = await context.printer.submit(printName, pdf);
  if (submitted.ok) return watch(job, submitted.value, context);
  const reason = submitted.error.kind;
  // A lost answer looks like a refusal. Only the device can prove that it knows nothing of this name.
  const found = await context.printer.findByName(printName);
  if (found.ok && found.value === null) return { kind: 'nothingPrinted', reason };
  return { kind: 'unknown', reason, sides: null };
}

async function watch(job: Job, deviceJobId: string, context: RunContext): Promise<PrintOutcome> {
  const deadline = context.clock.now().getTime() + longestPrintMs;
  for (;;) {
    const asked = await context.printer.job(deviceJobId);
    if (!asked.ok) return { kind: 'unknown', reason: asked.error.kind, sides: null };
    const verdict = judgePrint(asked.value);
    reportSides(job, asked.value, context);
    if (verdict.kind === 'printed') return verdict;
    const reason = reasonOf(asked.value);
    if (verdict.kind !== 'running') return { ...verdict, reason };
    if (context.clock.now().getTime() > deadline) return { kind: 'unknown', reason: 'timedOut', sides: null };
    await context.printer.waitForChange(deviceJobId);
  }
}

function reasonOf(status: PrintJobStatus): string {
  return status.reasons.length > 0 ? status.reasons.join(', ') : status.state;
}

function reportSides(job: Job, status: PrintJobStatus, context: RunContext): void {
  const done = status.impressionsCompleted ?? 0;
  report(job, { step: done === 0 ? 'printFront' : 'printBack', done, total: sidesOfACard, unit: 'sides' }, context);
}

function report(job: Job, progress: Progress, context: RunContext): void {
  context.onProgress(job.id, progress);
}
