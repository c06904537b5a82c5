/**
 * A card printer behind a queue of Windows. The spooler counts nothing that proves anything, so a card printed through it
 * is looked at by a person (`presented`). Built to Microsoft's documents and tried against answers made after them; it has
 * not been run on Windows yet.
 */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type * as z from 'zod';
import type { PrinterStatus } from '../../../../shared/model/device.ts';
import type { PrinterProfile } from '../../../../shared/model/printer-profile.ts';
import { fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import type { CardPrinter, PrintJobStatus } from '../../../core/ports.ts';
import { writeWhole } from '../../system/write-whole.ts';
import type { RunScript } from './powershell.ts';
import {
  jobState,
  printerState,
  reasonsIn,
  sentSchema,
  spoolerJobsSchema,
  spoolerPrinterSchema,
} from './spooler-words.ts';

export interface WindowsPrinterOptions {
  readonly queue: string;
  readonly profile: PrinterProfile;
  /** Where a card's PDF lies while the spooler takes it in; it is removed after that. */
  readonly folder: string;
  readonly run: RunScript;
  readonly pollMs?: number;
}

type SpoolerJob = z.infer<typeof spoolerJobsSchema>[number];

export function createWindowsPrinter(options: WindowsPrinterOptions): CardPrinter {
  const { queue, run, pollMs = 500 } = options;
  return {
    async status() {
      const asked = await askPrinter(options);
      return asked.ok ? asked.value.status : absent(queue, asked.error.kind);
    },
    check: () => check(options),
    submit: (jobName, pdf) => submit(options, jobName, pdf),
    job: (id) => askJob(options, id),
    waitForChange: () => pause(pollMs),
    async findByName(jobName) {
      const jobs = await askJobs(options);
      if (!jobs.ok) return jobs;
      const newest = jobs.value.findLast((job) => job.DocumentName === jobName);
      return ok(newest === undefined ? null : String(newest.Id));
    },
    async cancel(id) {
      const removed = await run('remove', { queue, job: Number(id) });
      return removed.ok ? ok(undefined) : removed;
    },
    identify: async () => fail('printer.refused', { reason: 'server-error-operation-not-supported' }),
    close: async () => undefined,
  };
}

function absent(name: string, reason: string): PrinterStatus {
  const nothing = { supplies: [], cardsInHopper: null, impressionCounter: null };
  return { name, driver: 'windows', state: 'absent', reasons: [reason], ...nothing };
}

async function askPrinter({
  queue,
  run,
}: WindowsPrinterOptions): Promise<Result<{ readonly status: PrinterStatus; readonly jobs: number }>> {
  const answer = await run('printer', { queue });
  if (!answer.ok) return answer;
  const printer = spoolerPrinterSchema.safeParse(answer.value);
  if (!printer.success) return fail('printer.badAnswer', { reason: 'Get-Printer' });
  const { Name: name, Status: status, JobCount: jobs } = printer.data;
  const nothing = { supplies: [], cardsInHopper: null, impressionCounter: null };
  return ok({
    jobs,
    status: { name, driver: 'windows', state: printerState(status), reasons: reasonsIn(status), ...nothing },
  });
}

async function askJobs({ queue, run }: WindowsPrinterOptions): Promise<Result<readonly SpoolerJob[]>> {
  const answer = await run('jobs', { queue });
  if (!answer.ok) return answer;
  const jobs = spoolerJobsSchema.safeParse(answer.value);
  return jobs.success ? ok(jobs.data) : fail('printer.badAnswer', { reason: 'Get-PrintJob' });
}

async function check(options: WindowsPrinterOptions): Promise<Result<PrinterStatus>> {
  if (options.profile.evidence.kind !== 'presented') return fail('printer.unfit', { lack: 'evidence=presented' });
  const asked = await askPrinter(options);
  if (!asked.ok) return asked;
  return asked.value.jobs === 0 ? ok(asked.value.status) : fail('printer.otherJobs', { count: asked.value.jobs });
}

async function submit(options: WindowsPrinterOptions, jobName: string, pdf: Uint8Array): Promise<Result<string>> {
  const { queue, folder, run } = options;
  const file = join(folder, `${jobName}.pdf`);
  const written = writeWhole(file, pdf);
  if (!written.ok) return written;
  try {
    const answer = await run('send', { queue, name: jobName, file });
    // Whatever PowerShell says in place of a number, the spooler may have the card: the name is asked for next.
    if (!answer.ok) return fail('printer.unanswered', { reason: reasonOf(answer.error) });
    const sent = sentSchema.safeParse(answer.value);
    return sent.success ? ok(String(sent.data.job)) : fail('printer.unanswered', { reason: 'noJobId' });
  } finally {
    rmSync(file, { force: true });
  }
}

function reasonOf({ kind, data }: AppError): string {
  return 'reason' in data ? data.reason : kind;
}

/** The spooler forgets a job when its last byte has left: then the card is somewhere in the device, or out. */
async function askJob(options: WindowsPrinterOptions, id: string): Promise<Result<PrintJobStatus>> {
  const jobs = await askJobs(options);
  if (!jobs.ok) return jobs;
  const job = jobs.value.find((candidate) => String(candidate.Id) === id);
  if (job === undefined) return ok({ state: 'completed', impressionsCompleted: null, reasons: [] });
  const asked = await askPrinter(options);
  const printer = asked.ok ? asked.value.status.reasons : [];
  const reasons = [...new Set([...printer, ...reasonsIn(job.Status)])];
  return ok({ state: jobState(job.Status), impressionsCompleted: null, reasons });
}
