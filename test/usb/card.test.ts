/** A whole card over the real USB stack: personalised, inspected, and the device’s own opinion of the host. */

import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import { after, afterEach, before } from 'node:test';
import { inspectChip } from '../../electron/core/chip/inspect.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import { everyStepPassed, inspectPorts, optionsFor, printed } from '../unit/chip/engine.ts';
import { freshCard } from './cards.ts';
import { driverFor, listed, remoteWriterFor, value } from './driver.ts';
import { ports, type FramingName } from './emulated-writer.ts';
import { say, suite, test } from './runner.ts';
import { trust, wholeImage as image } from './sample.ts';

export function cardTests(framing: FramingName): void {
  suite(`a card in a device that speaks ${framing}`, () => {
    const [device] = ports;
    const serial = 'SN-0001';

    before(async () => {
      await device.plug(framing, serial);
      await listed(serial);
    });
    after(() => device.pull());
    afterEach(async () => assert.deepEqual((await device.told()).complaints, []));

    test('the driver opens it and knows its firmware', async () => {
      const writer = driverFor(serial);
      const status = await writer.status();
      value(await writer.open());
      const held = openFiles().filter((path) => path.startsWith('/dev/hidraw'));
      await writer.close();

      say(`node-hid holds ${held.join(', ')} open`);
      say(`${status.name}: firmware ${status.firmware}, ${status.state}`);
      assert.equal(held.length, 1);
      assert.equal(status.firmware, '1.4.2');
      assert.equal(status.serial, serial);
      assert.equal(status.state, 'ready');
    });

    test('a card is personalised and inspected, the driver in a process of its own', async () => {
      await device.insert(freshCard());
      const remote = remoteWriterFor(serial);

      const startedAt = performance.now();
      const outcome = await personalise(remote.writer, image, optionsFor(image));
      const writtenAt = performance.now();
      const inspection = value(await inspectChip(remote.writer, trust, inspectPorts, { printed }));
      const inspectedAt = performance.now();
      const { reportsReceived, reportsSent, signals } = await device.told();
      remote.stop();

      say(`${outcome.kind} in ${Math.round(writtenAt - startedAt)} ms, opened by ${inspection.openedBy}`);
      say(`inspected in ${Math.round(inspectedAt - writtenAt)} ms, locked: ${inspection.locked}`);
      for (const step of inspection.steps)
        say(`${step.check}: ${step.passed ? 'passed' : `FAILED ${step.problem?.kind}`}`);
      say(`${reportsReceived} reports to the device, ${reportsSent} from it; its lights: ${signals.join(', ')}`);
      assert.equal(outcome.kind, 'encoded');
      assert.deepEqual(inspection.steps, everyStepPassed);
      assert.equal(inspection.fields.cardNumber, printed.number);
    });
  });
}

/** What this process has open, by the kernel's own account. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)];
    } catch {
      // The one through which this folder was read is closed again.
      return [];
    }
  });
}
