/** A card printer that speaks IPP, straight over the wire. The device itself is asked for everything, and counts the sides. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { PrinterStatus } from '../../../../shared/model/device.ts';
import type { PrinterProfile } from '../../../../shared/model/printer-profile.ts';
import type { CardPrinter } from '../../../core/ports.ts';
import { formatFor, type CardFormat } from './card-job.ts';
import { watchChanges, type Changes } from './changes.ts';
import { createIppClient, type IppClient } from './client.ts';
import { describePrinter, statusOf, wantedAttributes, type Description } from './description.ts';
import {
  askJob,
  cancelJob,
  createAndSend,
  findJobsByName,
  idOf,
  jobOfId,
  listJobs,
  printJob,
  validateJob,
  type DeviceJob,
} from './jobs.ts';
import { groupTags } from './message.ts';
import type { PinnedPrinters } from './pins.ts';
import type { Waits } from './transport.ts';
import { attributes, groupOf, keyword } from './values.ts';

export interface IppPrinterOptions {
  /** `ipp://` or `ipps://`. */
  readonly address: string;
  readonly profile: PrinterProfile;
  readonly pins: PinnedPrinters;
  /** Where left out: 5 s to connect, 10 s for an answer, 500 ms between questions. */
  readonly waits?: Waits;
  readonly pollMs?: number;
}

export interface IppPrinter extends CardPrinter {
  /** Has the device show which one it is, by light or sound. Fails with `printer.refused` where it cannot. */
  identify(): Promise<Result<void>>;
  /** Ends the subscription, where there is one. */
  close(): Promise<void>;
}

export const usualWaits: Waits = { connectMs: 5000, answerMs: 10_000 };
export const usualPollMs = 500;
/** Under this name the office's jobs are submitted; no person's name leaves the workstation. */
export const submittingUser = 'starcard';

interface Device {
  readonly client: IppClient;
  readonly options: IppPrinterOptions;
  changes: Changes | null;
  /** The device and format for which Validate-Job said yes: asked once, not before every card. */
  validatedFor: string | null;
}

/** Fails with `printer.unfit` where the address is none of IPP. Nothing is sent before the first question. */
export function createIppPrinter(options: IppPrinterOptions): Result<IppPrinter> {
  const { address, pins, waits = usualWaits } = options;
  const client = createIppClient({ address, user: submittingUser, pins, waits });
  if (!client.ok) return client;
  const device: Device = { client: client.value, options, changes: null, validatedFor: null };
  return ok({
    status: async () => statusOrAbsent(await askDescription(device), 'ipp', address),
    check: () => check(device),
    submit: (jobName, pdf) => submit(device, jobName, pdf),
    job: (id) => withJob(id, (job) => askStatus(device, job)),
    waitForChange: () => nextChange(device),
    async findByName(jobName) {
      const found = await findJobsByName(device.client, jobName);
      if (!found.ok) return found;
      const [newest] = found.value;
      return ok(newest === undefined ? null : idOf(newest));
    },
    cancel: (id) => withJob(id, (job) => cancelJob(device.client, job)),
    identify: () => identify(device),
    close: async () => device.changes?.end(),
  });
}

/** What is shown of a printer, reached or not. */
export function statusOrAbsent(
  description: Result<Description>,
  driver: PrinterStatus['driver'],
  name: string,
): PrinterStatus {
  if (description.ok) return statusOf(description.value, driver);
  const reasons = [description.error.kind];
  return { name, driver, state: 'absent', reasons, supplies: [], cardsInHopper: null, impressionCounter: null };
}

export function withJob<T>(id: string, work: (job: DeviceJob) => Promise<Result<T>>): Promise<Result<T>> {
  const job = jobOfId(id);
  return job === null ? Promise.resolve(fail('notFound', { what: 'printJob' })) : work(job);
}

