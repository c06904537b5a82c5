/** A card printer that speaks IPP, straight over the wire. The device itself is asked for everything, and counts the sides. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { PrinterStatus } from '../../../../shared/model/device.ts';
import type { PrinterProfile } from '../../../../shared/model/printer-profile.ts';
import type { CardPrinter } from '../../../core/ports.ts';
import { formatFor, type CardFormat } from './card-job.ts';
import { watchChanges, type Changes } from './changes.ts';
import { createIppClient, type Asked, type Conversation, type IppClient } from './client.ts';
import { describePrinter, statusOf, wantedAttributes, type Description } from './description.ts';
import { askJob, cancelJob, findJobsByName, idOf, jobOfId, listJobs, validateJob, type DeviceJob } from './jobs.ts';
import { handOver } from './hand-over.ts';
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

export const usualWaits: Waits = { connectMs: 5000, answerMs: 10_000, documentMs: 60_000 };
export const usualPollMs = 500;
/** Under this name the office's jobs are submitted; no person's name leaves the workstation. */
export const submittingUser = 'starcard';

interface Device {
  readonly client: IppClient;
  readonly options: IppPrinterOptions;
  changes: Changes | null;
  /** From the check before a card until the card is handed over. */
  met: Fit | null;
  /** The device and format for which Validate-Job said yes: asked once, not before every card. */
  validated: string | null;
}

/** Fails with `printer.unfit` where the address is none of IPP. Nothing is sent before the first question. */
export function createIppPrinter(options: IppPrinterOptions): Result<CardPrinter> {
  const { address, pins, waits = usualWaits } = options;
  const client = createIppClient({ address, user: submittingUser, pins, waits });
  if (!client.ok) return client;
  const device: Device = { client: client.value, options, changes: null, met: null, validated: null };
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
    async close() {
      device.met?.conversation.close();
      await device.changes?.end();
    },
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
async function askDescription({ client, options }: Device, asked: Asked = client): Promise<Result<Description>> {
  const description = await readDescription(asked);
  if (!description.ok) return description;
  const { device: found } = description.value;
  const expected = options.pins.device(options.address, found);
  if (!expected.ok) return expected;
  if (expected.value === found) return description;
  return fail('printer.otherDevice', {
    printer: options.address,
    expected: expected.value ?? '-',
    found: found ?? '-',
  });
}

export async function readDescription(printer: Asked): Promise<Result<Description>> {
  const answer = await printer.ask({
    operation: 'getPrinterAttributes',
    attributes: attributes(['requested-attributes', ...wantedAttributes.map(keyword)]),
  });
  return answer.ok ? ok(describePrinter(groupOf(answer.value, groupTags.printer))) : answer;
}

interface Fit {
  /** On which the device said that it is the right one. */
  readonly conversation: Conversation;
  readonly description: Description;
  readonly format: CardFormat;
}

/** Asks the device who it is and what it can do. The conversation goes on where that is well, else it has ended. */
async function meet(device: Device): Promise<Result<Fit>> {
  const conversation = await device.client.converse();
  if (!conversation.ok) return conversation;
  const fit = await fitOn(device, conversation.value);
  if (!fit.ok) conversation.value.close();
  return fit;
}

async function fitOn(device: Device, conversation: Conversation): Promise<Result<Fit>> {
  const description = await askDescription(device, conversation);
  if (!description.ok) return description;
  const format = formatFor(description.value, device.options.profile);
  if (!format.ok) return format;
  const fit: Fit = { conversation, description: description.value, format: format.value };
  const kind = `${fit.description.device} ${JSON.stringify(fit.format)}`;
  if (device.validated === kind || !fit.description.offers('validateJob')) return ok(fit);
  const validated = await validateJob(conversation, submittingUser, fit.format);
  if (!validated.ok) return validated;
  device.validated = kind;
  return ok(fit);
}

async function check(device: Device): Promise<Result<PrinterStatus>> {
  device.met?.conversation.close();
  device.met = null;
  const fit = await meet(device);
  if (!fit.ok) return fit;
  const { description, conversation } = fit.value;
  const free = description.isAccepting
    ? await isFree(conversation)
    : fail('printer.refused', { reason: 'server-error-not-accepting-jobs' });
  if (!free.ok) {
    conversation.close();
    return free;
  }
  device.met = fit.value;
  return ok(statusOf(description, 'ipp'));
}

/** A job that waits would take the card that is fed for another person. Fails with `printer.otherJobs`. */
export async function isFree(printer: Asked): Promise<Result<void>> {
  const waiting = await listJobs(printer, 'not-completed');
  if (!waiting.ok) return waiting;
  return waiting.value.length === 0 ? ok(undefined) : fail('printer.otherJobs', { count: waiting.value.length });
}

/** On the connection of the check before it, where that is still there: who is at its other end is known. */
async function submit(device: Device, jobName: string, pdf: Uint8Array): Promise<Result<string>> {
  const { client, options, met } = device;
  device.met = null;
  const fit = met?.conversation.isOpen === true ? ok(met) : await meet(device);
  if (!fit.ok) return fit;
  const { conversation, description, format } = fit.value;
  const isNamedFirst = description.offers('createJob') && description.offers('sendDocument');
  const again = async (): Promise<Result<Conversation>> => {
    const anew = await meet(device);
    return anew.ok ? ok(anew.value.conversation) : anew;
  };
  const job = await handOver({ client, isNamedFirst, again }, conversation, { jobName, pdf, format });
  if (!job.ok) return job;
  device.changes ??= changesOf(client, options, description);
  return ok(idOf(job.value));
}

function changesOf(client: IppClient, options: IppPrinterOptions, description: Description | null): Changes {
  const isOffered =
    description?.offers('createPrinterSubscriptions') === true && description.offers('getNotifications');
  const offersEvents = isOffered && description.pullMethods.includes('ippget');
  return watchChanges({ client, offersEvents, pollMs: options.pollMs ?? usualPollMs });
}

async function nextChange(device: Device): Promise<void> {
  device.changes ??= changesOf(device.client, device.options, null);
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

/** Another device that took the address must not pass for the one that is looked for. */
async function identify(device: Device): Promise<Result<void>> {
  const description = await askDescription(device);
  if (!description.ok) return description;
  const identified = await device.client.ask({ operation: 'identifyPrinter' });
  return identified.ok ? ok(undefined) : identified;
}
