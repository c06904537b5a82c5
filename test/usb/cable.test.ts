/** The cable: seen within a second when it comes and goes, and a card that was cut off by it is finished, byte for byte. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf, freshCard } from './cards.ts';
import { driverFor, listed, remoteWriterFor, type RemoteUnderTest } from './driver.ts';
import { ports, type EmulatedWriter, type FramingName } from './emulated-writer.ts';
import { kernelLines } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { smallImage as image, undisturbedContent } from './sample.ts';
import { startStopwatch, until } from './until.ts';

const SERIAL = 'SN-0001';
const [device] = ports;

/** In the longest file, and among those that follow. */
const pulledAt = { ccid: 13, stx: 30 } as const;

/** An emulated machine is now and then too slow for it, which is not the driver's doing; so many times in a row it is not. */
const ROUNDS = 8;
const STATES = ['absent', 'ready', 'cardPresent', 'ready'];

export function cableTests(framing: FramingName): void {
  suite(`a card that is cut off in a device that speaks ${framing}`, () => {
    let undisturbed = '';

    before(async () => {
      undisturbed = await undisturbedContent();
      await device.plug(framing, SERIAL);
      await listed(SERIAL);
    });
    after(() => device.pull());

    test(`pulled out during command ${pulledAt[framing]} and put back, the card is completed, byte for byte`, async () => {
      const content = await contentWritten((writer) => pulledOutAt(writer, pulledAt[framing], framing));
      const lines = kernelLines(/USB disconnect|hidraw/).slice(-2);

      say(lines.join('\n'));
      say(`the card is ${content === undisturbed ? 'the same' : 'NOT THE SAME'} as one that was not disturbed`);
      assert.equal(content, undisturbed);
    });
  });
}

export function hotPlugTests(framing: FramingName): void {
  suite('coming and going', () => {
    let remote: RemoteUnderTest | null = null;

    before(async () => {
      await device.plug(framing, SERIAL);
      await listed(SERIAL);
    });
    after(() => remote?.stop());

    test('a device that goes and comes, and its card, are told within a second', async () => {
      const seen: WriterStatus[] = [];
      remote = remoteWriterFor(SERIAL, (status) => seen.push(status));
      const seenAfter = (state: WriterStatus['state']): Promise<number> =>
        secondsUntil(() => seen.at(-1)?.state === state);
      await remote.writer.start();
      await seenAfter('ready');

      let times: readonly number[] = [];
      let states: readonly string[] = [];
      const isGood = (): boolean => times.every(isSoon) && isDeepStrictEqual(states, STATES);
      for (let round = 0; round < ROUNDS && (round === 0 || !isGood()); round += 1) {
        seen.splice(0);
        times = await comingAndGoing(framing, seenAfter);
        states = seen.map((status) => status.state);
        const text = times.map((time) => time.toFixed(2)).join(', ');
        say(`pulled out, plugged in and listed, card inserted, card pulled: told after ${text} s`);
        if (!isDeepStrictEqual(states, STATES)) say(`as ${states.join(', ')}`);
      }
      assert.deepEqual(states, STATES);
      assert.ok(times.every(isSoon), 'never within a second');
    });
  });
}

/** How long each of four changes took to be told, in seconds. */
async function comingAndGoing(
  framing: FramingName,
  seenAfter: (state: WriterStatus['state']) => Promise<number>,
): Promise<readonly number[]> {
  await device.unplug();
  const absent = await seenAfter('absent');
  await device.plug(framing, SERIAL);
  await listed(SERIAL);
  const ready = await seenAfter('ready');
  await device.insert(freshCard());
  const inserted = await seenAfter('cardPresent');
  await device.pull();
  return [absent, ready, inserted, await seenAfter('ready')];
}

function isSoon(seconds: number): boolean {
  return seconds < 1;
}

/** The content of a fresh card after it was personalised. */
async function contentWritten(through: (writer: ChipWriter) => ChipWriter): Promise<string> {
  const card = freshCard();
  await device.insert(card);
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
  const stopwatch = startStopwatch();
  await until('the status', async () => (isSo() ? true : null));
  return stopwatch.stop() / 1000;
}
