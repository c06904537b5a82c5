/** A card printer for training and tests: a device in its own right that takes time, counts, and fails on demand. */

import type { PrinterFault, PrinterStatus } from '../../../../shared/model/device.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { CardPrinter } from '../../../core/ports.ts';
import { openMemory, type DeviceMemory } from './memory.ts';
import { drawOtherCard } from './other-card.ts';
import {
  cardsFed,
  deviceTiming,
  endsAt,
  impressions,
  instantTiming,
  isOut,
  nextChange,
  statusAt,
  type DeviceJob,
  type PrinterTiming,
} from './timeline.ts';

export interface SimulatedPrinterOptions {
  /** Holds the device's jobs, counters and output tray; made when missing. */
  readonly folder: string;
  /** `device`: about four seconds a card. `instant`: no waits. */
  readonly speed: 'device' | 'instant' | PrinterTiming;
  /** Milliseconds since 1970; the machine's clock where it is not given. */
  readonly now?: () => number;
}

export interface SimulatedPrinter extends CardPrinter {
  /** The next card shows the fault once; `hopperEmpty` lasts until another is set. `none` also fills hopper and ribbon. */
  setFault(fault: PrinterFault): void;
  /** The card that came out last, as it lies in the tray; null where none has come out yet. */
  cardInTray(): { readonly jobName: string; readonly pdf: Uint8Array } | null;
  /** Sides printed in the life of the device. */
  impressionCounter(): number;
}

const printerName = 'Simulated card printer';
const hopperCapacity = 250;
const ribbonCards = 500;

interface Device {
  readonly memory: DeviceMemory;
  readonly timing: PrinterTiming;
  readonly now: () => number;
}

export function createSimulatedPrinter({ folder, speed, now = Date.now }: SimulatedPrinterOptions): SimulatedPrinter {
  const device: Device = { memory: openMemory(folder), timing: timingOf(speed), now };
  return {
    status: async () => statusOf(device),
    check: async () => ok(statusOf(device)),
    submit: (jobName, pdf) => submit(device, jobName, pdf),
    job: async (id) => {
      const job = find(device, id);
      return job === undefined ? fail('notFound', { what: 'printJob' }) : ok(statusAt(job, device.now()));
    },
    waitForChange: (id) => waitForChange(device, id),
    findByName: async (name) => ok(device.memory.jobs().findLast((job) => job.name === name)?.id ?? null),
    cancel: async (id) => cancel(device, id),
    identify: async () => fail('printer.refused', { reason: 'server-error-operation-not-supported' }),
    close: async () => undefined,
    setFault: (fault) => setFault(device, fault),
    cardInTray: () => cardInTray(device),
    impressionCounter: () => sum(device, impressions),
  };
}

function timingOf(speed: SimulatedPrinterOptions['speed']): PrinterTiming {
  if (speed === 'device') return deviceTiming;
  return speed === 'instant' ? instantTiming : speed;
}

function find({ memory }: Device, id: string): DeviceJob | undefined {
  return memory.jobs().find((job) => job.id === id);
}

function sum({ memory, now }: Device, count: (job: DeviceJob, at: number) => number): number {
  const at = now();
  return memory.jobs().reduce((total, job) => total + count(job, at), 0);
}

/** Why the device cannot take a card at all right now. */
function blockedBy(device: Device): readonly string[] {
  const { fault, filledAtCard } = device.memory.device();
  const used = sum(device, cardsFed) - filledAtCard;
  if (fault === 'hopperEmpty' || used >= hopperCapacity) return ['media-empty'];
  return used >= ribbonCards ? ['marker-supply-empty'] : [];
}

function statusOf(device: Device): PrinterStatus {
  const at = device.now();
  const { fault, filledAtCard } = device.memory.device();
  const used = sum(device, cardsFed) - filledAtCard;
  const reasons = blockedBy(device);
  const isBusy = device.memory.jobs().some((job) => at < endsAt(job));
  const ready = isBusy ? 'processing' : 'idle';
  return {
    name: printerName,
    driver: 'simulated',
    state: reasons.length > 0 ? 'stopped' : ready,
    reasons: [...reasons],
    supplies: [{ name: 'ribbon', kind: 'ribbon', percent: Math.max(0, Math.round(100 * (1 - used / ribbonCards))) }],
    cardsInHopper: fault === 'hopperEmpty' ? 0 : Math.max(0, hopperCapacity - used),
    impressionCounter: sum(device, impressions),
  };
}

