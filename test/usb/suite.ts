/**
 * Everything that runs in the virtual machine (scripts/usb-vm), one after another: there is one bus. Each part says which
 * device it needs; in this order few have to be started.
 */

import { busTests } from './bus.test.ts';
import { cableTests, hotPlugTests } from './cable.test.ts';
import { cardTests } from './card.test.ts';
import { crashTests } from './crash.test.ts';
import { faultTests } from './faults.test.ts';
import { twoDeviceTests } from './two-devices.test.ts';

busTests();
cardTests('ccid');
faultTests('ccid');
cableTests('ccid');
crashTests();
hotPlugTests('stx');
cardTests('stx');
faultTests('stx');
cableTests('stx');
twoDeviceTests();
