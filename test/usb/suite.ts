/**
 * Everything that runs in the virtual machines (scripts/usb-vm), in two shares: a machine each, side by side, because most of
 * the time is spent waiting. Within one it goes one after another: there is one bus. Each part says which device it needs;
 * in this order few have to be started.
 *   suite SHARE
 */

import { busTests } from './bus.test.ts';
import { cableTests, hotPlugTests } from './cable.test.ts';
import { cardTests } from './card.test.ts';
import { crashTests } from './crash.test.ts';
import { faultTests } from './faults.test.ts';
import { twoDeviceTests } from './two-devices.test.ts';

const shares: ReadonlyMap<string | undefined, () => void> = new Map([
  [
    'ccid',
    () => {
      busTests();
      cardTests('ccid');
      faultTests('ccid');
      cableTests('ccid');
      crashTests();
    },
  ],
  [
    'stx',
    () => {
      cardTests('stx');
      faultTests('stx');
      cableTests('stx');
      hotPlugTests('stx');
      twoDeviceTests();
    },
  ],
]);

const [, , name] = process.argv;
const share = shares.get(name);
if (share === undefined) throw new Error(`no share of the suite is called ${name}`);
share();
