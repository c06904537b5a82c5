/** The driver’s process is killed while it writes a card: that costs one command, and the card is finished. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf, freshCard } from './cards.ts';
import { listed, remoteWriterFor } from './driver.ts';
import { ports } from './emulated-writer.ts';
import { say, suite, test } from './runner.ts';
import { smallImage as image, undisturbedContent } from './sample.ts';

const SERIAL = 'SN-0001';
/** In the middle of the photo, which is the longest file. */
const AT = 14;

export function crashTests(): void {
  suite('the driver’s process', () => {
    const [device] = ports;

    before(async () => {
      await device.plug('ccid', SERIAL);
      await listed(SERIAL);
    });
    after(() => device.pull());

    test('killed in the middle of a command, the card is completed by the next, byte for byte', async () => {
      const card = freshCard();
      await device.insert(card);
      const remote = remoteWriterFor(SERIAL);
      const lost: string[] = [];
      const killing: ChipWriter = {
        ...remote.writer,
        async transmit(command) {
          const answer = remote.writer.transmit(command);
          count += 1;
          if (count === AT) remote.kill();
          const came = await answer;
          if (!came.ok) lost.push(came.error.kind);
          return came;
        },
      };
      let count = 0;

      const outcome = await personalise(killing, image, optionsFor(image));
      remote.stop();

      say(`${outcome.kind}; lost: ${lost.join()}; processes of the driver: ${remote.processes()}`);
      assert.equal(outcome.kind, 'encoded');
      assert.equal(lost.length, 1);
      assert.equal(remote.processes(), 2);
      assert.equal(contentOf(card), await undisturbedContent());
    });
  });
}
