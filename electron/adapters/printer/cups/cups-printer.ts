/**
 * A card printer behind a queue of CUPS. The queue takes the card through its IPP interface and passes it on byte for byte;
 * what became of it is asked of the device behind the queue, because the queue says "completed" of cards that jammed.
 */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { PrinterStatus } from '../../../../shared/model/device.ts';
import type { PrinterProfile } from '../../../../shared/model/printer-profile.ts';
import type { CardPrinter, PrintJobStatus } from '../../../core/ports.ts';
import { cardMedia, sidesOf, type CardFormat } from '../ipp/card-job.ts';
import { watchChanges, type Changes } from '../ipp/changes.ts';
import { createIppClient, type IppClient } from '../ipp/client.ts';
import { statusOf, type Description } from '../ipp/description.ts';
import { handOver } from '../ipp/hand-over.ts';
import {
  createIppPrinter,
  isFree,
  readDescription,
  statusOrAbsent,
  submittingUser,
  usualPollMs,
  usualWaits,
  withJob,
} from '../ipp/ipp-printer.ts';
import { askJob, cancelJob, findJobsByName, idOf, validateJob, type DeviceJob } from '../ipp/jobs.ts';
import type { PinnedPrinters } from '../ipp/pins.ts';
import { endpointOf, type Waits } from '../ipp/transport.ts';

export interface CupsPrinterOptions {
  /** Where the scheduler listens: `ipp://localhost:631`. */
  readonly server: string;
  readonly queue: string;
  readonly profile: PrinterProfile;
  readonly pins: PinnedPrinters;
  readonly waits?: Waits;
  readonly pollMs?: number;
}

/** After a failure the queue must give the job up: trying again may print the card twice. */
const neededPolicy = 'abort-job';
/** Stands for a job that the queue has forgotten and the device has not. */
const onlyOnDevice = 0;

interface Queue {
  readonly client: IppClient;
  readonly options: CupsPrinterOptions;
  readonly changes: Changes;
  /** The device behind the queue, once it was asked for; null where it does not speak IPP. */
  device: { readonly printer: CardPrinter; readonly client: IppClient } | null;
  isValidated: boolean;
}

/** Fails with `printer.unfit` where the server is no IPP address. Nothing is sent before the first question. */
export function createCupsPrinter(options: CupsPrinterOptions): Result<CardPrinter> {
  const { server, queue: name, pins, waits = usualWaits, pollMs = usualPollMs } = options;
  const address = `${server.replace(/\/$/, '')}/printers/${encodeURIComponent(name)}`;
  const client = createIppClient({ address, user: submittingUser, pins, waits });
  if (!client.ok) return client;
  // CUPS answers Get-Notifications at once, news or none: asking for the job itself says more.
  const changes = watchChanges({ client: client.value, offersEvents: false, pollMs });
  const queue: Queue = { client: client.value, options, changes, device: null, isValidated: false };
  return ok({
    status: () => status(queue),
    check: () => check(queue),
    submit: (jobName, pdf) => submit(queue, jobName, pdf),
    job: (id) => withJob(id, (job) => askBoth(queue, job)),
    waitForChange: () => changes.next(),
    findByName: (jobName) => findByName(queue, jobName),
    cancel: (id) => withJob(id, (job) => cancel(queue, job)),
    identify: () => identify(queue),
    async close() {
      await changes.end();
      await queue.device?.printer.close();
    },
  });
}

/** The queue has no light; the device behind it may. */
async function identify(queue: Queue): Promise<Result<void>> {
  const described = await readDescription(queue.client);
  if (!described.ok) return described;
  const device = meetDevice(queue, described.value);
  if (!device.ok) return device;
  return (
    device.value?.printer.identify() ?? fail('printer.refused', { reason: 'server-error-operation-not-supported' })
  );
}

async function status(queue: Queue): Promise<PrinterStatus> {
  const described = await readDescription(queue.client);
  const { server, queue: name } = queue.options;
  if (!described.ok) return statusOrAbsent(described, 'cups', `${server} ${name}`);
  const device = meetDevice(queue, described.value);
  if (!device.ok || device.value === null) return statusOf(described.value, 'cups');
  return together(described.value, await device.value.printer.status());
}

/** The queue's name, the device's counts and supplies, and whatever stops either. */
function together(queue: Description, device: PrinterStatus): PrinterStatus {
  const reasons = [...new Set([...device.reasons, ...queue.reasons])];
  return {
    ...device,
    name: queue.name,
    driver: 'cups',
    state: queue.state === 'stopped' ? 'stopped' : device.state,
    reasons,
  };
}

async function check(queue: Queue): Promise<Result<PrinterStatus>> {
  const described = await readDescription(queue.client);
  if (!described.ok) return described;
  const fit = fitQueue(described.value);
  if (!fit.ok) return fit;
  const device = meetDevice(queue, described.value);
  if (!device.ok) return device;
  const free = await isFree(queue.client);
  if (!free.ok) return free;
  if (device.value === null) return withoutDevice(queue, described.value);
  const checked = await device.value.printer.check();
  return checked.ok ? ok(together(described.value, checked.value)) : checked;
}

function fitQueue({ errorPolicy, isAccepting }: Description): Result<void> {
  if (errorPolicy !== null && errorPolicy !== neededPolicy) {
    return fail('printer.unfit', { lack: `printer-error-policy=${neededPolicy}` });
  }
  return isAccepting ? ok(undefined) : fail('printer.refused', { reason: 'server-error-not-accepting-jobs' });
}

