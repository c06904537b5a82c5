/**
 * A chip writer on USB: one device by its serial number, one request at a time, every wait bounded. Cable and card may leave
 * at any time: a command then goes unanswered, and the next `powerOn` looks for both again.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { FoundWriter, WriterStatus } from '../../../../shared/model/device.ts';
import type { WriterModel } from '../../../../shared/model/profile.ts';
import { error, fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import type { TransferLimits } from '../../../core/chip/channel.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import {
  askFor,
  connect,
  disconnect,
  isQuiet,
  NAME,
  nameOf,
  notReady,
  writerName,
  type Connected,
  type Link,
} from './connection.ts';
import { pageLimits, type Limits, type Said } from './conversation.ts';
import { chooseWriter, listWriters } from './discovery.ts';
import { ANOTHER_SESSION, LONGEST_COMMAND, type LightState } from './framing/framing.ts';
import type { HidLibrary } from './library.ts';

export interface HidWriterOptions {
  readonly library: HidLibrary;
  /** The allow-list of the profile. */
  readonly models: readonly WriterModel[];
  /** The serial number that this workstation is pinned to; null takes the only writer there is, and keeps to it. */
  readonly serial: string | null;
  readonly random: (count: number) => Uint8Array;
  readonly limits?: Partial<Limits>;
  /** How long an absent card is waited for when power is asked for. */
  readonly cardWaitMs?: number;
  /** How long a device that left while it was open is waited for. */
  readonly deviceWaitMs?: number;
}

export interface HidWriter extends ChipWriter {
  /** True: the device stays open between jobs, for a workstation that keeps looking at it. */
  keepOpen(keeps: boolean): void;
  /** The writers of the allow-list that are plugged in. Fails with `writer.noLibrary`. */
  found(): Promise<Result<readonly FoundWriter[]>>;
  /** Lets go of the device and keeps to the one of that serial number. */
  assign(serial: string): Promise<void>;
}

interface Writer {
  readonly options: HidWriterOptions;
  readonly link: Link;
  isOpen: boolean;
  keeps: boolean;
  /** Until then another program is left alone with the device, unless a job wants it; 0 where nobody is. */
  yieldsUntil: number;
  lastError: AppError | null;
  line: Promise<unknown>;
}

/**
 * What one command and one answer carry. The system keeps no more than 63 reports of 64 bytes for a program that is late to
 * read (Linux hidraw), so an answer with its wrapping stays below that; writing waits for the device by itself.
 */
const carried: TransferLimits = { commandData: 32_768, responseData: 3500 };
const POLL_MS = 100;
const REPLUG_POLL_MS = 250;
const YIELD_MS = 10_000;

export function createHidWriter(options: HidWriterOptions): HidWriter {
  const writer: Writer = {
    options,
    link: {
      ...options,
      limits: { ...pageLimits, ...options.limits },
      pinned: options.serial,
      connected: null,
      leaving: null,
      refusedPath: null,
    },
    isOpen: false,
    keeps: false,
    yieldsUntil: 0,
    lastError: null,
    line: Promise.resolve(),
  };
  return {
    // While a job has the writer, what it does is known without asking; nobody comes between its commands.
    status: async () => (writer.isOpen ? describe(writer, 'busy', null) : inLine(writer, () => statusOf(writer))),
    open: () => inLine(writer, () => remember(writer, open(writer))),
    powerOn: () => inLine(writer, () => remember(writer, powerOn(writer))),
    transmit: (command) => inLine(writer, () => remember(writer, transmit(writer, command))),
    carries: () => carried,
    powerOff: () => inLine(writer, () => powerOff(writer)),
    close: () => inLine(writer, () => close(writer)),
    keepOpen(keeps) {
      writer.keeps = keeps;
    },
    found: () => inLine(writer, () => found(writer)),
    assign: (serial) => inLine(writer, () => assign(writer, serial)),
  };
}

/** One after another, whoever asks. */
function inLine<T>(writer: Writer, work: () => Promise<T>): Promise<T> {
  const result = writer.line.then(work);
  writer.line = result.catch(() => undefined);
  return result;
}

