/** Whoever sits at the desk may use every writer of the profile's allow-list, and no other device. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';

test('the device rules of the package name the writers of the profile', () => {
  const path = resolve(import.meta.dirname, '../../../resources/package/linux/70-starcard.rules');
  const rules = readFileSync(path, 'utf8').matchAll(
    /^SUBSYSTEM=="hidraw".*idVendor\}=="(\w+)".*idProduct\}=="([\w|]+)".*$/gm,
  );
  // udev parts alternatives by a bar.
  const named = Array.from(rules).flatMap(([rule, vendor, products = '']) =>
    products.split('|').map((product) => [vendor, product, rule.endsWith('TAG+="uaccess"')]),
  );
  const known = specimenProfile.writers.map(({ vendorId, productId }) => [hex(vendorId), hex(productId), true]);
  expect(named).toEqual(known);
});

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
