/** Framing `stx` as the device speaks it, built from docs/formats.md alone: frames, sessions and the requests in them. */

import { concatBytes } from '../../../electron/core/chip/bytes.ts';
import { exchangeUnder, liesOf, type DeviceFault } from './faults.ts';
import { frameReports, readHead, isChecked, FRAME_END, FRAME_HEAD, LONGEST_DATA, STX } from './frames.ts';
import { createWork, deliver, MESSAGE_GAP_MS, type Framing, type Parts } from './work.ts';

const codes = { hello: 0x01, powerOn: 0x10, powerOff: 0x11, status: 0x12, transmit: 0x13, perform: 0x20 } as const;
const CARD_EVENT = 0xe0;
const NOT_UNDERSTOOD = 0xff;
const ANSWER = 0x80;
const problems = { check: 1, length: 2, etx: 3, timeOut: 4, unknownSession: 5, busy: 6 } as const;
const outcomes = {
  done: 0x00,
  working: 0x01,
  noPower: 0x10,
  gone: 0x12,
  unknownCode: 0x20,
  wrongParameter: 0x21,
} as const;

interface Request {
  readonly session: number;
  readonly sequence: number;
  readonly code: number;
  readonly data: Uint8Array;
}

interface Partial {
  readonly bytes: Uint8Array;
  filled: number;
  readonly timer: NodeJS.Timeout;
}