async function remember<T>(writer: Writer, work: Promise<Result<T>>): Promise<Result<T>> {
  const result = await work;
  if (!result.ok) writer.lastError = result.error;
  return result;
}

async function statusOf(writer: Writer): Promise<WriterStatus> {
  if (await isYielding(writer)) return inUse(writer);
  const connected = await connect(writer.link);
  if (!connected.ok) return describe(writer, stateOf(connected.error), connected.error);
  const said = await askFor(writer.link, connected.value, { kind: 'cardState' });
  if (!writer.keeps) await disconnect(writer.link);
  switch (said.kind) {
    case 'done':
    case 'refused':
      return describe(writer, said.card === 'absent' ? 'ready' : 'cardPresent', null, connected.value);
    case 'gone':
      return afterLoss(writer);
    case 'lost': {
      if (!said.reason.endsWith(ANOTHER_SESSION)) return describe(writer, 'fault', notReady(writer.link, said.reason));
      await disconnect(writer.link);
      writer.yieldsUntil = performance.now() + YIELD_MS;
      return inUse(writer);
    }
  }
}

/** Nothing was under way: what counts is whether it is there. */
async function afterLoss(writer: Writer): Promise<WriterStatus> {
  const connected = await connect(writer.link);
  return connected.ok
    ? describe(writer, 'fault', notReady(writer.link, 'lost'))
    : describe(writer, stateOf(connected.error), connected.error);
}

/** To look is no reason to take the device from whoever works with it; only where nobody does any more. */
async function isYielding(writer: Writer): Promise<boolean> {
  if (writer.yieldsUntil === 0) return false;
  if (performance.now() < writer.yieldsUntil) return true;
  const isFree = await isQuiet(writer.link);
  writer.yieldsUntil = isFree ? 0 : performance.now() + YIELD_MS;
  return !isFree;
}

function inUse(writer: Writer): WriterStatus {
  return describe(writer, 'busy', error('writer.inUse', { writer: writerName(writer.link) }));
}

function stateOf({ kind }: AppError): 'absent' | 'fault' {
  return kind === 'writer.notConnected' || kind === 'writer.unplugged' ? 'absent' : 'fault';
}

function describe(
  writer: Writer,
  state: WriterStatus['state'],
  problem: AppError | null,
  connected: Connected | null = writer.link.connected,
): WriterStatus {
  return {
    name: connected === null ? (writer.link.pinned ?? NAME) : nameOf(connected.plugged),
    driver: 'hid',
    state,
    detail: null,
    serial: connected?.plugged.serial ?? writer.link.pinned,
    firmware: connected?.firmware ?? null,
    lastError: problem ?? writer.lastError,
  };
}

async function open(writer: Writer): Promise<Result<void>> {
  if (writer.isOpen) return fail('writer.notReady', { writer: writerName(writer.link), reason: 'in use' });
  const connected = await connect(writer.link);
  if (!connected.ok) return connected;
  writer.isOpen = true;
  writer.lastError = null;
  writer.yieldsUntil = 0;
  await showWorking(writer, connected.value, 'on');
  return ok(undefined);
}

/** With a reset: whatever an earlier session left on the card is gone. */
async function powerOn(writer: Writer): Promise<Result<Uint8Array>> {
  if (!writer.isOpen) return fail('writer.notReady', { writer: writerName(writer.link), reason: 'not open' });
  const connected = await reconnect(writer);
  if (!connected.ok) return connected;
  const deadline = performance.now() + (writer.options.cardWaitMs ?? 3000);
  for (;;) {
    const said = await askFor(writer.link, connected.value, { kind: 'powerOn' });
    const powered = await poweredBy(writer, said);
    connected.value.isPowered = powered.ok;
    const isWorthWaiting =
      !powered.ok && (powered.error.kind === 'writer.noCard' || powered.error.kind === 'writer.mute');
    if (!isWorthWaiting || performance.now() >= deadline) return powered;
    await pause(POLL_MS);
  }
}

