/** Framing `ccid` as the device speaks it, built from docs/formats.md alone: packets, sessions and the CCID messages in them. */

import { concatBytes } from '../../../electron/core/chip/bytes.ts';
import { exchangeUnder, liesOf, type DeviceFault } from './faults.ts';
import { packetsOf, parsePacket, type Packet } from './packets.ts';
import { createWork, deliver, MESSAGE_GAP_MS, type Framing, type Parts } from './work.ts';

const BROADCAST = 0xffffffff;
const command = { init: 0x06, error: 0x3f, ccid: 0x40, event: 0x41 } as const;
const errors = {
  unknownCommand: 0x01,
  wrongLength: 0x03,
  wrongNumber: 0x04,
  timeOut: 0x05,
  busy: 0x06,
  unknownChannel: 0x0b,
} as const;
const asked = { powerOn: 0x62, powerOff: 0x63, slotStatus: 0x65, transfer: 0x6f, escape: 0x6b } as const;
const answers = { data: 0x80, slotStatus: 0x81, escape: 0x83 } as const;
const chain = { whole: 0x00, begins: 0x01, ends: 0x02, continues: 0x03, goOn: 0x10 } as const;
const failures = { mute: 0xfe, notSupported: 0x00, lengthByte: 1, slotByte: 5, levelByte: 8, dataByte: 10 } as const;
const HEADER = 10;
const LONGEST_MESSAGE = 7609;
const LONGEST_PIECE = LONGEST_MESSAGE - HEADER;

interface Request {
  readonly type: number;
  readonly sequence: number;
  readonly level: number;
  readonly data: Uint8Array;
}

interface Reply {
  readonly type: number;
  readonly failure?: number;
  readonly chaining?: number;
  readonly data?: Uint8Array;
  readonly fault?: DeviceFault | null;
}

interface Partial {
  readonly command: number;
  readonly bytes: Uint8Array;
  filled: number;
  next: number;
  readonly timer: NodeJS.Timeout;
}

