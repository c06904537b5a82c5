/** The cable: seen within a second when it comes and goes, and a card that was cut off by it is finished, byte for byte. */

import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf, freshCard } from './cards.ts';
import { driverFor, listed, remoteWriterFor } from './driver.ts';
import { ports, type EmulatedWriter, type FramingName } from './emulated-writer.ts';
import type { DeviceFault } from './firmware/faults.ts';
import { kernelLines } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { image } from './sample.ts';
import { until } from './until.ts';

const SERIAL = 'SN-0001';
const [device] = ports;

export function cableTests(): void {
  suite('the cable', () => {
    after(() => device.unplug());
    afterEach(() => device.pull());

    test('a device that comes, its card, and that it goes, are told within a second', async () => {
      await device.unplug();
      const seen: WriterStatus[] = [];
      const remote = remoteWriterFor(SERIAL, (status) => seen.push(status));
      const state = (): string | undefined => seen.at(-1)?.state;
      await remote.writer.start();
      await until('the absent device', async () => (state() === 'absent' ? true : null));

      await device.plug('ccid', SERIAL);
      const times = [await secondsUntil(() => state() === 'ready')];
      await device.insert(freshCard());
      times.push(await secondsUntil(() => state() === 'cardPresent'));
      await device.pull();
      times.push(await secondsUntil(() => state() === 'ready'));
      await device.unplug();
      times.push(await secondsUntil(() => state() === 'absent'));
      remote.stop();

      say(
        `plugged in, card inserted, card pulled, pulled out: seen after ${times.map((time) => time.toFixed(2)).join(', ')} s`,
      );
      assert.deepEqual(
        seen.map((status) => status.state),
        ['absent', 'ready', 'cardPresent', 'ready', 'absent'],
      );
      assert.ok(
        times.every((time) => time < 1),
        times.join(),
      );
    });

    for (const [framing, at] of [
      ['ccid', 9],
      ['ccid', 30],
      ['stx', 14],
    ] as const) {
      test(`${framing}: pulled out during command ${at} of a card and put back, the card is completed`, async () => {
        const undisturbed = await writtenCard(framing, (writer) => writer);
        const cut = await writtenCard(framing, (writer) => pulledOutAt(writer, at, framing));

        say(
          kernelLines(/USB disconnect|hidraw/)
            .slice(-3)
            .join('\n'),
        );
        say(
          `the card is ${cut.length} bytes of state, ${cut === undisturbed ? 'the same' : 'NOT THE SAME'} as undisturbed`,
        );
        assert.equal(cut, undisturbed);
      });
    }

    for (const kind of ['reset', 'restart', 'twice', 'wrongSequence', 'silent'] as const) {
      test(`${kind} in the middle of a card: completed, byte for byte`, async () => {
        const undisturbed = await writtenCard('ccid', (writer) => writer);
        const disturbed = await writtenCard('ccid', (writer) => writer, { at: 12, kind });

        say(`the card is ${disturbed === undisturbed ? 'the same' : 'NOT THE SAME'} as undisturbed`);
        assert.equal(disturbed, undisturbed);
      });
    }
  });
}

/** The content of a fresh card after it was personalised. */
async function writtenCard(
  framing: FramingName,
  through: (writer: ChipWriter) => ChipWriter,
  fault: DeviceFault | null = null,
): Promise<string> {
  const card = freshCard();
  await device.unplug();
  await device.insert(card);
  await device.plug(framing, SERIAL);
  await listed(SERIAL);
  await device.setFault(fault);
  const outcome = await personalise(through(driverFor(SERIAL)), image, optionsFor(image));
  say(`${outcome.kind}${'error' in outcome ? ` ${JSON.stringify(outcome.error)}` : ''}`);
  assert.equal(outcome.kind, 'encoded');
  return JSON.stringify(contentOf(card));
}

/** While the command is under way the cable is pulled; some time later somebody puts it back. */
function pulledOutAt(writer: ChipWriter, at: number, framing: FramingName): ChipWriter {
  let count = 0;
  return {
    ...writer,
    async transmit(command) {
      const answer = writer.transmit(command);
      count += 1;
      if (count - 1 === at) await replug(device, framing);
      const came = await answer;
      if (count - 1 === at) say(`command ${at}: ${came.ok ? 'answered' : JSON.stringify(came.error)}`);
      return came;
    },
  };
}

async function replug(pulled: EmulatedWriter, framing: FramingName): Promise<void> {
  await pulled.unplug();
  void pulled.plug(framing, SERIAL);
}

async function secondsUntil(isSo: () => boolean): Promise<number> {
  const startedAt = performance.now();
  await until('the status', async () => (isSo() ? true : null));
  return (performance.now() - startedAt) / 1000;
}
