/** The driver of USB writers: which device it takes, in which order it calls the library, and what it makes of a loss. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { createHidWriter, type HidWriter } from '../../../electron/adapters/writer/hid/hid-writer.ts';
import type { Limits } from '../../../electron/adapters/writer/hid/conversation.ts';
import { inspectChip } from '../../../electron/core/chip/inspect.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import { fail, ok } from '../../../shared/result.ts';
import { everyStepPassed, inspectPorts, optionsFor, printed } from '../chip/engine.ts';
import { freshFolder, makeImage, makeTrust, value } from '../chip/sample.ts';
import { createFakeHid, type FakeHid } from './fake-hid.ts';

const GET_CHALLENGE = Uint8Array.of(0, 0x84, 0, 0, 8);

function cardIn(folder = freshFolder()): { path: string; serial: string } {
  return { path: join(folder, 'card.json'), serial: 'CARD-1' };
}

/** Longer than any machine stands still; a test that waits for one of them to pass gives it a shorter one. */
const patient: Limits = { helloMs: 60_000, silentMs: 60_000, packetMs: 60_000, commandMs: 60_000 };

function driver(hid: FakeHid, serial: string | null, limits: Partial<Limits> = {}): HidWriter {
  return createHidWriter({
    library: hid.library,
    models: specimenProfile.writers,
    serial,
    random: (count) => systemRandom.bytes(count),
    limits: { ...patient, ...limits },
    cardWaitMs: 0,
    deviceWaitMs: 60_000,
  });
}

async function powered(hid: FakeHid, limits: Partial<Limits> = {}): Promise<HidWriter> {
  const writer = driver(hid, 'SN-1', limits);
  value(await writer.open());
  value(await writer.powerOn());
  return writer;
}

test('a whole card goes through it with never two calls into the library at once', async () => {
  const hid = createFakeHid();
  hid.plug('SN-1', cardIn());
  const writer = driver(hid, 'SN-1');
  const trust = makeTrust();
  const image = makeImage(trust);
  const writing = personalise(writer, image, optionsFor(image));
  // Whoever asks in between waits in line, or is answered without a call.
  const states = await Promise.all([writer.status(), writer.status()]);

  expect(await writing).toMatchObject({ kind: 'encoded' });
  expect(value(await inspectChip(writer, trust, inspectPorts, { printed })).steps).toEqual(everyStepPassed);
  expect(states.map(({ driver: name }) => name)).toEqual(['hid', 'hid']);
  expect(hid.most()).toBe(1);
  expect(hid.calls.filter((call) => call === '+open').length).toBe(hid.calls.filter((c) => c === '+close').length);
});

test('it says who it is and whether a card lies in it', async () => {
  const hid = createFakeHid();
  const fake = hid.plug('SN-1', cardIn());
  const writer = driver(hid, 'SN-1');
  const known = { name: 'Starcard writer SN-1', driver: 'hid', serial: 'SN-1', firmware: '1.4.2', lastError: null };
  expect(await writer.status()).toEqual({ ...known, state: 'cardPresent', detail: null });
  fake.hardware.pull();
  expect(await writer.status()).toEqual({ ...known, state: 'ready', detail: null });
});

test.each([
  ['nothing', [], 'SN-1', fail('writer.notConnected', { writer: 'SN-1' })],
  ['another writer', ['SN-2'], 'SN-1', fail('writer.otherSerial', { expected: 'SN-1', found: 'SN-2' })],
  ['two, and none pinned', ['SN-1', 'SN-2'], null, fail('writer.several', { found: 'SN-1, SN-2' })],
  ['two with one number', ['SN-1', 'SN-1'], 'SN-1', fail('writer.several', { found: 'SN-1, SN-1' })],
  ['the right one beside another', ['SN-2', 'SN-1'], 'SN-1', ok(undefined)],
  ['the only one', ['SN-3'], null, ok(undefined)],
])('with %s plugged in, opening says so', async (_, serials, pinned, expected) => {
  const hid = createFakeHid();
  for (const serial of serials) hid.plug(serial, null);
  expect(await driver(hid, pinned).open()).toEqual(expected);
});

test.each([{ vendorId: 0x1234 }, { productId: 0x5c09 }, { usagePage: 0x0001 }, { usage: 2 }])(
  'a device that is not on the allow-list is not touched: %j',
  async (changes) => {
    const hid = createFakeHid();
    hid.plug('SN-1', null, changes);
    expect(await driver(hid, 'SN-1').open()).toEqual(fail('writer.notConnected', { writer: 'SN-1' }));
    expect(hid.calls).toEqual(['+list', '-list']);
  },
);