/** The description of the device that belongs to this address. Fails with `printer.otherDevice`. */
async function askDescription({ client, options }: Device): Promise<Result<Description>> {
  const description = await readDescription(client);
  if (!description.ok) return description;
  const { device: found } = description.value;
  const expected = options.pins.device(options.address, found);
  if (expected === found) return description;
  return fail('printer.otherDevice', {
    printer: options.address,
    expected: expected ?? '-',
    found: found ?? '-',
  });
}

export async function readDescription(client: IppClient): Promise<Result<Description>> {
  const answer = await client.ask({
    operation: 'getPrinterAttributes',
    attributes: attributes(['requested-attributes', ...wantedAttributes.map(keyword)]),
  });
  return answer.ok ? ok(describePrinter(groupOf(answer.value, groupTags.printer))) : answer;
}

interface Fit {
  readonly description: Description;
  readonly format: CardFormat;
}

async function fitDevice(device: Device): Promise<Result<Fit>> {
  const description = await askDescription(device);
  if (!description.ok) return description;
  const format = formatFor(description.value, device.options.profile);
  return format.ok ? ok({ description: description.value, format: format.value }) : format;
}

async function check(device: Device): Promise<Result<PrinterStatus>> {
  const fit = await fitDevice(device);
  if (!fit.ok) return fit;
  const status = statusOf(fit.value.description, 'ipp');
  return fit.value.description.isAccepting
    ? ok(status)
    : fail('printer.refused', { reason: 'server-error-not-accepting-jobs' });
}

/** A job that waits would take the card that is fed for another person. Fails with `printer.otherJobs`. */
export async function isFree(client: IppClient): Promise<Result<void>> {
  const waiting = await listJobs(client, 'not-completed');
  if (!waiting.ok) return waiting;
  return waiting.value.length === 0 ? ok(undefined) : fail('printer.otherJobs', { count: waiting.value.length });
}

async function submit(device: Device, jobName: string, pdf: Uint8Array): Promise<Result<string>> {
  const fit = await fitDevice(device);
  if (!fit.ok) return fit;
  const { description, format } = fit.value;
  const asked = `${description.device} ${JSON.stringify(format)}`;
  if (device.validatedFor !== asked && description.offers('validateJob')) {
    const validated = await validateJob(device.client, jobName, format);
    if (!validated.ok) return validated;
    device.validatedFor = asked;
  }
  const isNamedFirst = description.offers('createJob') && description.offers('sendDocument');
  const handOver = isNamedFirst ? createAndSend : printJob;
  const job = await handOver(device.client, jobName, pdf, format);
  if (!job.ok) return job;
  device.changes ??= changesOf(device, description);
  return ok(idOf(job.value));
}

function changesOf({ client, options }: Device, description: Description | null): Changes {
  const isOffered =
    description?.offers('createPrinterSubscriptions') === true && description.offers('getNotifications');
  const offersEvents = isOffered && description.pullMethods.includes('ippget');
  return watchChanges({ client, offersEvents, pollMs: options.pollMs ?? usualPollMs });
}

async function nextChange(device: Device): Promise<void> {
  device.changes ??= changesOf(device, null);
  await device.changes.next();
}

/** While a job is under way, why the printer stands still is told with it; reasons stick, so a finished one is told its own. */
async function askStatus(device: Device, job: DeviceJob): ReturnType<CardPrinter['job']> {
  const report = await askJob(device.client, job);
  if (!report.ok) return report;
  const { state, impressionsCompleted, reasons } = report.value;
  const description = state === 'completed' ? null : await askDescription(device);
  if (description !== null && !description.ok) return description;
  return ok({
    state,
    impressionsCompleted,
    reasons: [...new Set([...(description?.value.reasons ?? []), ...reasons])],
  });
}

async function identify({ client }: Device): Promise<Result<void>> {
  const identified = await client.ask({ operation: 'identifyPrinter' });
  return identified.ok ? ok(undefined) : identified;
}