async function submit(device: Device, name: string, pdf: Uint8Array): Promise<Result<string>> {
  const { memory, now } = device;
  const earlier = memory.jobs();
  const { fault } = memory.device();
  const blocked = blockedBy(device);
  const job: DeviceJob = {
    id: String(earlier.length + 1).padStart(6, '0'),
    name,
    startsAt: Math.max(now(), ...earlier.slice(-1).map(endsAt)),
    timing: device.timing,
    sides: blocked.length > 0 ? 0 : sidesWith(fault),
    feeds: blocked.length === 0,
    stopReasons: blocked.length > 0 ? [...blocked] : reasonsOf(fault),
    swapped: fault === 'swapsCards',
    cancelledAt: null,
  };
  // What will come out of a swap is decided now: the newest card in the tray that is another one, else a stranger's.
  const output = job.swapped ? (otherCardInTray(device, pdf) ?? (await drawOtherCard())) : pdf;
  memory.keepPdf(job.id, output);
  memory.keepJob(job);
  if (fault !== 'hopperEmpty' && fault !== 'none') memory.keepDevice({ ...memory.device(), fault: 'none' });
  return fault === 'losesAnswer' ? fail('printer.unanswered', { reason: 'connectionLost' }) : ok(job.id);
}

function sidesWith(fault: PrinterFault): 0 | 1 | 2 {
  if (fault === 'jamBeforeFirstSide') return 0;
  return fault === 'jamBetweenSides' ? 1 : 2;
}

/** Keywords of RFC 8011 section 5.4.12, without suffixes. */
function reasonsOf(fault: PrinterFault): string[] {
  return fault === 'jamBeforeFirstSide' || fault === 'jamBetweenSides' ? ['media-jam'] : [];
}

function otherCardInTray(device: Device, pdf: Uint8Array): Uint8Array | null {
  settleTray(device);
  const { memory } = device;
  const cards = memory.jobs().filter((job) => memory.isInTray(job));
  for (const job of cards.toReversed()) {
    const card = memory.fromTray(job);
    if (Buffer.compare(card, pdf) !== 0) return card;
  }
  return null;
}

async function waitForChange(device: Device, id: string): Promise<void> {
  const job = find(device, id);
  const at = device.now();
  const next = job === undefined ? null : nextChange(job, at);
  if (next !== null) await new Promise((resolve) => setTimeout(resolve, next - at));
}

function cancel(device: Device, id: string): Result<void> {
  const job = find(device, id);
  if (job === undefined) return fail('notFound', { what: 'printJob' });
  const at = device.now();
  if (at < endsAt(job)) device.memory.keepJob({ ...job, cancelledAt: at });
  return ok(undefined);
}

function setFault(device: Device, fault: PrinterFault): void {
  const { filledAtCard } = device.memory.device();
  device.memory.keepDevice({ fault, filledAtCard: fault === 'none' ? sum(device, cardsFed) : filledAtCard });
}

/** Lays what came out since the last look into the tray: the device did so at its time, the file follows. */
function settleTray({ memory, now }: Device): void {
  const at = now();
  for (const job of memory.jobs()) {
    if (isOut(job, at) && !memory.isInTray(job)) memory.layInTray(job, memory.pdf(job.id));
  }
}

function cardInTray(device: Device): { readonly jobName: string; readonly pdf: Uint8Array } | null {
  settleTray(device);
  const { memory } = device;
  // Earlier cards have been taken out; after a jam the last one is still inside.
  const last = memory.jobs().at(-1);
  return last === undefined || !memory.isInTray(last) ? null : { jobName: last.name, pdf: memory.fromTray(last) };
}
