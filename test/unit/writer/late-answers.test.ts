/**
 * An answer that comes after the workstation gave the request up is never the answer to the next: not before the new session
 * has begun, not while its first request is under way with the very same number, and not in parts on either side of it.
 */

import { describe, expect, test } from 'vitest';
import type { Framing } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { devices, NONCE, pushAll, welcomed, type Device, type Reports } from './framings.ts';

const APDU = Uint8Array.of(0, 0x84, 0, 0, 8);
const LATE = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0x90, 0);
const OWN = Uint8Array.of(2, 2, 2, 2, 2, 2, 2, 2, 0x90, 0);
const OTHER_NONCE = NONCE.toReversed();
/** Several reports. */
const LONG = Uint8Array.from({ length: 302 }, (_, index) => (index < 300 ? 1 : index === 300 ? 0x90 : 0));

/** One request was asked and never answered; another session is asked for. */
function givenUp(device: Device): Framing {
  const framing = welcomed(device);
  framing.ask({ kind: 'transmit', command: APDU });
  framing.hello(OTHER_NONCE);
  return framing;
}

/** The first request of the next session, asked while `between` came in, and what its own answer led to. */
function askNext(device: Device, framing: Framing, between: Reports): readonly unknown[] {
  const next = device.session + 1;
  const begun = pushAll(framing, device.welcome(OTHER_NONCE, next));
  framing.ask({ kind: 'transmit', command: APDU });
  return [...begun, ...pushAll(framing, between), ...pushAll(framing, device.answer('transmit', 0, OWN, next))];
}

const session = { kind: 'session' };
const done = { kind: 'done', card: 'powered', data: OWN };

function droppedTimes(count: number): readonly unknown[] {
  return Array.from({ length: count }, () => ({ kind: 'dropped', what: 'of another session' }));
}

describe.each(devices)('framing $name', (device) => {
  const late = device.answer('transmit', 0, LATE);
  const longLate = device.answer('transmit', 0, LONG);

  test('a late answer before the new session has begun is dropped', () => {
    const framing = givenUp(device);
    expect(pushAll(framing, late)).toEqual(droppedTimes(1));
    expect(askNext(device, framing, [])).toEqual([session, done]);
  });

  test('a late answer while the next request waits for its own, under the same number, is dropped', () => {
    expect(askNext(device, givenUp(device), late)).toEqual([session, ...droppedTimes(1), done]);
  });

  test('a late answer of several reports is dropped, and is no sign of life', () => {
    const events = askNext(device, givenUp(device), longLate);
    expect(events.filter((event) => JSON.stringify(event) !== JSON.stringify(droppedTimes(1)[0]))).toEqual([
      session,
      done,
    ]);
  });

  test('a late answer that is cut in two by the new session is dropped on both sides of it', () => {
    const framing = givenUp(device);
    expect(pushAll(framing, longLate.slice(0, 2)).every((event) => event.kind === 'dropped')).toBe(true);
    const begun = pushAll(framing, device.welcome(OTHER_NONCE, device.session + 1));
    framing.ask({ kind: 'transmit', command: APDU });
    const tail = pushAll(framing, longLate.slice(2));
    expect(begun).toEqual([session]);
    // A frame whose head went before cannot be told from nonsense: in framing stx it ends the request as unknown.
    expect(new Set(tail.map(({ kind }) => kind))).toEqual(
      new Set(device.name === 'ccid' ? ['dropped'] : ['broken', 'dropped']),
    );
  });

  test('a late sign of life does not prolong the wait for another answer', () => {
    expect(askNext(device, givenUp(device), device.working(0))).toEqual([session, ...droppedTimes(1), done]);
  });
});
