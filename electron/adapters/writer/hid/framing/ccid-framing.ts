/**
 * Framing `ccid`: CCID messages in the packets of one channel, which is the session. Commands and responses longer than a
 * message go in pieces (CCID 1.1 sections 6.1.4 and 6.2.1). docs/formats.md, USB writer.
 */

import { bytesEqual, concatBytes, uintOf } from '../../../../core/chip/bytes.ts';
import { ccidTypes, encodeCcid, parseCcid, parseSlotChange, refusalOf, type CcidAnswer } from './ccid-messages.ts';
import {
  ANOTHER_SESSION,
  broken,
  dropped,
  LONGEST_COMMAND,
  LONGEST_RESPONSE,
  more,
  type Framing,
  type FramingEvent,
  type WriterRequest,
} from './framing.ts';
import { encodeFunction, parseFunctionAnswer } from './functions.ts';
import { BROADCAST, createCollector, initIn, LONGEST_MESSAGE, packetCommands, packetsOf } from './packets.ts';
import type { Collector, Message } from './packets.ts';

const INIT_ANSWER = 17;
const VERSION = 0x01;
const PIECE = LONGEST_MESSAGE - 10;
const NOTHING = new Uint8Array();

/** wLevelParameter, and the same values as bChainParameter of an answer. */
const chain = { whole: 0x00, begins: 0x01, ends: 0x02, goesOn: 0x03, goOn: 0x10 } as const;

const deviceErrors: ReadonlyMap<number | undefined, string> = new Map([
  [0x01, 'unknown command'],
  [0x02, 'INIT not understood'],
  [0x03, 'wrong length'],
  [0x04, 'packet out of turn'],
  [0x05, 'time-out inside a message'],
  [0x06, 'busy'],
  [0x0b, ANOTHER_SESSION],
]);

type Asked =
  | { readonly kind: 'plain'; readonly answer: number }
  | { readonly kind: 'function'; readonly asked: Uint8Array }
  | { readonly kind: 'transfer'; readonly command: Uint8Array; sent: number; readonly pieces: Uint8Array[] };

interface Machine {
  state: 'none' | 'hello' | 'idle' | 'asked';
  nonce: Uint8Array;
  channel: number;
  collector: Collector;
  /** bSeq of the next message. */
  sequence: number;
  asked: Asked;
}

