/** Framing `stx`: one frame for each request and each answer, within a session. docs/formats.md, USB writer. */

import { bytesEqual, uintOf } from '../../../../core/chip/bytes.ts';
import {
  ANOTHER_SESSION,
  broken,
  dropped,
  LONGEST_RESPONSE,
  more,
  type CardPresence,
  type Framing,
  type FramingEvent,
  type RefusalReason,
  type WriterRequest,
} from './framing.ts';
import { encodeFunction, parseFunctionAnswer } from './functions.ts';
import { createFrameCollector, reportsOf, type Frame, type FrameCollector } from './stx-frames.ts';

const codes = {
  hello: 0x01,
  powerOn: 0x10,
  powerOff: 0x11,
  cardState: 0x12,
  transmit: 0x13,
  function: 0x20,
  cardEvent: 0xe0,
  notUnderstood: 0xff,
} as const;
const ANSWER = 0x80;
const VERSION = 0x01;
const HELLO_ANSWER = 11;
const WORKING = 0x01;
const NOTHING = new Uint8Array();

const presences: readonly (CardPresence | undefined)[] = ['powered', 'unpowered', 'absent'];
const refusals: ReadonlyMap<number, RefusalReason> = new Map([
  [0x10, 'noCard'],
  [0x11, 'mute'],
  [0x12, 'lost'],
  [0x13, 'fault'],
  [0x14, 'lost'],
  [0x20, 'notSupported'],
  [0x21, 'notSupported'],
]);
const complaints: ReadonlyMap<number | undefined, string> = new Map([
  [0x01, 'wrong check'],
  [0x02, 'wrong length'],
  [0x03, 'frame without its end'],
  [0x04, 'time-out inside a frame'],
  [0x05, ANOTHER_SESSION],
  [0x06, 'busy'],
]);

interface Machine {
  state: 'none' | 'hello' | 'idle' | 'asked';
  nonce: Uint8Array;
  session: number;
  sequence: number;
  collector: FrameCollector;
  code: number;
  function: Uint8Array | null;
}

export function createStxFraming(): Framing {
  const machine: Machine = {
    state: 'none',
    nonce: NOTHING,
    session: 0,
    sequence: 0,
    collector: createFrameCollector(),
    code: 0,
    function: null,
  };
  return {
    hello: (nonce) => hello(machine, nonce),
    ask: (request) => ask(machine, request),
    push(report) {
      if (machine.state === 'none') return dropped('no session');
      const events = machine.state === 'hello' ? welcome(machine, report) : take(machine, report);
      if (events.some((event) => event.kind === 'broken')) machine.state = 'none';
      return events;
    },
  };
}

function hello(machine: Machine, nonce: Uint8Array): readonly FramingEvent[] {
  machine.state = 'hello';
  machine.nonce = nonce;
  return [{ kind: 'send', reports: reportsOf({ session: 0, sequence: 0, code: codes.hello, data: nonce }) }];
}

/** Whatever is left of an earlier session may come first, whole frames or the ends of some: each report is looked at alone. */
function welcome(machine: Machine, report: Uint8Array): readonly FramingEvent[] {
  const collected = createFrameCollector().push(report);
  if (collected.kind !== 'frame') return dropped('of another session');
  const { session, sequence, code, data } = collected.frame;
  const isAnswer = session === 0 && sequence === 0 && code === (codes.hello | ANSWER) && data.length === HELLO_ANSWER;
  if (!isAnswer || !bytesEqual(data.subarray(0, 8), machine.nonce)) return dropped('of another session');
  const number = uintOf(data.subarray(8, 10));
  if (data[10] !== VERSION) return broken(`version ${data[10] ?? 0} of the framing`);
  if (number === 0 || number === machine.session) return broken('a session number that was used before');
  machine.state = 'idle';
  machine.session = number;
  machine.sequence = 0;
  machine.collector = createFrameCollector();
  return [{ kind: 'session' }];
}

function ask(machine: Machine, request: WriterRequest): readonly FramingEvent[] {
  if (machine.state !== 'idle') throw new Error(`asked in state ${machine.state}`);
  machine.state = 'asked';
  machine.sequence = (machine.sequence % 0xff) + 1;
  machine.function = encodeFunction(request);
  machine.code = codeOf(request);
  const data = machine.function ?? (request.kind === 'transmit' ? request.command : NOTHING);
  const { session, sequence, code } = machine;
  return [{ kind: 'send', reports: reportsOf({ session, sequence, code, data }) }];
}

function codeOf({ kind }: WriterRequest): number {
  switch (kind) {
    case 'powerOn':
    case 'powerOff':
    case 'cardState':
    case 'transmit':
      return codes[kind];
    default:
      return codes.function;
  }
}

function take(machine: Machine, report: Uint8Array): readonly FramingEvent[] {
  const collected = machine.collector.push(report);
  switch (collected.kind) {
    case 'more':
      return more;
    case 'broken':
      return broken(collected.problem);
    case 'frame':
      return takeFrame(machine, collected.frame);
  }
}

function takeFrame(machine: Machine, { session, sequence, code, data }: Frame): readonly FramingEvent[] {
  // A device that cannot tell whose frame it could not read says session 0, and means ours: there is no other.
  if (code === codes.notUnderstood && (session === machine.session || session === 0))
    return broken(`the writer says: ${complaints.get(data[0]) ?? `error ${data[0] ?? 0}`}`);
  if (session !== machine.session) return dropped('of another session');
  if (code === codes.cardEvent && sequence === 0) {
    const isKnown = data.length === 1 && (data[0] === 0 || data[0] === 1);
    return isKnown ? [{ kind: 'card', isPresent: data[0] === 1 }] : broken('an event that means nothing');
  }
  const isAwaited = machine.state === 'asked' && sequence === machine.sequence && code === (machine.code | ANSWER);
  return isAwaited ? takeAnswer(machine, data) : dropped('the answer to another request');
}

function takeAnswer(machine: Machine, data: Uint8Array): readonly FramingEvent[] {
  const [outcome, place] = data;
  const card = presences[place ?? -1];
  if (outcome === undefined || card === undefined) return broken('an answer without its outcome');
  if (outcome !== 0 && data.length !== 2) return broken('data in an answer that has none');
  if (outcome === WORKING) return [{ kind: 'working' }];
  if (outcome !== 0) {
    const reason = refusals.get(outcome);
    if (reason === undefined) return broken('an outcome that means nothing');
    machine.state = 'idle';
    return [{ kind: 'refused', card, reason, code: outcome }];
  }
  const content = contentOf(machine, data.slice(2));
  if (typeof content === 'string') return broken(content);
  machine.state = 'idle';
  return [{ kind: 'done', card, data: content }];
}

/** What the answer brings, or in words what is wrong with it. */
function contentOf(machine: Machine, data: Uint8Array): Uint8Array | string {
  switch (machine.code) {
    case codes.function:
      return parseFunctionAnswer(machine.function ?? NOTHING, data) ?? 'the answer to another function';
    // ISO/IEC 7816-3 section 8.2.1: TS and T0 at least, 33 bytes at most.
    case codes.powerOn:
      return data.length < 2 || data.length > 33 ? 'no ATR' : data;
    case codes.transmit:
      return data.length < 2 || data.length > LONGEST_RESPONSE ? 'a response without its status' : data;
    default:
      return data.length === 0 ? data : 'data in an answer that has none';
  }
}
