/** Commands and responses longer than a CCID message can be: docs/formats.md, USB writer, chaining. */

import { expect, test } from 'vitest';
import { createCollector, packetsOf } from '../../../electron/adapters/writer/hid/framing/packets.ts';
import type { Framing, FramingEvent } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { devices, pushAll, sent, welcomed } from './framings.ts';

const PIECE = 7599;
const [ccid] = devices;
if (ccid === undefined) throw new Error('no framing');
const device = ccid;

/** One message out of its reports: wLevelParameter, bSeq and data. */
function messageOf(reports: readonly Uint8Array[]): { level: number; sequence: number; data: Uint8Array } {
  const collector = createCollector(device.session);
  const collected = reports.map((report) => collector.push(report)).at(-1);
  if (collected?.kind !== 'message') throw new Error('no message');
  const { content } = collected.message;
  return { level: content[8] ?? -1, sequence: content[6] ?? -1, data: content.slice(10) };
}

function answer(sequence: number, chain: number, data: Uint8Array): readonly Uint8Array[] {
  const header = [0x80, data.length & 0xff, data.length >> 8, 0, 0, 0, sequence, 0, 0, chain];
  return packetsOf(device.session, { command: 0x40, content: Uint8Array.from([...header, ...data]) });
}

function counted(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index * 7);
}

/** Plays a device that answers with the response in pieces; gives what it received and what came of it. */
function converse(framing: Framing, command: Uint8Array, response: Uint8Array): [string, Uint8Array, FramingEvent[]] {
  const received: number[] = [];
  const levels: number[] = [];
  let answered = 0;
  let events = [...framing.ask({ kind: 'transmit', command })];
  for (let message = sent(events); message.length > 0; message = sent(events)) {
    const { level, sequence, data } = messageOf(message);
    received.push(...data);
    levels.push(level);
    if (level === 1 || level === 3) {
      events = [...pushAll(framing, answer(sequence, 0x10, new Uint8Array()))];
      continue;
    }
    const piece = response.slice(answered, answered + PIECE);
    const isFirst = answered === 0;
    answered += piece.length;
    const isLast = answered === response.length;
    events = [...pushAll(framing, answer(sequence, isFirst ? (isLast ? 0 : 1) : isLast ? 2 : 3, piece))];
  }
  return [levels.join(' '), Uint8Array.from(received), events];
}

test.each([
  [PIECE, 2, '0'],
  [PIECE + 1, PIECE, '1 2'],
  [2 * PIECE, PIECE + 1, '1 2 16'],
  [20_000, 20_000, '1 3 2 16 16'],
  [65_544, 65_538, '1 3 3 3 3 3 3 3 2 16 16 16 16 16 16 16 16'],
])('%i bytes there and %i back go in the pieces %s', (there, back, levels) => {
  const command = counted(there);
  const response = counted(back);
  expect(converse(welcomed(device), command, response)).toEqual([
    levels,
    command,
    [{ kind: 'done', card: 'powered', data: response }],
  ]);
});

test.each([
  ['the end of a response before its beginning', answer(0, 2, counted(9)), 'a piece out of turn'],
  ['an empty piece that is not the last', answer(0, 1, counted(0)), 'an empty piece'],
  ['an answer before the command has ended', answer(0, 0x10, counted(0)), 'a piece out of turn'],
  ['a chain parameter that means nothing', answer(0, 7, counted(9)), 'a piece out of turn'],
  ['one byte instead of a status', answer(0, 0, counted(1)), 'a response without its status'],
])('%s is not understood', (_, reports, problem) => {
  const framing = welcomed(device);
  framing.ask({ kind: 'transmit', command: counted(5) });
  expect(pushAll(framing, reports)).toEqual([{ kind: 'broken', problem }]);
});

test('a device that never ends its response is stopped at the longest one', () => {
  const framing = welcomed(device);
  let events = framing.ask({ kind: 'transmit', command: counted(5) });
  let pieces = 0;
  while (sent(events).length > 0) {
    events = pushAll(framing, answer(pieces & 0xff, pieces === 0 ? 1 : 3, counted(PIECE)));
    pieces += 1;
  }
  expect([pieces, events]).toEqual([9, [{ kind: 'broken', problem: 'a response longer than any can be' }]]);
});
