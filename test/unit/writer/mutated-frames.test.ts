/** One million damaged reports: a framing understands, drops or ends, always at once, and never takes one for another's. */

import { expect, test } from 'vitest';
import type { Framing, FramingEvent } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { uintOf } from '../../../electron/core/chip/bytes.ts';
import { devices, NONCE, type Device } from './framings.ts';

const REPORTS = 500_000;
const kinds: ReadonlySet<FramingEvent['kind']> = new Set([
  'send',
  'session',
  'done',
  'refused',
  'working',
  'more',
  'card',
  'dropped',
  'broken',
]);

/** Numbers that look random and are the same in every run (xorshift, 32 bits). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Everything that a device of this session might say at that place, right or not. */
function sayings(device: Device, place: number, session: number): readonly Uint8Array[] {
  const long = new Uint8Array(900).fill(0x02, 0, 200).fill(0x80, 200);
  return [
    ...device.welcome(NONCE, session),
    ...device.answer('transmit', place, Uint8Array.of(1, 2, 3, 0x90, 0)),
    ...device.answer('transmit', place + 1, Uint8Array.of(1, 2, 3, 0x90, 0)),
    ...device.answer('powerOn', place, Uint8Array.of(0x3b, 0x80, 1, 2)),
    ...device.answer('function', place, Uint8Array.of(1, 1, 2, 3)),
    ...device.answer('transmit', place, long),
    ...device.working(place),
    ...device.refusal(place, device.name === 'ccid' ? 0xfe : 0x10),
    ...device.cardEvent(true),
    ...device.complaint(5),
  ];
}

function damaged(report: Uint8Array, random: (below: number) => number): Uint8Array {
  switch (random(6)) {
    case 0:
      return report;
    case 1:
      return report.slice(0, random(64));
    case 2:
      return Uint8Array.from({ length: 64 }, () => random(256));
    default: {
      const copy = report.slice();
      for (let count = random(4) + 1; count > 0; count -= 1) copy[random(count > 2 ? 16 : 64)] = random(256);
      return copy;
    }
  }
}

/** The session and the place in it that a report of one message names: read from the page, not by the framing. */
function namedBy(device: Device, report: Uint8Array): readonly [number, number] {
  if (device.name === 'ccid') return [uintOf(report.subarray(0, 4)), report[13] ?? -1];
  return [uintOf(report.subarray(4, 6)), report[6] ?? -1];
}

const APDU = Uint8Array.of(0, 0x84, 0, 0, 8);
const LAST_PLACE = 8;

interface Run {
  readonly framing: Framing;
  readonly counts: Map<FramingEvent['kind'], number>;
  isWelcome: boolean;
  isOver: boolean;
  place: number;
  isAsking: boolean;
  /** The report with which the message under way began. */
  begun: Uint8Array | null;
}

function take(run: Run, device: Device, report: Uint8Array): void {
  const events = run.framing.push(report);
  run.begun ??= report;
  for (const event of events) {
    if (!kinds.has(event.kind)) throw new Error(`unknown event ${event.kind}`);
    run.counts.set(event.kind, (run.counts.get(event.kind) ?? 0) + 1);
    if (event.kind === 'done' || event.kind === 'refused') {
      if (!run.isAsking) throw new Error('an answer without a request');
      const wanted = [device.session, device.name === 'ccid' ? run.place : run.place + 1];
      if (String(namedBy(device, run.begun)) !== String(wanted)) throw new Error('an answer to another request');
      run.isAsking = false;
    }
    if (event.kind === 'session') run.isWelcome = true;
    if (event.kind === 'broken') run.isOver = true;
  }
  if (!events.some(({ kind }) => kind === 'more')) run.begun = null;
}

/** A session under another number first, because the same number twice in a row is refused. */
function beginAgain(run: Run, device: Device): void {
  run.framing.hello(NONCE);
  run.framing.push(device.welcome(NONCE, device.session ^ 0x40)[0] ?? NONCE);
  run.framing.hello(NONCE);
  Object.assign(run, { isWelcome: false, isOver: false, place: -1, isAsking: false, begun: null });
}

test.each(devices)('framing $name stands half a million damaged reports', (device) => {
  const random = randomFrom(0x5eed_0001);
  const places = Array.from({ length: LAST_PLACE + 1 }, (_, place) => sayings(device, place, device.session));
  const counts = new Map<FramingEvent['kind'], number>();
  const run: Run = {
    framing: device.create(),
    counts,
    isWelcome: false,
    isOver: false,
    place: -1,
    isAsking: false,
    begun: null,
  };
  beginAgain(run, device);
  for (let count = 0; count < REPORTS; count += 1) {
    const said = places[Math.max(run.place, 0)] ?? [];
    const good = run.isWelcome ? said[random(said.length)] : device.welcome(NONCE)[0];
    take(run, device, damaged(good ?? NONCE, random));
    if (run.isOver || run.place === LAST_PLACE) beginAgain(run, device);
    if (run.isWelcome && !run.isAsking) {
      run.framing.ask({ kind: 'transmit', command: APDU });
      Object.assign(run, { isAsking: true, place: run.place + 1 });
    }
  }
  // Damage that never got past the greeting would prove little.
  const few = [...kinds].filter((kind) => kind !== 'send' && (counts.get(kind) ?? 0) < 1000);
  expect(few).toEqual([]);
});
