/**
 * A chip writer behind PC/SC: one reader by name, held exclusively, one command at a time, every wait bounded. The card may
 * leave at any time: a command then goes unanswered, and the next `powerOn` looks for it again.
 */

import type { CardInterface, ContextInterface } from 'smartcard';
import type { WriterStatus } from '../../../../shared/model/device.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { shortLimits, type TransferLimits } from '../../../core/chip/channel.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import { within, type Outcome } from '../bounded.ts';
import { firstLine } from '../first-line.ts';
import { contactError, loadPcsc, openContext, type PcscLibrary } from './library.ts';
import { limitsOfReader } from './reader-limits.ts';
import { findReader } from './readers.ts';

export interface PcscWriterOptions {
  /** The reader's name, or a part of it that only one reader has. */
  readonly reader: string;
  /** How long an absent card is waited for when power is asked for. */
  readonly cardWaitMs?: number;
  /** How long one command may take: beyond it nobody knows what the card did. */
  readonly commandMs?: number;
}

interface Writer {
  readonly reader: string;
  readonly cardWaitMs: number;
  readonly commandMs: number;
  open: { readonly library: PcscLibrary; context: ContextInterface } | null;
  card: CardInterface | null;
  limits: TransferLimits;
  /** A call into the library that did not come back in time; while it lasts nothing else is begun. */
  stuck: Promise<unknown> | null;
  /** The last command of the line of those waiting. */
  line: Promise<unknown>;
}

/** A longer answer than any card gives; the library cuts no shorter one. */
const ANSWER_BUFFER = 65_536 + 2;
const POLL_MS = 100;

export function createPcscWriter(options: PcscWriterOptions): ChipWriter {
  const writer: Writer = {
    reader: options.reader,
    cardWaitMs: options.cardWaitMs ?? 3000,
    commandMs: options.commandMs ?? 30_000,
    open: null,
    card: null,
    limits: shortLimits,
    stuck: null,
    line: Promise.resolve(),
  };
  return {
    status: () => statusOf(writer),
    open: () => inLine(writer, () => open(writer)),
    powerOn: () => inLine(writer, () => powerOn(writer)),
    transmit: (command) => inLine(writer, () => transmit(writer, command)),
    carries: () => writer.limits,
    powerOff: () => inLine(writer, async () => release(writer)),
    close: () => inLine(writer, async () => close(writer)),
  };
}

/** One after another, whoever asks. */
function inLine<T>(writer: Writer, work: () => Promise<T>): Promise<T> {
  const result = writer.line.then(work);
  writer.line = result.catch(() => undefined);
  return result;
}

async function statusOf(writer: Writer): Promise<WriterStatus> {
  const status = { name: writer.reader, driver: 'pcsc', detail: null } as const;
  if (writer.stuck !== null) return { ...status, state: 'fault', detail: 'a command has not come back' };
  if (writer.card !== null) return { ...status, state: 'busy' };
  const library = await loadPcsc();
  if (!library.ok) return { ...status, state: 'absent', detail: library.error.kind };
  const context = openContext(library.value);
  if (!context.ok) return { ...status, state: 'absent', detail: context.error.kind };
  try {
    const reader = findReader(context.value.listReaders(), writer.reader);
    if (!reader.ok) return { ...status, state: 'absent', detail: reader.error.kind };
    const hasCard = (reader.value.state & library.value.SCARD_STATE_PRESENT) !== 0;
    return { ...status, name: reader.value.name, state: hasCard ? 'cardPresent' : 'ready' };
  } catch (reason) {
    return { ...status, state: 'absent', detail: firstLine(reason) };
  } finally {
    context.value.close();
  }
}

async function open(writer: Writer): Promise<Result<void>> {
  if (writer.stuck !== null || writer.open !== null)
    return fail('writer.notReady', { writer: writer.reader, reason: 'in use' });
  const library = await loadPcsc();
  if (!library.ok) return library;
  const context = openContext(library.value);
  if (!context.ok) return context;
  const found = readerIn(context.value, writer.reader);
  if (!found.ok) {
    context.value.close();
    return found;
  }
  writer.open = { library: library.value, context: context.value };
  return ok(undefined);
}

