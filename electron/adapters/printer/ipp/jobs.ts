/** What is done with the jobs of a printer or a queue: a card is handed over, found again by its name, asked after, stopped. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { plainReasons } from '../../../../shared/printing/reasons.ts';
import type { PrintJobStatus } from '../../../core/ports.ts';
import { jobOperation, jobTemplate, type CardFormat } from './card-job.ts';
import type { Asked } from './client.ts';
import { groupTags, type IppAttributes, type IppMessage } from './message.ts';
import { attributes, boolean, groupOf, integer, keyword, mimeType, numberOf, stringOf, stringsOf } from './values.ts';

/** A job is known by its number and its name: numbers start again where a device was reset. */
export interface DeviceJob {
  readonly number: number;
  readonly name: string;
}

/** More jobs than any device remembers. */
const mostJobs = 1000;

export function idOf({ number, name }: DeviceJob): string {
  return `${number}/${name}`;
}

/** Null for what no driver of ours has ever answered. */
export function jobOfId(id: string): DeviceJob | null {
  const [, number, name] = /^(\d{1,10})\/(.+)$/.exec(id) ?? [];
  return number === undefined || name === undefined ? null : { number: Number(number), name };
}

/** Whether such a job would be taken. Fails with `printer.refused` and the printer's reason. */
export async function validateJob(printer: Asked, jobName: string, format: CardFormat): Promise<Result<void>> {
  const validated = await printer.ask({
    operation: 'validateJob',
    attributes: jobOperation(jobName, format),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
  });
  return validated.ok ? ok(undefined) : validated;
}

/**
 * A job that has its name and no document: whatever goes wrong from now on, there is something to be found. Fails as `ask`
 * does, with `printer.unreachable` where no answer came: nothing can be printed by a job without a document.
 */
export async function createJob(printer: Asked, jobName: string, format: CardFormat): Promise<Result<DeviceJob>> {
  const created = await printer.ask({
    operation: 'createJob',
    attributes: jobOperation(jobName, null),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
  });
  if (created.ok) {
    const number = numberOf(groupOf(created.value, groupTags.job), 'job-id');
    return number === null ? fail('printer.badAnswer', { reason: 'noJobId' }) : ok({ number, name: jobName });
  }
  if (created.error.kind !== 'printer.unanswered') return created;
  return fail('printer.unreachable', created.error.data);
}

/**
 * Fails as the client does while no byte of the card was sent, or where the printer itself said no; with
 * `printer.unanswered` where the card may be in the device.
 */
export async function sendCard(
  printer: Asked,
  job: DeviceJob,
  pdf: Uint8Array,
  format: CardFormat,
): Promise<Result<DeviceJob>> {
  const sent = await printer.ask({
    operation: 'sendDocument',
    attributes: attributes(
      ['job-id', integer(job.number)],
      ['document-format', mimeType(format.format)],
      ['last-document', boolean(true)],
    ),
    document: pdf,
  });
  if (sent.ok) return ok(job);
  return documentFailure(sent);
}

/** The same in one operation, for printers that offer no other. */
export async function printJob(
  printer: Asked,
  jobName: string,
  pdf: Uint8Array,
  format: CardFormat,
): Promise<Result<DeviceJob>> {
  const printed = await printer.ask({
    operation: 'printJob',
    attributes: jobOperation(jobName, format),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
    document: pdf,
  });
  if (!printed.ok) return documentFailure(printed);
  const number = numberOf(groupOf(printed.value, groupTags.job), 'job-id');
  return number === null ? fail('printer.unanswered', { reason: 'noJobId' }) : ok({ number, name: jobName });
}

/** Whatever came back garbled, the card may be in the device: only a plain no of the printer says that it is not. */
function documentFailure(failure: Extract<Result<IppMessage>, { ok: false }>): Result<DeviceJob> {
  const { kind, data } = failure.error;
  if (kind === 'printer.refused' || kind === 'printer.unreachable' || kind === 'printer.certificateChanged')
    return failure;
  return fail('printer.unanswered', { reason: 'reason' in data ? data.reason : kind });
}

