/** Both framings for tests that hold for both, and reports as a device would write them, from the page alone. */

import { createCcidFraming } from '../../../electron/adapters/writer/hid/framing/ccid-framing.ts';
import type { Framing, FramingEvent } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { packetsOf } from '../../../electron/adapters/writer/hid/framing/packets.ts';
import { reportsOf } from '../../../electron/adapters/writer/hid/framing/stx-frames.ts';
import { createStxFraming } from '../../../electron/adapters/writer/hid/framing/stx-framing.ts';
import { bytesOfHex } from '../../../electron/core/chip/bytes.ts';

export type Reports = readonly Uint8Array[];

/** What a device of either framing says; numbers as in docs/formats.md. */
export interface Device {
  readonly name: 'ccid' | 'stx';
  readonly create: () => Framing;
  readonly session: number;
  welcome(nonce: Uint8Array, session?: number): Reports;
  /** The answer to the request of that place in the session, counted from 0. */
  answer(
    request: 'powerOn' | 'cardState' | 'transmit' | 'function',
    place: number,
    data: Uint8Array,
    session?: number,
  ): Reports;
  working(place: number): Reports;
  refusal(place: number, code: number): Reports;
  cardEvent(isPresent: boolean): Reports;
  complaint(code: number): Reports;
}

export const NONCE = bytesOfHex('1122334455667788');

const ccidTypes = { powerOn: 0x80, cardState: 0x81, transmit: 0x80, function: 0x83 };
const CHANNEL = 0xa5c3_0001;

function ccid(content: readonly number[], command = 0x40, channel = CHANNEL): Reports {
  return packetsOf(channel, { command, content: Uint8Array.from(content) });
}

const ccidDevice: Device = {
  name: 'ccid',
  create: createCcidFraming,
  session: CHANNEL,
  welcome: (nonce, session = CHANNEL) =>
    ccid([...nonce, ...new Uint8Array(Uint32Array.of(session).buffer).toReversed(), 1, 0, 0, 0, 0], 0x06, 0xffff_ffff),
  answer: (request, place, data, session = CHANNEL) => {
    const length = [data.length & 0xff, (data.length >> 8) & 0xff, data.length >> 16, 0];
    return ccid([ccidTypes[request], ...length, 0, place & 0xff, 0, 0, 0, ...data], 0x40, session);
  },
  working: (place) => ccid([0x80, 0, 0, 0, 0, 0, place & 0xff, 0x80, 5, 0]),
  refusal: (place, code) => ccid([0x80, 0, 0, 0, 0, 0, place & 0xff, 0x42, code, 0]),
  cardEvent: (isPresent) => ccid([0x50, isPresent ? 3 : 2], 0x41),
  complaint: (code) => ccid([code], 0x3f),
};

const stxCodes = { powerOn: 0x90, cardState: 0x92, transmit: 0x93, function: 0xa0 };
const SESSION = 0x5c07;

function stx(sequence: number, code: number, data: readonly number[], session = SESSION): Reports {
  return reportsOf({ session, sequence, code, data: Uint8Array.from(data) });
}

const stxDevice: Device = {
  name: 'stx',
  create: createStxFraming,
  session: SESSION,
  welcome: (nonce, session = SESSION) => stx(0, 0x81, [...nonce, session >> 8, session & 0xff, 1], 0),
  answer: (request, place, data, session = SESSION) =>
    stx((place % 255) + 1, stxCodes[request], [0, 0, ...data], session),
  working: (place) => stx((place % 255) + 1, 0x93, [1, 0]),
  refusal: (place, code) => stx((place % 255) + 1, 0x93, [code, 2]),
  cardEvent: (isPresent) => stx(0, 0xe0, [isPresent ? 1 : 0]),
  complaint: (code) => stx(0, 0xff, [code]),
};

export const devices: readonly Device[] = [ccidDevice, stxDevice];

/** A framing with a session. */
export function welcomed(device: Device): Framing {
  const framing = device.create();
  framing.hello(NONCE);
  pushAll(framing, device.welcome(NONCE));
  return framing;
}

/** Everything that the reports led to, but for `more`. */
export function pushAll(framing: Framing, reports: Reports): readonly FramingEvent[] {
  return reports.flatMap((report) => framing.push(report)).filter((event) => event.kind !== 'more');
}

/** The reports that the events say are to be sent. */
export function sent(events: readonly FramingEvent[]): Reports {
  return events.flatMap((event) => (event.kind === 'send' ? event.reports : []));
}
