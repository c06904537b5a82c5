/** The cable: seen within a second when it comes and goes, and a card that was cut off by it is finished, byte for byte. */

import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf, freshCard } from './cards.ts';
import { driverFor, listed, remoteWriterFor, type RemoteUnderTest } from './driver.ts';
import { ports, type EmulatedWriter, type FramingName } from './emulated-writer.ts';
import type { DeviceFault } from './firmware/faults.ts';
import { kernelLines } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { smallImage as image, undisturbedContent } from './sample.ts';
import { until } from './until.ts';

const SERIAL = 'SN-0001';
const [device] = ports;
let pluggedFraming: FramingName | null = null;

/** Among the first files, in the longest, and among the keys. */
const pulledAt = [
  ['ccid', 9],
  ['ccid', 13],
  ['stx', 30],
] as const;
const faultsInTheMiddle = ['reset', 'restart', 'twice', 'wrongSequence', 'silent'] as const;

export function cableTests(): void {
  suite('the cable', () => {
    let undisturbed = '';
    let remote: RemoteUnderTest | null = null;

    before(async () => {
      undisturbed = await undisturbedContent();
      await device.unplug();
      await device.pull();
    });
    after(() => device.unplug());
    afterEach(() => remote?.stop());

    test('a device that comes, its card, and that it goes, are told within a second', async () => {
      const seen: WriterStatus[] = [];
      remote = remoteWriterFor(SERIAL, (status) => seen.push(status));
      const seenAfter = (state: WriterStatus['state']): Promise<number> =>
        secondsUntil(() => seen.at(-1)?.state === state);
      await remote.writer.start();
      await seenAfter('absent');

      await device.plug('ccid', SERIAL);
      const times = [await seenAfter('ready')];
      await device.insert(freshCard());
      times.push(await seenAfter('cardPresent'));
      await device.pull();
      times.push(await seenAfter('ready'));
      await device.unplug();
      times.push(await seenAfter('absent'));

      const text = times.map((time) => time.toFixed(2)).join(', ');
      say(`plugged in, card inserted, card pulled, pulled out: seen after ${text} s`);
      assert.deepEqual(
        seen.map((status) => status.state),
        ['absent', 'ready', 'cardPresent', 'ready', 'absent'],
      );
      assert.ok(
        times.every((time) => time < 1),
        text,
      );
    });

    for (const [framing, at] of pulledAt) {
      test(`${framing}: pulled out during command ${at} of a card and put back, the card is completed`, async () => {
        const content = await contentWritten(framing, (writer) => pulledOutAt(writer, at, framing));

        say(
          kernelLines(/USB disconnect|hidraw/)
            .slice(-2)
            .join('\n'),
        );
        say(`the card is ${content === undisturbed ? 'the same' : 'NOT THE SAME'} as one that was not disturbed`);
        assert.equal(content, undisturbed);
      });
    }

    for (const kind of faultsInTheMiddle) {
      test(`${kind} in the middle of a card: completed, byte for byte`, async () => {
        const content = await contentWritten('stx', (writer) => writer, { at: 15, kind });

        assert.equal(content, undisturbed);
      });
    }
  });
}

/** The content of a fresh card after it was personalised. */
async function contentWritten(
  framing: FramingName,
  through: (writer: ChipWriter) => ChipWriter,
  fault: DeviceFault | null = null,
): Promise<string> {
  const card = freshCard();
  if (pluggedFraming !== framing) {
    await device.unplug();
    await device.plug(framing, SERIAL);
    await listed(SERIAL);
    pluggedFraming = framing;
  }
  await device.insert(card);
  await device.setFault(fault);
  const outcome = await personalise(through(driverFor(SERIAL)), image, optionsFor(image));
  say(`${outcome.kind}${'error' in outcome ? ` ${JSON.stringify(outcome.error)}` : ''}`);
  assert.equal(outcome.kind, 'encoded');
  return contentOf(card);
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
