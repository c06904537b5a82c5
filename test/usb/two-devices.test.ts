/** Two writers at once: each workstation has its own, and no card gets what is meant for the other. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { personalise } from '../../electron/core/chip/personalise.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf, freshCard, openPattern, patternCard, readPattern } from './cards.ts';
import { driverFor, listed, remoteWriterFor, value } from './driver.ts';
import { ports } from './emulated-writer.ts';
import { devicesOfKernel } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { smallImage as image } from './sample.ts';

export function twoDeviceTests(): void {
  suite('two devices of one model at once', () => {
    const [first, second] = ports;

    before(async () => {
      await first.plug('stx', 'SN-0001');
      await second.plug('stx', 'SN-0002');
      await listed('SN-0001');
      await listed('SN-0002');
    });
    after(async () => {
      await first.unplug();
      await second.unplug();
    });

    test('without a serial number neither is taken, with another than theirs neither', async () => {
      say(devicesOfKernel().join('\n'));
      const any = await driverFor(null).open();
      const other = await driverFor('SN-0003').open();

      assert.deepEqual(any.ok || any.error, { kind: 'writer.several', data: { found: 'SN-0001, SN-0002' } });
      assert.deepEqual(other.ok || other.error, {
        kind: 'writer.otherSerial',
        data: { expected: 'SN-0003', found: 'SN-0001, SN-0002' },
      });
    });

    test('another one is assigned: both are found, and from then on the other one answers', async () => {
      const { writer, processes, stop } = remoteWriterFor('SN-0001');
      const own = await writer.status();
      const found = value(await writer.found());
      await writer.assign('SN-0002');
      const other = await writer.status();
      stop();

      say(`found ${found.map(({ serial }) => serial).join(', ')}; first ${own.name}, then ${other.name}`);
      assert.deepEqual(found, [
        { name: 'Starcard writer STX', serial: 'SN-0001', isOwn: true },
        { name: 'Starcard writer STX', serial: 'SN-0002', isOwn: false },
      ]);
      assert.deepEqual([own.serial, other.serial, other.state], ['SN-0001', 'SN-0002', 'ready']);
      assert.equal(processes(), 1);
    });

    test('two cards are written at the same time, each in its own device', async () => {
      const cards = [freshCard('USB-CARD-1'), freshCard('USB-CARD-2')] as const;
      await first.insert(cards[0]);
      await second.insert(cards[1]);

      const outcomes = await Promise.all(
        ['SN-0001', 'SN-0002'].map((serial) => personalise(driverFor(serial), image, optionsFor(image))),
      );

      say(JSON.stringify(outcomes));
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ['encoded', 'encoded'],
      );
      const serials = outcomes.map((outcome) => (outcome.kind === 'encoded' ? outcome.chipSerial : ''));
      assert.notEqual(serials[0], serials[1]);
      assert.deepEqual(contentOf(cards[0]), contentOf(cards[1]));
    });

    test('one that is pulled out in the middle leaves the other undisturbed, and is not mistaken for it', async () => {
      await first.insert(patternCard());
      await second.insert(patternCard());
      const [own, other] = [driverFor('SN-0001', { deviceWaitMs: 300 }), driverFor('SN-0002')];
      for (const writer of [own, other]) {
        value(await writer.open());
        value(await writer.powerOn());
        assert.equal(await openPattern(writer), '9000');
      }
      const reading = readPattern(own, 0, 3000);
      await first.unplug();
      const cut = await reading;
      const others = await readPattern(other, 500, 300);
      const again = await own.powerOn();
      await own.close();
      await other.close();

      say(`${cut}; the other one: ${others}; power again: ${again.ok ? 'ok' : JSON.stringify(again.error)}`);
      assert.equal(cut, 'writer.unplugged');
      assert.equal(others, 'right');
      assert.equal(again.ok ? 'ok' : again.error.kind, 'writer.otherSerial');
      assert.deepEqual((await second.told()).complaints, []);
    });
  });
}
