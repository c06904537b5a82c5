/** One request and its answer over an opened device, within the time limits of docs/formats.md, USB writer. */

import type { Device } from './device.ts';
import { NONCE_BYTES, type CardPresence, type Framing, type FramingEvent } from './framing/framing.ts';
import type { RefusalReason, WriterRequest } from './framing/framing.ts';

export interface Limits {
  /** Answer to a request for a session; asked three times. */
  readonly helloMs: number;
  /** Between two signs of life. */
  readonly silentMs: number;
  /** Between two reports of one message. */
  readonly packetMs: number;
  /** One whole command. */
  readonly commandMs: number;
}

export const pageLimits: Limits = { helloMs: 1000, silentMs: 2000, packetMs: 1000, commandMs: 30_000 };

export type Said =
  | { readonly kind: 'done'; readonly card: CardPresence; readonly data: Uint8Array }
  | { readonly kind: 'refused'; readonly card: CardPresence; readonly reason: RefusalReason; readonly code: number }
  /** No answer, or none that can be understood: only a new session may follow. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** The device itself failed: it is to be closed. */
  | { readonly kind: 'gone'; readonly reason: string };

const HELLO_TRIES = 3;

/** Begins a new session. Null where there is one now. */
export async function greet(
  device: Device,
  framing: Framing,
  limits: Limits,
  random: (count: number) => Uint8Array,
): Promise<Extract<Said, { kind: 'lost' | 'gone' }> | null> {
  let reason = '';
  for (let tries = 0; tries < HELLO_TRIES; tries += 1) {
    const times = { ...limits, silentMs: limits.helloMs, commandMs: limits.helloMs };
    const said = await converse(device, framing, framing.hello(random(NONCE_BYTES)), times);
    if (said === 'session') return null;
    if (said.kind === 'gone') return said;
    reason = said.kind === 'lost' ? said.reason : said.kind;
  }
  return { kind: 'lost', reason };
}

/** Asks in a session. After `lost` there is none any more, after `gone` no device. */
export async function ask(device: Device, framing: Framing, limits: Limits, request: WriterRequest): Promise<Said> {
  const said = await converse(device, framing, framing.ask(request), limits);
  return said === 'session' ? { kind: 'lost', reason: 'a session that nobody asked for' } : said;
}

/** Reads and writes until the framing says that the request is over, or time is up. */
async function converse(
  device: Device,
  framing: Framing,
  begin: readonly FramingEvent[],
  limits: Limits,
): Promise<Said | 'session'> {
  const end = performance.now() + limits.commandMs;
  let silentUntil = end;
  let events = begin;
  for (;;) {
    for (const event of events) {
      const over = event.kind === 'send' ? await writeAll(device, event.reports) : ending(event);
      if (over !== null) return over;
      const patience = patienceAfter(event, limits);
      if (patience !== null) silentUntil = performance.now() + patience;
    }
    const wait = Math.min(silentUntil, end) - performance.now();
    if (wait <= 0) return { kind: 'lost', reason: 'no answer in time' };
    const report = await device.read(wait);
    if (!report.ok) return { kind: 'gone', reason: report.reason };
    events = report.value === null ? [] : framing.push(report.value);
  }
}

/** Null where the request goes on. */
function ending(event: Exclude<FramingEvent, { kind: 'send' }>): Said | 'session' | null {
  switch (event.kind) {
    case 'session':
      return 'session';
    case 'done':
    case 'refused':
      return event;
    case 'broken':
      return { kind: 'lost', reason: event.problem };
    // What a card event tells is asked for where it matters.
    case 'working':
    case 'more':
    case 'card':
    case 'dropped':
      return null;
  }
}

/** How long silence may last after it; null for what is no sign of life. */
function patienceAfter({ kind }: FramingEvent, limits: Limits): number | null {
  if (kind === 'send' || kind === 'working') return limits.silentMs;
  return kind === 'more' ? limits.packetMs : null;
}

async function writeAll(device: Device, reports: readonly Uint8Array[]): Promise<Said | null> {
  for (const report of reports) {
    const written = await device.write(report);
    if (!written.ok) return { kind: 'gone', reason: written.reason };
  }
  return null;
}