export function createStxFraming(parts: Parts): Framing {
  const { line, hardware, faults, complain } = parts;
  const work = createWork();
  let lastSession = parts.firstSession;
  let session: number | null = null;
  let partial: Partial | null = null;
  let lastSequence = 0;

  function receive(report: Uint8Array): void {
    if (partial !== null) return take(partial, report);
    // What does not begin a frame is the rest of one that was given up.
    if (report[0] !== STX) return complain('a report that begins no frame');
    const head = readHead(report);
    if (head.length > LONGEST_DATA) return refuse(head.session, problems.length);
    partial = {
      bytes: new Uint8Array(FRAME_HEAD + head.length + FRAME_END),
      filled: 0,
      timer: setTimeout(() => refuse(head.session, problems.timeOut), MESSAGE_GAP_MS),
    };
    take(partial, report);
  }

  function take(frame: Partial, report: Uint8Array): void {
    frame.timer.refresh();
    frame.bytes.set(report.subarray(0, frame.bytes.length - frame.filled), frame.filled);
    frame.filled += report.length;
    if (frame.filled < frame.bytes.length) return;
    dropPartial();
    const { bytes } = frame;
    const { session: meant, sequence, code } = readHead(bytes);
    if (bytes.at(-FRAME_END) !== 0x03) return refuse(meant, problems.etx);
    if (!isChecked(bytes)) return refuse(meant, problems.check);
    const request = { session: meant, sequence, code, data: bytes.subarray(FRAME_HEAD, -FRAME_END) };
    if (code === codes.hello && meant === 0) return hello(request);
    if (meant !== session) return refuse(meant, problems.unknownSession);
    if (work.isUnderWay()) return refuse(meant, problems.busy);
    if (sequence !== (lastSequence % 255) + 1) complain(`sequence ${sequence} after ${lastSequence}`);
    lastSequence = sequence;
    answer(request);
  }

  function hello(request: Request): void {
    if (request.data.length !== 8) return refuse(0, problems.length);
    forget();
    lastSession = (lastSession + 1) % 0x1_0000 || 1;
    session = lastSession;
    const content = concatBytes(request.data, Uint8Array.of(session >> 8, session & 0xff, 1));
    line.send(frameReports({ session: 0, sequence: 0, code: codes.hello + ANSWER, data: content }));
  }

  /** No session, no power, nothing half said or half heard. */
  function forget(): void {
    work.abandon();
    line.drop();
    dropPartial();
    hardware.powerOff();
    [session, lastSequence] = [null, 0];
  }

  function refuse(meant: number, problem: number): void {
    complain(`problem ${problem} in ${meant === session ? 'the session' : 'another session'}`);
    dropPartial();
    line.send(frameReports({ session: meant, sequence: 0, code: NOT_UNDERSTOOD, data: Uint8Array.of(problem) }));
  }

  function dropPartial(): void {
    if (partial !== null) clearTimeout(partial.timer);
    partial = null;
  }

  function answer(request: Request): void {
    const isBare = request.data.length === 0;
    switch (request.code) {
      case codes.powerOn:
        if (!isBare) return void reply(request, outcomes.wrongParameter);
        return begin(request, async (isCurrent) => {
          const atr = await hardware.powerOn();
          if (atr === null) await reply(request, outcomes.noPower);
          else await reply(request, outcomes.done, atr, null, isCurrent);
        });
      case codes.powerOff:
        if (isBare) hardware.powerOff();
        return void reply(request, isBare ? outcomes.done : outcomes.wrongParameter);
      case codes.status:
        return void reply(request, isBare ? outcomes.done : outcomes.wrongParameter);
      case codes.transmit:
        return begin(request, (isCurrent) => carryOut(request, isCurrent));
      case codes.perform: {
        const done = hardware.perform(request.data);
        if (done === 'unknownFunction') return void reply(request, outcomes.unknownCode);
        if (done === 'wrongParameter') return void reply(request, outcomes.wrongParameter);
        return void reply(request, outcomes.done, concatBytes(request.data.subarray(0, 1), done));
      }
      default:
        return void reply(request, outcomes.unknownCode);
    }
  }

  function begin(request: Request, job: (isCurrent: () => boolean) => Promise<void>): void {
    work.begin(() => line.send(encode(request, outcomes.working)), job);
  }

  async function carryOut(request: Request, isCurrent: () => boolean): Promise<void> {
    const fault = faults.take();
    const done = await exchangeUnder(fault, hardware, request.data);
    if (done.kind === 'answered') return reply(request, outcomes.done, done.response, fault, isCurrent);
    if (!isCurrent()) return;
    if (done.kind === 'gone' && hardware.cardState() === 'absent') tellCard();
    await reply(request, done.kind === 'gone' ? outcomes.gone : outcomes.noPower);
  }

  async function reply(
    request: Request,
    outcome: number,
    data: Uint8Array = new Uint8Array(),
    fault: DeviceFault | null = null,
    isCurrent: () => boolean = () => true,
  ): Promise<void> {
    await deliver(parts, {
      reports: encode(request, outcome, data, fault),
      fault,
      isCurrent,
      hush: work.hush,
      noise: frameReports({ ...request, session: 0xfffe, code: request.code + ANSWER, data: new Uint8Array(2) })[0],
      restart: forget,
    });
  }

  function encode(
    request: Request,
    outcome: number,
    data: Uint8Array = new Uint8Array(),
    fault: DeviceFault | null = null,
  ): readonly [Uint8Array, ...Uint8Array[]] {
    const card = { powered: 0, unpowered: 1, absent: 2 }[hardware.cardState()];
    const lies = liesOf(fault);
    const content = concatBytes(Uint8Array.of(outcome, card), data);
    const reports = frameReports({
      session: request.session,
      sequence: ((request.sequence - 1 + lies.sequence) % 255) + 1,
      code: request.code + ANSWER,
      data: content,
      claimed: content.length + lies.length,
    });
    // One bit of the answer itself: everything but the check is as it should be.
    if (fault?.kind === 'wrongContinuation') reports[0].set([(reports[0][FRAME_HEAD + 2] ?? 0) ^ 1], FRAME_HEAD + 2);
    return reports;
  }

  function tellCard(): void {
    if (session === null) return;
    const isThere = hardware.cardState() === 'absent' ? 0 : 1;
    line.send(frameReports({ session, sequence: 0, code: CARD_EVENT, data: Uint8Array.of(isThere) }));
  }

  return { receive, cardChanged: tellCard };
}
