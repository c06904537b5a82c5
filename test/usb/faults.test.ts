/** Whatever the device does, the driver says so within its time, and no answer is taken for the answer to something else. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { openPattern, patternCard, readPattern, sent } from './cards.ts';
import { driverFor, listed, value } from './driver.ts';
import { ports, type FramingName } from './emulated-writer.ts';
import type { DeviceFault } from './firmware/faults.ts';
import { kernelLines } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { startStopwatch } from './until.ts';

/** Other than those of docs/formats.md: long enough for a machine that stands still for seconds, and no longer than that. */
const limits = { helloMs: 4000, silentMs: 4000, packetMs: 2500, commandMs: 9000 };
/** Beyond the driver's own limit: what an emulated machine takes for the rest. */
const GRACE_MS = 3000;

/** Reads after a fault, or after a late answer in the midst of others, each of which must bring its own. */
const ROUNDS = 6;

interface Case {
  readonly fault: DeviceFault;
  readonly outcome: 'right' | 'writer.unanswered' | 'writer.unplugged';
  readonly withinMs: number;
}

const UNANSWERED = 'writer.unanswered';
const cases: readonly Case[] = [
  { fault: { at: 0, kind: 'slow', ms: 6000 }, outcome: 'right', withinMs: 6000 },
  { fault: { at: 0, kind: 'silent' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'endless' }, outcome: UNANSWERED, withinMs: limits.commandMs },
  { fault: { at: 0, kind: 'garbage' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'wrongSequence' }, outcome: UNANSWERED, withinMs: limits.silentMs + limits.packetMs },
  { fault: { at: 0, kind: 'wrongContinuation' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'shortReport' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'saysLonger' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'saysShorter' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'saysHuge' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'twice' }, outcome: 'right', withinMs: 0 },
  { fault: { at: 0, kind: 'late', ms: 8000 }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'flood' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'restart' }, outcome: UNANSWERED, withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'reset' }, outcome: 'writer.unplugged', withinMs: limits.silentMs },
  { fault: { at: 0, kind: 'cardPulled' }, outcome: UNANSWERED, withinMs: 0 },
];

/** What came of reads at ever other places: as long as something is still to come, and some more. */
async function readOn(writer: ChipWriter, isAllHere: () => Promise<boolean>): Promise<readonly string[]> {
  const read: string[] = [];
  for (let left = ROUNDS; left > 0; left -= (await isAllHere()) ? 1 : 0) {
    const round = read.length;
    read.push(await readPattern(writer, 200 + ((round * 31) % 3000), 50 + (round % 200)));
  }
  return read;
}

function verdict(read: readonly string[]): string {
  return [...new Set(read)].join();
}

export function faultTests(framing: FramingName): void {
  suite(`faults of a device that speaks ${framing}`, () => {
    const [device] = ports;
    const serial = 'SN-0001';
    const writer = driverFor(serial, { limits });

    before(async () => {
      await device.plug(framing, serial);
      await listed(serial);
    });
    after(() => device.pull());
    beforeEach(() => device.insert(patternCard()));
    afterEach(async () => {
      await writer.close();
      assert.deepEqual((await device.told()).complaints, []);
    });

    for (const { fault, outcome, withinMs } of cases) {
      test(`${fault.kind}: ${outcome}`, async () => {
        value(await writer.open());
        value(await writer.powerOn());
        assert.equal(await openPattern(writer), '9000');
        await device.setFault(fault);

        const stopwatch = startStopwatch();
        const came = await readPattern(writer, 100, 230);
        const tookMs = stopwatch.stop();
        if (fault.kind === 'cardPulled') await device.insert(patternCard());
        // Where an answer was lost, power is asked for anew, which begins a new session.
        if (outcome !== 'right') value(await writer.powerOn());
        const selected = await openPattern(writer);
        const complaints: string[] = [];
        let lateAnswers = 0;
        const next = await readOn(writer, async () => {
          const told = await device.told();
          complaints.push(...told.complaints);
          lateAnswers = told.lateAnswers;
          return fault.kind !== 'late' || lateAnswers > 0;
        });

        const late = fault.kind === 'late' ? `; meanwhile ${lateAnswers} answer came late` : '';
        say(
          `${fault.kind}: ${came} after ${Math.round(tookMs)} ms, then ${selected} and ${next.length} x ${verdict(next)}${late}`,
        );
        assert.equal(came, outcome);
        assert.ok(tookMs < withinMs + GRACE_MS, `${tookMs} ms`);
        assert.equal(selected, '9000');
        assert.equal(verdict(next), 'right');
        assert.deepEqual(complaints, []);
        // Silence, the host's patience at its end, another session with its requests, and only then the answer.
        if (fault.kind === 'late') assert.deepEqual([lateAnswers, tookMs < fault.ms], [1, true]);
      });
    }

    test('what the kernel said of it', () => {
      say(kernelLines(/too short|USB disconnect/).join('\n'));
      assert.ok(kernelLines(/too short/).length > 0);
    });

    test('no card: said, and found when it comes', async () => {
      await device.pull();
      value(await writer.open());
      const without = await writer.powerOn();
      await device.insert(patternCard());
      const atr = await writer.powerOn();

      assert.equal(without.ok ? 'ok' : without.error.kind, 'writer.noCard');
      assert.ok(atr.ok);
      assert.match(await sent(writer, '80CA9F7F00'), /^9F7F.*9000$/);
    });
  });
}
