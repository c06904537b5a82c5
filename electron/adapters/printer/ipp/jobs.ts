/** What is done with the jobs of a printer or a queue: a card is handed over, found again by its name, asked after, stopped. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { plainReasons } from '../../../../shared/printing/reasons.ts';
import type { PrintJobStatus } from '../../../core/ports.ts';
import { jobOperation, jobTemplate, type CardFormat } from './card-job.ts';
import type { IppClient } from './client.ts';
import { groupTags, type IppAttributes, type IppMessage } from './message.ts';
import { attributes, boolean, groupOf, integer, keyword, mimeType, numberOf, stringOf, stringsOf } from './values.ts';

/** A job is known by its number and its name: numbers start again where a device was reset. */
export interface DeviceJob {
  readonly number: number;
  readonly name: string;
}

/** The answer to a document may wait until the device has taken it in. */
const documentAnswerMs = 60_000;
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
export async function validateJob(client: IppClient, jobName: string, format: CardFormat): Promise<Result<void>> {
  const validated = await client.ask({
    operation: 'validateJob',
    attributes: jobOperation(jobName, format),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
  });
  return validated.ok ? ok(undefined) : validated;
}

/**
 * The job has its name before a byte of the card goes out, so a lost answer leaves something to be found. Fails as the
 * client does while no byte of the card was sent, or where the printer itself said no; with `printer.unanswered` else.
 */
export async function createAndSend(
  client: IppClient,
  jobName: string,
  pdf: Uint8Array,
  format: CardFormat,
): Promise<Result<DeviceJob>> {
  const created = await client.ask({
    operation: 'createJob',
    attributes: jobOperation(jobName, null),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
  });
  if (!created.ok) {
    // An empty job may stand there now, and blocks the device until it gives up: nothing can be printed by it.
    if (created.error.kind === 'printer.unanswered') await cancelByName(client, jobName);
    return created.error.kind === 'printer.unanswered' ? fail('printer.unreachable', created.error.data) : created;
  }
  const number = numberOf(groupOf(created.value, groupTags.job), 'job-id');
  if (number === null) return fail('printer.badAnswer', { reason: 'noJobId' });
  const sent = await client.ask({
    operation: 'sendDocument',
    attributes: attributes(
      ['job-id', integer(number)],
      ['document-format', mimeType(format.format)],
      ['last-document', boolean(true)],
    ),
    document: pdf,
    answerMs: documentAnswerMs,
  });
  if (sent.ok) return ok({ number, name: jobName });
  // A job without its document would wait for it, and hold up the next card.
  if (sent.error.kind === 'printer.refused') await cancelJob(client, { number, name: jobName });
  return documentFailure(sent);
}

/** The same in one operation, for printers that offer no other. */
export async function printJob(
  client: IppClient,
  jobName: string,
  pdf: Uint8Array,
  format: CardFormat,
): Promise<Result<DeviceJob>> {
  const printed = await client.ask({
    operation: 'printJob',
    attributes: jobOperation(jobName, format),
    group: { tag: groupTags.job, attributes: jobTemplate(format) },
    document: pdf,
    answerMs: documentAnswerMs,
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
export async function askJob(client: IppClient, job: DeviceJob): Promise<Result<JobReport>> {
  const answer = await client.ask({
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
export async function findJobsByName(client: IppClient, jobName: string): Promise<Result<readonly DeviceJob[]>> {
  const numbers = new Set<number>();
  // In this order a job that ends meanwhile is met in the second list.
  for (const which of ['not-completed', 'completed'] as const) {
    const listed = await listJobs(client, which);
    if (!listed.ok) return listed;
    for (const job of listed.value) if (job.name === jobName) numbers.add(job.number);
  }
  return ok([...numbers].toSorted((one, other) => other - one).map((number) => ({ number, name: jobName })));
}

/** The jobs that are still to be printed, or those that are over and not forgotten yet. */
export async function listJobs(
  client: IppClient,
  which: 'not-completed' | 'completed',
): Promise<Result<readonly DeviceJob[]>> {
  const answer = await client.ask({
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

export async function cancelJob(client: IppClient, job: DeviceJob): Promise<Result<void>> {
  const known = await askJob(client, job);
  if (!known.ok) return known;
  const cancelled = await client.ask({
    operation: 'cancelJob',
    attributes: attributes(['job-id', integer(job.number)]),
  });
  return cancelled.ok ? ok(undefined) : cancelled;
}

async function cancelByName(client: IppClient, jobName: string): Promise<void> {
  const found = await findJobsByName(client, jobName);
  if (found.ok) for (const job of found.value) await cancelJob(client, job);
}
