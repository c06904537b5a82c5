/** A USB device made of a program: a HID gadget of this kernel, plugged into a port of this kernel and pulled out again. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the device says of itself (USB 2.0 section 9.6). */
export interface DeviceIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  readonly product: string;
}

export interface Gadget {
  /** The device's own side: what the host writes is read here, and the other way about. */
  readonly path: string;
  plug(identity: DeviceIdentity): void;
  /** As a pulled cable: the host sees the device go. */
  unplug(): void;
}

const GADGETS = '/sys/kernel/config/usb_gadget';
const ENGLISH = '0x409';
/** Reports of 64 bytes each way on a usage page of the vendor's own (docs/formats.md, USB writer). */
const REPORT_DESCRIPTOR = Buffer.from('0600ff0901a1010920150026ff007508954081020921150026ff00750895409102c0', 'hex');

/** `port` is a controller of dummy_hcd, counted from 0; it carries one device. Once a port. */
export function makeGadget(port: number): Gadget {
  const folder = join(GADGETS, `writer-${port}`);
  const set = (name: string, value: string | Uint8Array): void => writeFileSync(join(folder, name), value);
  const hid = join('functions', `hid.usb${port}`);
  mkdirSync(folder);
  mkdirSync(join(folder, 'strings', ENGLISH));
  set(`strings/${ENGLISH}/manufacturer`, 'Starcard');
  mkdirSync(join(folder, 'configs', 'c.1'));
  mkdirSync(join(folder, hid));
  set(join(hid, 'report_length'), '64');
  set(join(hid, 'report_desc'), REPORT_DESCRIPTOR);
  symlinkSync(join(folder, hid), join(folder, 'configs', 'c.1', 'hid'));
  const minor =
    readFileSync(join(folder, hid, 'dev'), 'utf8')
      .trim()
      .split(':')[1] ?? '';
  return {
    path: `/dev/hidg${minor}`,
    plug: ({ vendorId, productId, serialNumber, product }) => {
      set('idVendor', hex(vendorId));
      set('idProduct', hex(productId));
      set(`strings/${ENGLISH}/product`, product);
      set(`strings/${ENGLISH}/serialnumber`, serialNumber);
      set('UDC', `dummy_udc.${port}`);
    },
    unplug: () => set('UDC', '\n'),
  };
}

/** The kernel's own list: what is plugged in, by vendor, product, serial number. */
export function devicesOfKernel(): readonly string[] {
  const bus = '/sys/bus/usb/devices';
  return readdirSync(bus)
    .filter((name) => /^\d+-/.test(name) && !name.includes(':'))
    .flatMap((name) => {
      try {
        const [vendor, product, serial, title] = ['idVendor', 'idProduct', 'serial', 'product'].map((file) =>
          readFileSync(join(bus, name, file), 'utf8').trim(),
        );
        return [`${name} ${vendor}:${product} ${serial} ${title}`];
      } catch {
        // It was pulled out while the list was read.
        return [];
      }
    });
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

/** What the kernel has written about it since it started. */
export function kernelLines(about: RegExp): readonly string[] {
  const { stdout } = spawnSync('dmesg', { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => about.test(line));
}