const jobAttributes = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'time-at-processing',
];

export interface JobReport extends PrintJobStatus {
  /** False where the printer says that it never began with the job. */
  readonly wasBegun: boolean;
}

/** Fails with `notFound` where the device knows no such job any more, or another one by that number. */
export async function askJob(printer: Asked, job: DeviceJob): Promise<Result<JobReport>> {
  const answer = await printer.ask({
    operation: 'getJobAttributes',
    attributes: attributes(['job-id', integer(job.number)], ['requested-attributes', ...jobAttributes.map(keyword)]),
  });
  if (!answer.ok) return answer;
  const found = groupOf(answer.value, groupTags.job);
  if (stringOf(found, 'job-name') !== job.name) return fail('notFound', { what: 'printJob' });
  return ok(reportOf(found));
}

function reportOf(from: IppAttributes): JobReport {
  const impressions = numberOf(from, 'job-impressions-completed');
  return {
    state: stateOf(numberOf(from, 'job-state')),
    impressionsCompleted: impressions !== null && impressions >= 0 ? impressions : null,
    reasons: plainReasons(stringsOf(from, 'job-state-reasons')).filter((reason) => !silent.has(reason)),
    wasBegun: from.get('time-at-processing')?.[0]?.kind !== 'none',
  };
}

/** Reasons that only repeat the state. */
const silent: ReadonlySet<string> = new Set([
  'job-completed-successfully',
  'job-printing',
  'job-queued',
  'job-incoming',
]);

/** RFC 8011 section 5.3.7. */
function stateOf(state: number | null): PrintJobStatus['state'] {
  const states: Readonly<Record<number, PrintJobStatus['state']>> = {
    3: 'pending',
    4: 'pending',
    5: 'processing',
    6: 'processing',
    7: 'canceled',
    8: 'aborted',
    9: 'completed',
  };
  return states[state ?? 0] ?? 'unknown';
}

/** Every job of that name that the device still remembers, newest first. */
export async function findJobsByName(printer: Asked, jobName: string): Promise<Result<readonly DeviceJob[]>> {
  const numbers = new Set<number>();
  // In this order a job that ends meanwhile is met in the second list.
  for (const which of ['not-completed', 'completed'] as const) {
    const listed = await listJobs(printer, which);
    if (!listed.ok) return listed;
    for (const job of listed.value) if (job.name === jobName) numbers.add(job.number);
  }
  return ok([...numbers].toSorted((one, other) => other - one).map((number) => ({ number, name: jobName })));
}

/** The jobs that are still to be printed, or those that are over and not forgotten yet. */
export async function listJobs(
  printer: Asked,
  which: 'not-completed' | 'completed',
): Promise<Result<readonly DeviceJob[]>> {
  const answer = await printer.ask({
    operation: 'getJobs',
    attributes: attributes(
      ['limit', integer(mostJobs)],
      ['which-jobs', keyword(which)],
      ['my-jobs', boolean(false)],
      ['requested-attributes', keyword('job-id'), keyword('job-name')],
    ),
  });
  if (!answer.ok) return answer;
  const jobs = answer.value.groups.filter(({ tag }) => tag === groupTags.job);
  return ok(
    jobs.flatMap(({ attributes: from }) => {
      const number = numberOf(from, 'job-id');
      return number === null ? [] : [{ number, name: stringOf(from, 'job-name') ?? '' }];
    }),
  );
}

export async function cancelJob(printer: Asked, job: DeviceJob): Promise<Result<void>> {
  const known = await askJob(printer, job);
  if (!known.ok) return known;
  const cancelled = await printer.ask({
    operation: 'cancelJob',
    attributes: attributes(['job-id', integer(job.number)]),
  });
  return cancelled.ok ? ok(undefined) : cancelled;
}

/** An empty job may stand there, and would block the device until that gives it up. */
export async function cancelByName(printer: Asked, jobName: string): Promise<void> {
  const found = await findJobsByName(printer, jobName);
  if (found.ok) for (const job of found.value) await cancelJob(printer, job);
}