test('a device that says another number than its plug is refused', async () => {
  const hid = createFakeHid();
  hid.plug('SN-2', null, { serialNumber: 'SN-1' });
  expect(await driver(hid, 'SN-1').open()).toEqual(fail('writer.otherSerial', { expected: 'SN-1', found: 'SN-2' }));
});

test('the first writer that is met stays the only one', async () => {
  const hid = createFakeHid();
  const first = hid.plug('SN-1', null);
  const writer = driver(hid, null);
  value(await writer.open());
  await writer.close();
  first.isPlugged = false;
  hid.plug('SN-2', null);
  expect(await writer.open()).toEqual(fail('writer.otherSerial', { expected: 'SN-1', found: 'SN-2' }));
});

test('another one is assigned: it is let go of the first, and keeps to the second', async () => {
  const hid = createFakeHid();
  hid.plug('SN-1', null);
  hid.plug('SN-2', null);
  const writer = driver(hid, 'SN-1');
  writer.keepOpen(true);
  expect((await writer.status()).serial).toBe('SN-1');
  const name = 'Starcard writer';
  expect(value(await writer.found())).toEqual([
    { name, serial: 'SN-1', isOwn: true },
    { name, serial: 'SN-2', isOwn: false },
  ]);
  await writer.assign('SN-2');
  expect((await writer.status()).serial).toBe('SN-2');
  expect(value(await writer.found()).map(({ isOwn }) => isOwn)).toEqual([false, true]);
  expect(hid.calls.filter((call) => call === '+close').length).toBe(1);
  expect(hid.most()).toBe(1);
});

test('a late answer is never the answer to a later command', async () => {
  const hid = createFakeHid();
  const fake = hid.plug('SN-1', cardIn());
  const writer = await powered(hid, { silentMs: 4000 });
  fake.faults.set({ kind: 'late', ms: 5000, at: 0 });
  expect(await writer.transmit(GET_CHALLENGE)).toEqual(fail('writer.unanswered', { reason: 'no answer in time' }));
  expect(await writer.transmit(GET_CHALLENGE)).toEqual(fail('writer.unanswered', { reason: 'no power' }));
  value(await writer.powerOn());
  const answers: number[] = [];
  // SELECT of the master file is answered with 2 bytes where the late answer has 10.
  for (let after = 0; after < 3; after += fake.lateAnswers) {
    answers.push(value(await writer.transmit(Uint8Array.of(0, 0xa4, 0, 0x0c, 2, 0x3f, 0))).length);
    // The device has its turn.
    await new Promise((next) => setImmediate(next));
  }
  expect(new Set(answers)).toEqual(new Set([2]));
});

test('pulled out in the middle it says so, and goes on with the same writer only', async () => {
  const hid = createFakeHid();
  const fake = hid.plug('SN-1', cardIn());
  const writer = await powered(hid);
  fake.isPlugged = false;
  expect(await writer.transmit(GET_CHALLENGE)).toEqual(fail('writer.unplugged', { writer: 'SN-1' }));
  hid.plug('SN-2', cardIn());
  const back = writer.powerOn();
  await expect.poll(() => hid.calls.filter((call) => call === '-list').length, { timeout: 60_000 }).toBeGreaterThan(3);
  fake.isPlugged = true;
  expect((await back).ok).toBe(true);
});

test('a call that never comes back costs its time limit, and nothing else is begun beside it', async () => {
  const hid = createFakeHid();
  const fake = hid.plug('SN-1', cardIn());
  const writer = await powered(hid, { silentMs: 4000 });
  fake.hangs = true;
  fake.faults.set({ kind: 'silent', at: 0 });
  const began = performance.now();
  expect(await writer.transmit(GET_CHALLENGE)).toMatchObject({ error: { kind: 'writer.unanswered' } });
  // The limit of silence, that of the library, and that of closing; not that of a command, which is a minute.
  expect(performance.now() - began).toBeLessThan(50_000);
  expect(hid.calls.at(-1)).not.toBe('+close');
  fake.hangs = false;
  const power = writer.powerOn();
  hid.letGo();
  expect((await power).ok).toBe(true);
  expect(hid.most()).toBeLessThanOrEqual(2);
});

test('another program that takes the writer is left alone by those who only look', async () => {
  const hid = createFakeHid();
  hid.plug('SN-1', cardIn());
  const [window, command] = [driver(hid, 'SN-1'), driver(hid, 'SN-1')];
  window.keepOpen(true);
  expect((await window.status()).state).toBe('cardPresent');
  value(await command.open());
  value(await command.powerOn());
  expect(await window.status()).toMatchObject({ state: 'busy', lastError: { kind: 'writer.inUse' } });
  expect(await window.status()).toMatchObject({ state: 'busy' });
  expect((await command.transmit(GET_CHALLENGE)).ok).toBe(true);
});
