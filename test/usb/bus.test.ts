/** The bus itself: what the kernel and node-hid make of an emulated writer, before the driver has a part in it. */

import assert from 'node:assert/strict';
import { devicesAsync } from 'node-hid';
import { ports } from './emulated-writer.ts';
import { devicesOfKernel, kernelLines } from './gadget.ts';
import { say, suite, test } from './runner.ts';
import { until } from './until.ts';

export function busTests(): void {
  suite('the bus', () => {
    const [writer, other] = ports;

    test('what is plugged in is in the kernel’s list, bound to its HID driver, and in node-hid’s', async () => {
      await writer.plug('ccid', 'SN-0001');
      await other.plug('stx', 'SN-0002');
      const found = await until('both devices', async () => {
        const devices = (await devicesAsync()).filter(({ vendorId }) => vendorId === 0x1209);
        return devices.length === 2 ? devices : null;
      });

      say(`/sys/bus/usb/devices:\n${devicesOfKernel().join('\n')}`);
      say(kernelLines(/usb \d-1|hid-generic/).join('\n'));
      for (const device of found) say(JSON.stringify(device));
      assert.deepEqual(devicesOfKernel(), [
        '1-1 1209:5c01 SN-0001 Starcard writer',
        '2-1 1209:5c02 SN-0002 Starcard writer STX',
      ]);
      assert.deepEqual(
        found.map(({ productId, serialNumber, usagePage, usage }) => ({ productId, serialNumber, usagePage, usage })),
        [
          { productId: 0x5c01, serialNumber: 'SN-0001', usagePage: 0xff00, usage: 1 },
          { productId: 0x5c02, serialNumber: 'SN-0002', usagePage: 0xff00, usage: 1 },
        ],
      );
    });

    test('what is pulled out is gone from both', async () => {
      await other.unplug();
      const left = await until('one device in both', async () => {
        const devices = await devicesAsync();
        return devicesOfKernel().length === 1 && devices.length === 1 ? devices : null;
      });

      assert.deepEqual(devicesOfKernel(), ['1-1 1209:5c01 SN-0001 Starcard writer']);
      assert.deepEqual(
        left.map(({ serialNumber }) => serialNumber),
        ['SN-0001'],
      );
    });
  });
}