export function createCcidFraming(): Framing {
  const machine: Machine = {
    state: 'none',
    nonce: NOTHING,
    channel: 0,
    collector: createCollector(0),
    sequence: 0,
    asked: { kind: 'plain', answer: 0 },
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
  return [{ kind: 'send', reports: packetsOf(BROADCAST, { command: packetCommands.init, content: nonce }) }];
}

function welcome(machine: Machine, report: Uint8Array): readonly FramingEvent[] {
  const content = initIn(report, INIT_ANSWER);
  if (content === null || !bytesEqual(content.subarray(0, 8), machine.nonce)) return dropped('of another session');
  if (content[12] !== VERSION) return broken(`version ${content[12] ?? 0} of the framing`);
  const channel = uintOf(content.subarray(8, 12));
  if (channel === 0 || channel === BROADCAST || channel === machine.channel)
    return broken('a session number that was used before');
  machine.state = 'idle';
  machine.channel = channel;
  machine.collector = createCollector(channel);
  machine.sequence = 0;
  return [{ kind: 'session' }];
}

function ask(machine: Machine, request: WriterRequest): readonly FramingEvent[] {
  if (machine.state !== 'idle') throw new Error(`asked in state ${machine.state}`);
  machine.state = 'asked';
  const encoded = encodeFunction(request);
  if (encoded !== null) {
    machine.asked = { kind: 'function', asked: encoded };
    return send(machine, ccidTypes.escape, 0, encoded);
  }
  switch (request.kind) {
    case 'transmit':
      if (request.command.length > LONGEST_COMMAND) throw new Error('longer than any command');
      machine.asked = { kind: 'transfer', command: request.command, sent: 0, pieces: [] };
      return sendPiece(machine, machine.asked);
    case 'powerOn':
      machine.asked = { kind: 'plain', answer: ccidTypes.dataBlock };
      return send(machine, ccidTypes.powerOn, 0, NOTHING);
    case 'powerOff':
      machine.asked = { kind: 'plain', answer: ccidTypes.slotStatusAnswer };
      return send(machine, ccidTypes.powerOff, 0, NOTHING);
    default:
      machine.asked = { kind: 'plain', answer: ccidTypes.slotStatusAnswer };
      return send(machine, ccidTypes.slotStatus, 0, NOTHING);
  }
}

function send(machine: Machine, type: number, level: number, data: Uint8Array): readonly FramingEvent[] {
  const content = encodeCcid(type, machine.sequence, level, data);
  machine.sequence = (machine.sequence + 1) & 0xff;
  return [{ kind: 'send', reports: packetsOf(machine.channel, { command: packetCommands.ccid, content }) }];
}

function sendPiece(machine: Machine, asked: Asked & { kind: 'transfer' }): readonly FramingEvent[] {
  const piece = asked.command.subarray(asked.sent, asked.sent + PIECE);
  const isFirst = asked.sent === 0;
  asked.sent += piece.length;
  const isLast = asked.sent >= asked.command.length;
  const level = isFirst ? (isLast ? chain.whole : chain.begins) : isLast ? chain.ends : chain.goesOn;
  return send(machine, ccidTypes.transfer, level, piece);
}

function take(machine: Machine, report: Uint8Array): readonly FramingEvent[] {
  const collected = machine.collector.push(report);
  switch (collected.kind) {
    case 'more':
      return more;
    case 'other':
      return dropped('of another session');
    case 'broken':
      return broken(collected.problem);
    case 'message':
      return takeMessage(machine, collected.message);
  }
}

function takeMessage(machine: Machine, { command, content }: Message): readonly FramingEvent[] {
  switch (command) {
    case packetCommands.ccid:
      return takeCcid(machine, content);
    case packetCommands.event: {
      const isPresent = parseSlotChange(content);
      return isPresent === null ? broken('an event that means nothing') : [{ kind: 'card', isPresent }];
    }
    case packetCommands.error:
      return broken(`the writer says: ${deviceErrors.get(content[0]) ?? `error ${content[0] ?? 0}`}`);
    default:
      return broken('a packet of an unknown kind');
  }
}

function takeCcid(machine: Machine, content: Uint8Array): readonly FramingEvent[] {
  const answer = parseCcid(content);
  if (typeof answer === 'string') return broken(answer);
  const isAwaited = machine.state === 'asked' && answer.sequence === ((machine.sequence + 0xff) & 0xff);
  if (!isAwaited || answer.type !== answerType(machine.asked)) return dropped('the answer to another request');
  if (answer.outcome === 'working') return [{ kind: 'working' }];
  if (answer.outcome === 'failed') {
    machine.state = 'idle';
    return [{ kind: 'refused', card: answer.card, reason: refusalOf(answer), code: answer.error }];
  }
  switch (machine.asked.kind) {
    case 'plain':
      if (answer.type === ccidTypes.dataBlock) return takeAtr(machine, answer);
      return answer.data.length === 0 ? done(machine, answer, NOTHING) : broken('data in an answer that has none');
    case 'function': {
      const data = parseFunctionAnswer(machine.asked.asked, answer.data);
      return data === null ? broken('the answer to another function') : done(machine, answer, data);
    }
    case 'transfer':
      return takePiece(machine, machine.asked, answer);
  }
}

function answerType(asked: Asked): number {
  if (asked.kind === 'plain') return asked.answer;
  return asked.kind === 'function' ? ccidTypes.escapeAnswer : ccidTypes.dataBlock;
}

/** ISO/IEC 7816-3 section 8.2.1: TS and T0 at least, 33 bytes at most. */
function takeAtr(machine: Machine, answer: CcidAnswer): readonly FramingEvent[] {
  if (answer.chain !== chain.whole || answer.data.length < 2 || answer.data.length > 33) return broken('no ATR');
  return done(machine, answer, answer.data);
}

function takePiece(machine: Machine, asked: Asked & { kind: 'transfer' }, answer: CcidAnswer): readonly FramingEvent[] {
  if (asked.sent < asked.command.length) {
    if (answer.chain !== chain.goOn || answer.data.length !== 0)
      return broken('an answer before the command has ended');
    return sendPiece(machine, asked);
  }
  const isFirst = asked.pieces.length === 0;
  const isLast = answer.chain === (isFirst ? chain.whole : chain.ends);
  if (!isLast && answer.chain !== (isFirst ? chain.begins : chain.goesOn)) return broken('a piece out of turn');
  if (!isLast && answer.data.length === 0) return broken('an empty piece');
  asked.pieces.push(answer.data);
  const length = asked.pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > LONGEST_RESPONSE) return broken('a response longer than any can be');
  if (!isLast) return send(machine, ccidTypes.transfer, chain.goOn, NOTHING);
  return length < 2 ? broken('a response without its status') : done(machine, answer, concatBytes(...asked.pieces));
}

function done(machine: Machine, answer: CcidAnswer, data: Uint8Array): readonly FramingEvent[] {
  machine.state = 'idle';
  return [{ kind: 'done', card: answer.card, data }];
}
