/** Everything that runs in the virtual machine (scripts/usb-vm), one after another: there is one bus. */

import { busTests } from './bus.test.ts';
import { cableTests } from './cable.test.ts';
import { cardTests } from './card.test.ts';
import { crashTests } from './crash.test.ts';
import { faultTests } from './faults.test.ts';
import { twoDeviceTests } from './two-devices.test.ts';

busTests();
for (const framing of ['ccid', 'stx'] as const) {
  cardTests(framing);
  faultTests(framing);
}
cableTests();
twoDeviceTests();
crashTests();