async function poweredBy(writer: Writer, said: Said): Promise<Result<Uint8Array>> {
  const name = writerName(writer.link);
  switch (said.kind) {
    case 'done':
      return ok(said.data);
    case 'lost':
    case 'gone': {
      const loss = await lossOf(writer, said);
      return { ok: false, error: loss.kind === 'writer.unanswered' ? notReady(writer.link, said.reason) : loss };
    }
    case 'refused':
      if (said.card === 'absent') return fail('writer.noCard', {});
      if (said.reason === 'mute' || said.reason === 'incompatible')
        return fail('writer.mute', { writer: name, reason: said.reason });
      return fail('writer.notReady', { writer: name, reason: said.reason });
  }
}

async function transmit(writer: Writer, command: Uint8Array): Promise<Result<Uint8Array>> {
  const { connected } = writer.link;
  if (connected?.isPowered !== true) return fail('writer.unanswered', { reason: 'no power' });
  if (command.length > LONGEST_COMMAND) return fail('writer.unanswered', { reason: 'longer than any command' });
  const said = await askFor(writer.link, connected, { kind: 'transmit', command });
  if (said.kind === 'done') return ok(said.data);
  // Whatever the card did, this contact is over: nobody sends another command into the unknown.
  connected.isPowered = false;
  if (said.kind === 'refused') return fail('writer.unanswered', { reason: said.reason });
  return { ok: false, error: await lossOf(writer, said) };
}

async function powerOff(writer: Writer): Promise<void> {
  const { connected } = writer.link;
  if (connected?.isPowered !== true) return;
  connected.isPowered = false;
  await askFor(writer.link, connected, { kind: 'powerOff' });
}

async function close(writer: Writer): Promise<void> {
  await powerOff(writer);
  const { connected } = writer.link;
  if (connected?.hasSession === true) await showWorking(writer, connected, 'off');
  writer.isOpen = false;
  if (!writer.keeps) await disconnect(writer.link);
}

async function found({ link }: Writer): Promise<Result<readonly FoundWriter[]>> {
  const listed = await listWriters(link.library, link.models);
  if (!listed.ok) return listed;
  return ok(listed.value.map(({ model, serial }) => ({ name: model.name, serial, isOwn: serial === link.pinned })));
}

async function assign(writer: Writer, serial: string): Promise<void> {
  await disconnect(writer.link);
  writer.link.pinned = serial;
  writer.link.refusedPath = null;
  // What went wrong with the other one is no news of this one.
  writer.lastError = null;
  writer.yieldsUntil = 0;
}

async function showWorking(writer: Writer, connected: Connected, state: LightState): Promise<void> {
  // A writer without lights is as good as one with them.
  await askFor(writer.link, connected, { kind: 'light', light: 'working', state });
}

/** What the loss means: pulled out, or there and not answering. */
async function lossOf(writer: Writer, said: Extract<Said, { kind: 'lost' | 'gone' }>): Promise<AppError> {
  if (said.kind === 'lost') return error('writer.unanswered', { reason: said.reason });
  const listed = await listWriters(writer.link.library, writer.link.models);
  const chosen = listed.ok ? chooseWriter(listed.value, writer.link.pinned) : listed;
  return chosen.ok
    ? error('writer.unanswered', { reason: said.reason })
    : error('writer.unplugged', { writer: writerName(writer.link) });
}

/** As `connect`, but waits for a device that left while it was open. */
async function reconnect(writer: Writer): Promise<Result<Connected>> {
  const deadline = performance.now() + (writer.options.deviceWaitMs ?? 10_000);
  for (;;) {
    const connected = await connect(writer.link);
    const isWorthWaiting =
      !connected.ok &&
      (connected.error.kind === 'writer.notConnected' ||
        connected.error.kind === 'writer.otherSerial' ||
        connected.error.kind === 'writer.notReady');
    if (!isWorthWaiting || performance.now() >= deadline) return connected;
    await pause(REPLUG_POLL_MS);
  }
}