/** Nobody counts sides there: only a card that is looked at can be the evidence. */
function withoutDevice({ options }: Queue, description: Description): Result<PrinterStatus> {
  if (options.profile.evidence.kind !== 'presented') return fail('printer.unfit', { lack: 'device-uri=ipp' });
  return ok(statusOf(description, 'cups'));
}

/** The device that the queue names today; another one under the same queue has pins of its own and no known name. */
function meetDevice(queue: Queue, { deviceUri }: Description): Result<Queue['device']> {
  const address = deviceUri?.split('?')[0] ?? '';
  if (endpointOf(address) === null) return ok(null);
  if (queue.device?.client.address === address) return ok(queue.device);
  const { profile, pins, waits = usualWaits, pollMs = usualPollMs } = queue.options;
  const printer = createIppPrinter({ address, profile, pins, waits, pollMs });
  if (!printer.ok) return printer;
  const client = createIppClient({ address, user: submittingUser, pins, waits });
  if (!client.ok) return client;
  queue.device = { printer: printer.value, client: client.value };
  return ok(queue.device);
}

async function knownDevice(queue: Queue): Promise<Result<Queue['device']>> {
  if (queue.device !== null) return ok(queue.device);
  const described = await readDescription(queue.client);
  return described.ok ? meetDevice(queue, described.value) : described;
}

/** `application/vnd.cups-pdf` is a PDF that no filter touches: the first page stays the front, and nothing is turned. */
async function submit(queue: Queue, jobName: string, pdf: Uint8Array): Promise<Result<string>> {
  const { client, options } = queue;
  const format: CardFormat = {
    format: 'application/vnd.cups-pdf',
    media: cardMedia,
    sides: sidesOf(options.profile),
    scaling: null,
  };
  if (!queue.isValidated) {
    const validated = await validateJob(client, jobName, format);
    if (!validated.ok) return validated;
    queue.isValidated = true;
  }
  const conversation = await client.converse();
  if (!conversation.ok) return conversation;
  const again = (): ReturnType<IppClient['converse']> => client.converse();
  const job = await handOver({ client, isNamedFirst: true, again }, conversation.value, { jobName, pdf, format });
  return job.ok ? ok(idOf(job.value)) : job;
}

async function findByName(queue: Queue, jobName: string): Promise<Result<string | null>> {
  const queued = await findJobsByName(queue.client, jobName);
  if (!queued.ok) return queued;
  const [newest] = queued.value;
  if (newest !== undefined) return ok(idOf(newest));
  const device = await knownDevice(queue);
  if (!device.ok) return device;
  const known = device.value === null ? ok([]) : await findJobsByName(device.value.client, jobName);
  if (!known.ok) return known;
  return ok(known.value.length === 0 ? null : idOf({ number: onlyOnDevice, name: jobName }));
}

/** The device's word where it has the job; the queue's only where the device never had it. */
async function askBoth(queue: Queue, job: DeviceJob): Promise<Result<PrintJobStatus>> {
  const device = await knownDevice(queue);
  if (!device.ok) return device;
  const queued = job.number === onlyOnDevice ? null : await askJob(queue.client, job);
  if (device.value === null) return queued === null ? fail('notFound', { what: 'printJob' }) : counted(queued, null);
  const found = await findJobsByName(device.value.client, job.name);
  if (!found.ok) return found;
  const [newest, ...earlier] = found.value;
  if (newest === undefined) return neverArrived(queued);
  const told = await device.value.printer.job(idOf(newest));
  if (!told.ok) return told;
  const isOver = told.value.state !== 'pending' && told.value.state !== 'processing';
  if (isOver && queued?.ok === true && isStillQueued(queued.value)) {
    // Left there, a queue that starts again would send the card a second time.
    await cancelJob(queue.client, job);
  }
  if (earlier.length === 0) return told;
  return sumOf(device.value.client, told.value, earlier);
}

function isStillQueued({ state }: PrintJobStatus): boolean {
  return state === 'pending' || state === 'processing';
}

/** A queue that started again has sent the card more than once: every side of it counts. */
async function sumOf(
  client: IppClient,
  newest: PrintJobStatus,
  earlier: readonly DeviceJob[],
): Promise<Result<PrintJobStatus>> {
  let sum = newest.impressionsCompleted;
  for (const job of earlier) {
    const told = await askJob(client, job);
    if (!told.ok) return told;
    sum = sum === null || told.value.impressionsCompleted === null ? null : sum + told.value.impressionsCompleted;
  }
  return ok({ ...newest, impressionsCompleted: sum });
}

/** The device knows nothing of it. Zero sides are proven where the queue never began to send. */
function neverArrived(queued: Awaited<ReturnType<typeof askJob>> | null): Result<PrintJobStatus> {
  if (queued === null) return fail('notFound', { what: 'printJob' });
  return counted(queued, queued.ok && !queued.value.wasBegun ? 0 : null);
}

function counted(queued: Awaited<ReturnType<typeof askJob>>, sides: number | null): Result<PrintJobStatus> {
  if (!queued.ok) return queued;
  const { state, reasons } = queued.value;
  return ok({ state, reasons, impressionsCompleted: sides });
}

async function cancel(queue: Queue, job: DeviceJob): Promise<Result<void>> {
  if (job.number !== onlyOnDevice) return cancelJob(queue.client, job);
  const device = await knownDevice(queue);
  if (!device.ok) return device;
  const found = device.value === null ? ok([]) : await findJobsByName(device.value.client, job.name);
  if (!found.ok) return found;
  const [newest] = found.value;
  if (device.value === null || newest === undefined) return fail('notFound', { what: 'printJob' });
  return cancelJob(device.value.client, newest);
}