/** With a reset: whatever an earlier session left on the card is gone. */
async function powerOn(writer: Writer): Promise<Result<Uint8Array>> {
  if (writer.open === null) return fail('writer.notReady', { writer: writer.reader, reason: 'not open' });
  if (writer.stuck !== null)
    return fail('writer.notReady', { writer: writer.reader, reason: 'a command is under way' });
  release(writer);
  const deadline = Date.now() + writer.cardWaitMs;
  for (;;) {
    const powered = await connect(writer, writer.open);
    const isWorthWaiting =
      !powered.ok && (powered.error.kind === 'writer.noCard' || powered.error.kind === 'writer.mute');
    if (!isWorthWaiting || Date.now() >= deadline) return powered;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function connect(
  writer: Writer,
  opened: { readonly library: PcscLibrary; context: ContextInterface },
): Promise<Result<Uint8Array>> {
  const { library } = opened;
  // A service that was restarted does not know the context any more.
  const found = readerIn(opened.context, writer.reader);
  if (!found.ok && found.error.kind === 'writer.noService') {
    const context = openContext(library);
    if (!context.ok) return context;
    opened.context.close();
    opened.context = context.value;
  }
  const reader = found.ok ? found : readerIn(opened.context, writer.reader);
  if (!reader.ok) return reader;
  const protocols = library.SCARD_PROTOCOL_T0 | library.SCARD_PROTOCOL_T1;
  const connecting = reader.value.connect(library.SCARD_SHARE_EXCLUSIVE, protocols);
  const connected = await bounded(writer, connecting, (late) => letGo(library, late));
  if (connected.kind !== 'done') return { ok: false, error: contactError(connected.reason, reader.value.name) };
  const card = connected.value;
  const reset = await bounded(
    writer,
    card.reconnect(library.SCARD_SHARE_EXCLUSIVE, protocols, library.SCARD_RESET_CARD),
    () => letGo(library, card),
  );
  if (reset.kind === 'failed') letGo(library, card);
  if (reset.kind !== 'done') return { ok: false, error: contactError(reset.reason, reader.value.name) };
  const { atr } = card;
  if (atr === null) {
    letGo(library, card);
    return fail('writer.noCard', {});
  }
  const limits = await bounded(writer, limitsOfReader(library, card), () => letGo(library, card));
  if (limits.kind !== 'done') return { ok: false, error: contactError(limits.reason, reader.value.name) };
  writer.card = card;
  writer.limits = limits.value;
  return ok(Uint8Array.from(atr));
}

async function transmit(writer: Writer, command: Uint8Array): Promise<Result<Uint8Array>> {
  const { card, open: opened } = writer;
  if (card === null || opened === null) return fail('writer.unanswered', { reason: 'no power' });
  const answer = await bounded(writer, card.transmit(Buffer.from(command), { maxRecvLength: ANSWER_BUFFER }), () =>
    letGo(opened.library, card),
  );
  if (answer.kind === 'done' && answer.value.length >= 2) return ok(Uint8Array.from(answer.value));
  // Whatever the card did, this contact is over: nobody sends another command into the unknown.
  if (answer.kind === 'late') writer.card = null;
  else release(writer);
  // Some drivers report a card that vanished as a good transfer of nothing.
  const reason = answer.kind === 'done' ? 'the reader gave no status word' : firstLine(answer.reason);
  return fail('writer.unanswered', { reason });
}

/** A call into the library, for so long and no longer; one that comes back later is tidied up after. */
async function bounded<T>(writer: Writer, call: Promise<T>, tidyUp: (late: T | null) => void): Promise<Outcome<T>> {
  const outcome = await within(writer.commandMs, call);
  if (outcome.kind !== 'late') return outcome;
  const { open: opened } = writer;
  writer.stuck = call
    .then(tidyUp, () => tidyUp(null))
    .then(() => {
      writer.stuck = null;
      if (writer.open !== opened) opened?.context.close();
    });
  return outcome;
}

function readerIn(context: ContextInterface, wanted: string): ReturnType<typeof findReader> {
  try {
    return findReader(context.listReaders(), wanted);
  } catch (reason) {
    return fail('writer.noService', { reason: firstLine(reason) });
  }
}

function release(writer: Writer): void {
  const { card, open: opened } = writer;
  writer.card = null;
  if (opened !== null) letGo(opened.library, card);
}

function letGo(library: PcscLibrary, card: CardInterface | null): void {
  try {
    card?.disconnect(library.SCARD_UNPOWER_CARD);
  } catch {
    // The card or the reader is gone already.
  }
}

function close(writer: Writer): void {
  release(writer);
  // While a call is under way the context has to outlive it.
  if (writer.stuck === null) writer.open?.context.close();
  writer.open = null;
}