export function createCcidFraming(parts: Parts): Framing {
  const { line, hardware, faults, complain } = parts;
  const work = createWork();
  let lastChannel = parts.firstSession;
  let channel: number | null = null;
  let partial: Partial | null = null;
  /** After an error the rest of that message is passed over in silence. */
  let isPassingOver = false;
  let nextSequence = 0;
  let collected: Uint8Array | null = null;
  let toFetch: Uint8Array | null = null;

  function receive(report: Uint8Array): void {
    const packet = parsePacket(report);
    if (packet === null) return complain(`a report of ${report.length} bytes`);
    if (packet.kind === 'first') first(packet);
    else continuation(packet);
  }

  function first(packet: Extract<Packet, { kind: 'first' }>): void {
    isPassingOver = false;
    if (packet.channel === BROADCAST && packet.command === command.init) return init(packet);
    if (packet.channel !== channel) return refuse(packet.channel, errors.unknownChannel);
    if (work.isUnderWay()) return refuse(packet.channel, errors.busy);
    if (partial !== null) complain('a message inside another');
    dropPartial();
    if (packet.length > LONGEST_MESSAGE) return refuse(packet.channel, errors.wrongLength);
    partial = {
      command: packet.command,
      bytes: new Uint8Array(packet.length),
      filled: 0,
      next: 0,
      timer: setTimeout(() => refuse(packet.channel, errors.timeOut), MESSAGE_GAP_MS),
    };
    take(partial, packet.content);
  }

  function continuation(packet: Extract<Packet, { kind: 'continuation' }>): void {
    if (isPassingOver) return;
    if (packet.channel !== channel) return refuse(packet.channel, errors.unknownChannel);
    if (partial === null || packet.number !== partial.next) return refuse(packet.channel, errors.wrongNumber);
    partial.next += 1;
    partial.timer.refresh();
    take(partial, packet.content);
  }

  function take(message: Partial, content: Uint8Array): void {
    const missing = message.bytes.length - message.filled;
    message.bytes.set(content.subarray(0, missing), message.filled);
    message.filled += content.length;
    if (message.filled < message.bytes.length) return;
    dropPartial();
    if (channel === null) return;
    if (message.command === command.ccid) return ccid(message.bytes);
    refuse(channel, errors.unknownCommand);
  }

  function init(packet: Extract<Packet, { kind: 'first' }>): void {
    if (packet.length !== 8) return refuse(BROADCAST, errors.wrongLength);
    forget();
    lastChannel = (lastChannel + 1) % BROADCAST || 1;
    channel = lastChannel;
    const nonce = packet.content.subarray(0, 8);
    line.send(packetsOf(BROADCAST, command.init, Uint8Array.of(...nonce, ...bigEndian(channel), 1, 0, 0, 0, 0)));
  }

  /** No session, no power, nothing half said or half heard. */
  function forget(): void {
    work.abandon();
    line.drop();
    dropPartial();
    hardware.powerOff();
    [channel, nextSequence, collected, toFetch] = [null, 0, null, null];
  }

  function refuse(on: number, reason: number): void {
    complain(`error ${reason} on ${on === channel ? 'the session' : 'another channel'}`);
    if (reason !== errors.busy) dropPartial();
    isPassingOver = true;
    line.send(packetsOf(on, command.error, Uint8Array.of(reason)));
  }

  function dropPartial(): void {
    if (partial !== null) clearTimeout(partial.timer);
    partial = null;
  }

  function ccid(bytes: Uint8Array): void {
    if (bytes.length < HEADER) return refuse(channel ?? 0, errors.wrongLength);
    const view = new DataView(bytes.buffer);
    const request: Request = {
      type: view.getUint8(0),
      sequence: view.getUint8(6),
      level: view.getUint16(8, true),
      data: bytes.subarray(HEADER),
    };
    if (request.sequence !== nextSequence) complain(`sequence ${request.sequence} in place of ${nextSequence}`);
    nextSequence = (request.sequence + 1) % 256;
    if (view.getUint32(1, true) !== request.data.length)
      return void reply(request, failed(request, failures.lengthByte));
    if (view.getUint8(5) !== 0) return void reply(request, failed(request, failures.slotByte));
    answer(request);
  }

  function answer(request: Request): void {
    switch (request.type) {
      case asked.powerOn:
        [collected, toFetch] = [null, null];
        return begin(request, async (isCurrent) => {
          const atr = await hardware.powerOn();
          await reply(request, atr === null ? failed(request, failures.mute) : dataBlock(atr, chain.whole), isCurrent);
        });
      case asked.powerOff:
        hardware.powerOff();
        return void reply(request, { type: answers.slotStatus });
      case asked.slotStatus:
        return void reply(request, { type: answers.slotStatus });
      case asked.transfer:
        return transfer(request);
      case asked.escape:
        return void reply(request, escape(request));
      default:
        return void reply(request, failed(request, failures.notSupported));
    }
  }

  function escape({ data, type }: Request): Reply {
    const done = hardware.perform(data);
    if (done === 'unknownFunction') return failed({ type }, failures.dataByte);
    if (done === 'wrongParameter') return failed({ type }, failures.dataByte + 1);
    return { type: answers.escape, data: Uint8Array.of(data[0] ?? 0, ...done) };
  }

  function transfer(request: Request): void {
    if (request.level === chain.goOn) return void reply(request, fetchNext(request));
    const isDue =
      request.level === chain.whole || request.level === chain.begins ? collected === null : collected !== null;
    if (!isDue || request.level > chain.continues) {
      [collected, toFetch] = [null, null];
      return void reply(request, failed(request, failures.levelByte));
    }
    toFetch = null;
    collected = concatBytes(collected ?? new Uint8Array(), request.data);
    if (request.level === chain.begins || request.level === chain.continues) {
      const isFull = request.data.length === LONGEST_PIECE;
      if (!isFull) collected = null;
      return void reply(
        request,
        isFull ? dataBlock(new Uint8Array(), chain.goOn) : failed(request, failures.lengthByte),
      );
    }
    const apdu = collected;
    collected = null;
    begin(request, (isCurrent) => carryOut(request, apdu, isCurrent));
  }

  function begin(request: Request, job: (isCurrent: () => boolean) => Promise<void>): void {
    work.begin(() => send(request, { type: answers.data }, 0x80), job);
  }

  async function carryOut(request: Request, apdu: Uint8Array, isCurrent: () => boolean): Promise<void> {
    const fault = faults.take();
    const done = await exchangeUnder(fault, hardware, apdu);
    if (done.kind === 'gone' && isCurrent() && hardware.cardState() === 'absent') tellCard();
    if (done.kind !== 'answered') {
      if (isCurrent()) await reply(request, failed(request, failures.mute));
      return;
    }
    if (isCurrent()) toFetch = done.response;
    await reply(request, { ...fetched(done.response), fault }, isCurrent);
  }

  function fetchNext(request: Request): Reply {
    if (toFetch === null || request.data.length > 0) return failed(request, failures.levelByte);
    return fetched(toFetch, true);
  }

  /** The next piece of a response; the rest is kept. */
  function fetched(response: Uint8Array, hasBegun = false): Reply {
    const isLast = response.length <= LONGEST_PIECE;
    toFetch = isLast ? null : response.subarray(LONGEST_PIECE);
    const chaining = isLast ? (hasBegun ? chain.ends : chain.whole) : hasBegun ? chain.continues : chain.begins;
    return dataBlock(response.subarray(0, LONGEST_PIECE), chaining);
  }

  async function reply(request: Request, message: Reply, isCurrent = (): boolean => true): Promise<void> {
    const fault = message.fault ?? null;
    await deliver(parts, {
      reports: encode(request, message, message.failure === undefined ? 0 : 0x40),
      fault,
      isCurrent,
      hush: work.hush,
      noise: packetsOf(
        0x7fffffff,
        command.ccid,
        Uint8Array.of(answers.data, 0, 0, 0, 0, 0, request.sequence, 0, 0, 0),
      )[0],
      restart: forget,
    });
  }

  function send(request: Request, message: Reply, status: number): void {
    line.send(encode(request, message, status));
  }

  function encode(request: Request, message: Reply, status: number): readonly [Uint8Array, ...Uint8Array[]] {
    const { type, data = new Uint8Array(), fault = null } = message;
    const lies = liesOf(fault);
    const card = { powered: 0, unpowered: 1, absent: 2 }[hardware.cardState()];
    const clock = card === 0 ? 0 : 1;
    const header = Uint8Array.of(
      type,
      ...littleEndian(data.length),
      0,
      (request.sequence + lies.sequence) % 256,
      status | card,
      // Half a second more, please.
      status === 0x80 ? 5 : (message.failure ?? 0),
      type === answers.slotStatus ? clock : (message.chaining ?? 0),
    );
    const bytes = concatBytes(header, data);
    const reports = packetsOf(channel ?? 0, command.ccid, bytes, bytes.length + lies.length);
    if (fault?.kind === 'wrongContinuation') reports[1]?.set([0x7f], 4);
    return reports;
  }

  function tellCard(): void {
    if (channel === null) return;
    const change = hardware.cardState() === 'absent' ? 0x02 : 0x03;
    line.send(packetsOf(channel, command.event, Uint8Array.of(0x50, change)));
  }

  return { receive, cardChanged: tellCard };
}

function dataBlock(data: Uint8Array, chaining: number): Reply {
  return { type: answers.data, data, chaining };
}

/** The type of a failure is that of the answer that the request waits for. */
function failed({ type }: Pick<Request, 'type'>, failure: number): Reply {
  if (type === asked.escape) return { type: answers.escape, failure };
  return { type: type === asked.powerOn || type === asked.transfer ? answers.data : answers.slotStatus, failure };
}

function bigEndian(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function littleEndian(value: number): readonly number[] {
  return bigEndian(value).toReversed();
}
