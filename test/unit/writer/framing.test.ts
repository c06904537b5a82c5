/** What both framings of the USB writer promise: docs/formats.md, USB writer. */

import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { crc16 } from '../../../electron/adapters/writer/hid/framing/stx-frames.ts';
import { devices, NONCE, pushAll, sent, welcomed } from './framings.ts';

const APDU = bytesOfHex('0084000008');
const RESPONSE = bytesOfHex('01020304050607089000');

function hexOfReports(reports: readonly Uint8Array[]): readonly string[] {
  return reports.map((report) => hexOf(report).replace(/(00)+$/, ''));
}

test('framing ccid sends the reports of the page', () => {
  const [ccid] = devices;
  if (ccid === undefined) throw new Error('no framing');
  const framing = ccid.create();
  expect(hexOfReports(sent(framing.hello(NONCE)))).toEqual(['FFFFFFFF8600081122334455667788']);
  pushAll(framing, [bytesOfHex('FFFFFFFF8600111122334455667788A5C30001010000000000'.padEnd(128, '0'))]);
  expect(hexOfReports(sent(framing.ask({ kind: 'cardState' })))).toEqual(['A5C30001C0000A65']);
  expect(pushAll(framing, [bytesOfHex('A5C30001C0000A81000000000000010001'.padEnd(128, '0'))])).toEqual([
    { kind: 'done', card: 'unpowered', data: new Uint8Array() },
  ]);
  expect(hexOfReports(sent(framing.ask({ kind: 'powerOn' })))).toEqual(['A5C30001C0000A62000000000001']);
  pushAll(framing, [bytesOfHex('A5C30001C0000E800400000000010000003B801F00'.padEnd(128, '0'))]);
  expect(hexOfReports(sent(framing.ask({ kind: 'transmit', command: APDU })))).toEqual([
    'A5C30001C0000F6F0500000000020000000084000008',
  ]);
});

test('framing stx sends the reports of the page', () => {
  const stx = devices.find(({ name }) => name === 'stx');
  if (stx === undefined) throw new Error('no framing');
  expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x29b1);
  const framing = stx.create();
  const hello = `00000800000001${hexOf(NONCE)}03`;
  expect(hexOfReports(sent(framing.hello(NONCE)))).toEqual([
    `02${hello}${crc16(bytesOfHex(hello)).toString(16).toUpperCase().padStart(4, '0')}`,
  ]);
  pushAll(framing, stx.welcome(NONCE));
  expect(hexOfReports(sent(framing.ask({ kind: 'transmit', command: APDU })))[0]).toMatch(
    /^020000055C070113008400000803/,
  );
});

describe.each(devices)('framing $name', (device) => {
  test('carries an APDU there and its answer back, through signs of life and card events', () => {
    const framing = welcomed(device);
    framing.ask({ kind: 'transmit', command: APDU });
    const reports = [device.working(0), device.cardEvent(false), device.answer('transmit', 0, RESPONSE)].flat();
    expect(pushAll(framing, reports)).toEqual([
      { kind: 'working' },
      { kind: 'card', isPresent: false },
      { kind: 'done', card: 'powered', data: RESPONSE },
    ]);
  });

  test('drops a late answer to an earlier request, and takes the one that follows', () => {
    const framing = welcomed(device);
    for (const place of [0, 1]) {
      framing.ask({ kind: 'transmit', command: APDU });
      if (place === 0) pushAll(framing, device.answer('transmit', 0, RESPONSE));
    }
    const other = bytesOfHex('6982');
    expect(pushAll(framing, device.answer('transmit', 0, RESPONSE))).toEqual([
      { kind: 'dropped', what: 'the answer to another request' },
    ]);
    expect(pushAll(framing, device.answer('transmit', 1, other))).toEqual([
      { kind: 'done', card: 'powered', data: other },
    ]);
  });

  test('drops what an earlier session left behind, whole or in parts, and begins with its own answer only', () => {
    const framing = device.create();
    framing.hello(NONCE);
    const stale = device.answer('transmit', 3, new Uint8Array(300).fill(0x02));
    const otherNonce = device.welcome(NONCE.toReversed());
    const events = pushAll(framing, [...stale.slice(1), ...stale, ...otherNonce, ...device.welcome(NONCE)]);
    expect(events.map(({ kind }) => kind)).toEqual([...events.slice(1).map(() => 'dropped'), 'session']);
  });

  test('refuses a session number that was used before', () => {
    const framing = welcomed(device);
    framing.hello(NONCE.toReversed());
    expect(pushAll(framing, device.welcome(NONCE.toReversed()))).toEqual([
      { kind: 'broken', problem: 'a session number that was used before' },
    ]);
  });

  test('says what a refusal says of the card', () => {
    const absent = device.name === 'ccid' ? 0xfe : 0x10;
    const framing = welcomed(device);
    framing.ask({ kind: 'transmit', command: APDU });
    expect(pushAll(framing, device.refusal(0, absent))).toEqual([
      { kind: 'refused', card: 'absent', reason: 'noCard', code: absent },
    ]);
  });

  test('ends the request where the device did not understand it', () => {
    const framing = welcomed(device);
    framing.ask({ kind: 'transmit', command: APDU });
    expect(pushAll(framing, device.complaint(0x06))).toEqual([{ kind: 'broken', problem: 'the writer says: busy' }]);
    expect(pushAll(framing, device.answer('transmit', 0, RESPONSE))).toEqual([{ kind: 'dropped', what: 'no session' }]);
  });

  test('carries the functions besides the card', () => {
    const framing = welcomed(device);
    framing.ask({ kind: 'firmware' });
    expect(pushAll(framing, device.answer('function', 0, Uint8Array.of(1, 2, 3, 4)))).toEqual([
      { kind: 'done', card: 'powered', data: Uint8Array.of(2, 3, 4) },
    ]);
    framing.ask({ kind: 'light', light: 'working', state: 'blinks' });
    expect(pushAll(framing, device.answer('function', 1, Uint8Array.of(4)))).toEqual([
      { kind: 'broken', problem: 'the answer to another function' },
    ]);
  });

  test('counts its requests round', () => {
    const framing = welcomed(device);
    for (let place = 0; place < 600; place += 1) {
      framing.ask({ kind: 'cardState' });
      expect(pushAll(framing, device.answer('cardState', place, new Uint8Array()))).toMatchObject([{ kind: 'done' }]);
    }
  });

  test.each([1, 63, 65, 128])('refuses a report of %i bytes', (length) => {
    const framing = welcomed(device);
    framing.ask({ kind: 'cardState' });
    expect(framing.push(new Uint8Array(length))).toEqual([{ kind: 'broken', problem: `a report of ${length} bytes` }]);
  });
});
