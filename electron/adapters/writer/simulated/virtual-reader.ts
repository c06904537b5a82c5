/**
 * Puts a simulated card into a reader of vsmartcard's vpcd, behind the real PC/SC service: the card is the client, each
 * message both ways is a length of two bytes and as many bytes, and a message of one byte is a command to the reader.
 * Reconnects until it is closed, as a person puts a card back.
 */

import { connect, type Socket } from 'node:net';
import { fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import { encodeResponse, status } from '../../../core/chip/apdu.ts';
import { concatBytes, uintBytes, uintOf } from '../../../core/chip/bytes.ts';

/** What lies in the reader: a card of whatever kind, with power or without. */
export interface InsertedCard {
  readonly answerToReset: Uint8Array;
  /** Answers the ATR. */
  powerOn(): Result<Uint8Array>;
  powerOff(): void;
  isPowered(): boolean;
  /** Fails with `writer.unanswered` where the card has left. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array>>;
}

export interface VirtualReaderAddress {
  readonly host: string;
  readonly port: number;
}

export interface VirtualReaderEvents {
  /** The reader has the card, has lost it, or cannot be reached (said once until it can). */
  onState(state: 'inserted' | 'removed' | 'unreachable'): void;
  /** The card's file cannot be read or written: nothing more is answered. */
  onFailure(error: AppError): void;
}

export interface VirtualReader {
  /** Takes the card out for good. */
  close(): void;
}

/** vpcd's commands to the reader. */
const controls = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
const RECONNECT_MS = 500;
/** What the length of two bytes can say. */
const LONGEST_MESSAGE = 0xffff;

/** `127.0.0.1:35963`. Fails with `usage`: a card without a lock on its line is offered to this machine only. */
export function parseVirtualReader(text: string): Result<VirtualReaderAddress> {
  const [, host = '', port = ''] = /^(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(text) ?? [];
  const number = Number(port);
  if (host === '' || number === 0 || number > 0xffff) return fail('usage', { problem: '--vpcd 127.0.0.1:PORT' });
  return ok({ host: host.replaceAll(/[[\]]/g, ''), port: number });
}

export function insertCard(
  slot: InsertedCard,
  address: VirtualReaderAddress,
  events: VirtualReaderEvents,
): VirtualReader {
  let isClosed = false;
  let socket: Socket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isUnreachable = false;

  function open(): void {
    let isInserted = false;
    const line = connect(address);
    socket = line;
    line.setNoDelay(true);
    line.on('connect', () => {
      isInserted = true;
      isUnreachable = false;
      events.onState('inserted');
    });
    answerMessages(line, slot, events.onFailure);
    // What went wrong is said by the closing that follows.
    line.on('error', () => undefined);
    line.on('close', () => {
      slot.powerOff();
      if (isInserted) events.onState('removed');
      if (!isInserted && !isUnreachable && !isClosed) events.onState('unreachable');
      isUnreachable ||= !isInserted;
      if (!isClosed) timer = setTimeout(open, RECONNECT_MS);
    });
  }

  open();
  return {
    close: () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      socket?.destroy();
    },
  };
}

/** One message after another, in order, however they arrive. */
function answerMessages(line: Socket, slot: InsertedCard, onFailure: (error: AppError) => void): void {
  let received: Uint8Array = new Uint8Array();
  let queue = Promise.resolve();
  line.on('data', (chunk: Uint8Array) => {
    received = concatBytes(received, chunk);
    for (;;) {
      const length = uintOf(received.subarray(0, 2));
      if (received.length < 2 || received.length < 2 + length) return;
      const message = received.slice(2, 2 + length);
      received = received.slice(2 + length);
      queue = queue.then(() => answerOne(line, slot, message, onFailure));
    }
  });
}

async function answerOne(
  line: Socket,
  slot: InsertedCard,
  message: Uint8Array,
  onFailure: (error: AppError) => void,
): Promise<void> {
  const answer = message.length === 1 ? control(slot, message[0] ?? 0) : await slot.transmit(message);
  if (line.destroyed) return;
  if (answer.ok) {
    if (answer.value !== null) send(line, answer.value);
    return;
  }
  // No answer means no card: the reader is told in the only way that vpcd has.
  line.destroy();
  if (answer.error.kind !== 'writer.unanswered') onFailure(answer.error);
}

/** Null where the reader waits for nothing. */
function control(slot: InsertedCard, command: number): Result<Uint8Array | null> {
  switch (command) {
    case controls.off:
      slot.powerOff();
      return ok(null);
    case controls.on:
    case controls.reset: {
      const powered = slot.powerOn();
      return powered.ok ? ok(null) : powered;
    }
    case controls.atr:
      return slot.isPowered() ? ok(slot.answerToReset) : slot.powerOn();
    default:
      return ok(null);
  }
}

function send(line: Socket, answer: Uint8Array): void {
  const fitting = answer.length > LONGEST_MESSAGE ? encodeResponse(status.wrongLength) : answer;
  line.write(concatBytes(uintBytes(fitting.length, 2), fitting));
}
