/**
 * A chip writer whose driver runs in a process of its own. A crash of a native library, or a call that never comes back,
 * costs the command under way: it is answered as lost, another process is started, and the card is met anew.
 */

import type * as z from 'zod';
import type { FoundWriter, WriterStatus } from '../../../../shared/model/device.ts';
import { error, fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import { shortLimits, type TransferLimits } from '../../../core/chip/channel.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import type { PcscReader } from '../pcsc/readers.ts';
import { reportSchema, writerCalls, type CallName, type Order, type RealWriter } from './messages.ts';
import type { ChildPort } from './port.ts';

export interface RemoteWriterOptions {
  readonly writer: RealWriter;
  readonly spawn: () => Promise<ChildPort>;
  /** Called at every change where given; the device then stays open between jobs. */
  readonly onChanged?: (status: WriterStatus) => void;
  /** How long each call may take before its process is ended; longer than the drivers take by their own limits. */
  readonly limitsMs?: Partial<Readonly<Record<CallName, number>>>;
  /** Where changes are to be told: how long after a crash the next process is started. */
  readonly againMs?: number;
  /** How long a process that was ended may take to be gone before it is waited for no more. */
  readonly goneMs?: number;
}

export interface RemoteWriter extends ChipWriter {
  /** Starts the process, where changes are to be told before anything is asked. */
  start(): Promise<void>;
  /** Of the writers that the driver can find, which are there. */
  found(): Promise<Result<readonly FoundWriter[]>>;
  /** The readers that PC/SC knows. */
  readers(): Promise<Result<readonly PcscReader[]>>;
  /** Another USB writer, or PC/SC reader, takes the place of this one; between two jobs. */
  assign(serial: string): Promise<void>;
  /** Ends the process, which is not listened to any more. The writer can be used again: it starts another. */
  stop(): void;
}

const limitsMs: Readonly<Record<CallName, number>> = {
  status: 25_000,
  open: 30_000,
  powerOn: 75_000,
  transmit: 60_000,
  powerOff: 45_000,
  close: 45_000,
  found: 25_000,
  readers: 25_000,
  assign: 25_000,
};

const AGAIN_MS = 5_000;
const GONE_MS = 2_000;

/** Null: the process ended, did not answer in time, or answered nonsense. */
type Heard<T> = { readonly value: T } | null;

interface Child {
  readonly port: ChildPort;
  readonly waiting: Map<number, (value: unknown) => void>;
  lastId: number;
  /** This process has the writer open, and the card in it has power. */
  isOpen: boolean;
  isPowered: boolean;
}

interface Remote {
  readonly options: RemoteWriterOptions;
  /** What the next process is to drive. */
  writer: RealWriter;
  child: Promise<Child | null> | null;
  current: Child | null;
  /** What the program wants, whichever process does it. */
  isOpen: boolean;
  limits: TransferLimits;
  lastCrash: AppError | null;
  again: ReturnType<typeof setTimeout> | undefined;
}

/** The answer of a process that ended before it answered; no answer of a writer is this. */
const ENDED = Symbol('ended');

export function createRemoteWriter(options: RemoteWriterOptions): RemoteWriter {
  const remote: Remote = {
    options,
    writer: options.writer,
    child: null,
    current: null,
    isOpen: false,
    limits: shortLimits,
    lastCrash: null,
    again: undefined,
  };
  return {
    status: () => statusOf(remote),
    open: () => open(remote),
    powerOn: () => powerOn(remote),
    transmit: (command) => transmit(remote, command),
    carries: () => remote.limits,
    powerOff: async () => {
      const child = await remote.child;
      if (child?.isPowered !== true) return;
      child.isPowered = false;
      await call(remote, 'powerOff', writerCalls.powerOff);
    },
    close: async () => {
      remote.isOpen = false;
      const child = await remote.child;
      if (child?.isOpen !== true) return;
      child.isOpen = false;
      await call(remote, 'close', writerCalls.close);
    },
    found: async () => {
      const heard = await call(remote, 'found', writerCalls.found);
      return heard === null ? { ok: false, error: crashed(remote) } : heard.value;
    },
    readers: async () => {
      const heard = await call(remote, 'readers', writerCalls.readers);
      return heard === null ? { ok: false, error: crashed(remote) } : heard.value;
    },
    assign: async (serial) => {
      remote.writer = remote.writer.kind === 'hid' ? { ...remote.writer, serial } : { kind: 'pcsc', reader: serial };
      // A process that ends over it is followed by one that knows.
      await call(remote, 'assign', writerCalls.assign, { serial });
    },
    start: async () => {
      await childOf(remote);
    },
    stop: () => {
      const { child } = remote;
      forget(remote);
      clearTimeout(remote.again);
      void child?.then((stopped) => stopped?.port.kill());
    },
  };
}

async function statusOf(remote: Remote): Promise<WriterStatus> {
  const heard = await call(remote, 'status', writerCalls.status);
  if (heard !== null) {
    keepTo(remote, heard.value);
    return withCrash(remote, heard.value);
  }
  const { kind } = remote.writer;
  return { name: nameOf(remote), driver: kind, state: 'fault', detail: null, lastError: crashed(remote) };
}

/** Where no writer was named, the first one that was met is the one: also for the process after this one. */
function keepTo(remote: Remote, { serial }: WriterStatus): void {
  const { writer } = remote;
  if (writer.kind === 'hid' && writer.serial === null && typeof serial === 'string') {
    remote.writer = { ...writer, serial };
  }
}

function withCrash(remote: Remote, status: WriterStatus): WriterStatus {
  return { ...status, lastError: status.lastError ?? remote.lastCrash };
}

async function open(remote: Remote): Promise<Result<void>> {
  const heard = await call(remote, 'open', writerCalls.open);
  if (heard === null) return { ok: false, error: crashed(remote) };
  if (!heard.value.ok) return heard.value;
  remote.lastCrash = null;
  await noteOpen(remote);
  return ok(undefined);
}

async function noteOpen(remote: Remote): Promise<void> {
  remote.isOpen = true;
  const child = await remote.child;
  if (child !== null) child.isOpen = true;
}

async function powerOn(remote: Remote): Promise<Result<Uint8Array>> {
  if (!remote.isOpen) return fail('writer.notReady', { writer: nameOf(remote), reason: 'not open' });
  // Another process has taken the place of the one that this writer was opened in.
  if ((await remote.child)?.isOpen !== true) {
    const opened = await call(remote, 'open', writerCalls.open);
    if (opened === null) return { ok: false, error: crashed(remote) };
    if (!opened.value.ok) return opened.value;
    await noteOpen(remote);
  }
  const heard = await call(remote, 'powerOn', writerCalls.powerOn);
  if (heard === null) return { ok: false, error: crashed(remote) };
  if (!heard.value.ok) return heard.value;
  const child = await remote.child;
  if (child !== null) child.isPowered = true;
  remote.limits = heard.value.value.carries;
  return ok(heard.value.value.atr);
}

async function transmit(remote: Remote, command: Uint8Array): Promise<Result<Uint8Array>> {
  const child = await remote.child;
  if (child?.isPowered !== true) return fail('writer.unanswered', { reason: 'no power' });
  const heard = await call(remote, 'transmit', writerCalls.transmit, { command });
  return heard === null ? { ok: false, error: crashed(remote) } : heard.value;
}

function crashed(remote: Remote): AppError {
  remote.lastCrash = error('writer.crashed', { writer: nameOf(remote) });
  return remote.lastCrash;
}

function nameOf({ writer }: Remote): string {
  return writer.kind === 'pcsc' ? writer.reader : (writer.serial ?? 'USB');
}

/** The process under way, or a new one; null where none can be started. */
function childOf(remote: Remote): Promise<Child | null> {
  remote.child ??= startChild(remote);
  return remote.child;
}

async function startChild(remote: Remote): Promise<Child | null> {
  const port = await remote.options.spawn().catch(() => null);
  if (port === null) {
    remote.child = null;
    return null;
  }
  const child: Child = { port, waiting: new Map(), lastId: 0, isOpen: false, isPowered: false };
  remote.current = child;
  port.onEnd(() => {
    lose(remote, child);
    answerEnded(child);
  });
  port.onMessage((message) => hear(remote, child, message));
  const watches = remote.options.onChanged !== undefined;
  port.post({ kind: 'start', writer: remote.writer, watches } satisfies Order);
  return child;
}

function hear(remote: Remote, child: Child, message: unknown): void {
  const report = reportSchema.safeParse(message);
  // A process that talks nonsense is no better than one that hangs.
  if (!report.success) return end(remote, child);
  if (report.data.kind === 'changed') {
    // Whoever stopped it may have closed what the change would be written to.
    if (remote.current !== child) return;
    keepTo(remote, report.data.status);
    remote.options.onChanged?.(withCrash(remote, report.data.status));
    return;
  }
  child.waiting.get(report.data.id)?.(report.data.value);
}

/** Asks the process; it is ended where it does not answer in time, or not as it should. */
async function call<T>(
  remote: Remote,
  name: CallName,
  answer: z.ZodType<T>,
  about: Pick<Extract<Order, { kind: 'call' }>, 'command' | 'serial'> = {},
): Promise<Heard<T>> {
  const child = await childOf(remote);
  if (child === null) return null;
  child.lastId += 1;
  const id = child.lastId;
  const value = await new Promise<unknown>((resolve) => {
    const timer = setTimeout(() => giveUp(remote, child), remote.options.limitsMs?.[name] ?? limitsMs[name]);
    child.waiting.set(id, (heard) => {
      clearTimeout(timer);
      child.waiting.delete(id);
      resolve(heard);
    });
    child.port.post({ kind: 'call', id, name, ...about } satisfies Order);
  });
  if (value === ENDED) return null;
  const parsed = answer.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  end(remote, child);
  return null;
}

/** Without waiting for its end: the next call starts another. */
function end(remote: Remote, child: Child): void {
  lose(remote, child);
  child.port.kill();
}

/** Ends a process that hangs. Its end frees the device for the next one; where it does not come, nobody waits for it. */
function giveUp(remote: Remote, child: Child): void {
  child.port.kill();
  setTimeout(() => {
    lose(remote, child);
    answerEnded(child);
  }, remote.options.goneMs ?? GONE_MS).unref();
}

function answerEnded(child: Child): void {
  for (const tell of child.waiting.values()) tell(ENDED);
  child.waiting.clear();
}

/** The process is none any more. Somebody must see devices come and go all the same, so another one is started soon. */
function lose(remote: Remote, child: Child): void {
  if (remote.current !== child) return;
  forget(remote);
  if (remote.options.onChanged === undefined) return;
  clearTimeout(remote.again);
  // Not at once: a driver that crashes whenever it starts would do nothing else.
  remote.again = setTimeout(() => void childOf(remote), remote.options.againMs ?? AGAIN_MS);
  remote.again.unref();
}

function forget(remote: Remote): void {
  remote.current = null;
  remote.child = null;
}
