/** Whoever sits at the desk may use every writer of the profile's allow-list, and no other device. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';

test('the device rules of the package name the writers of the profile', () => {
  const path = resolve(import.meta.dirname, '../../../resources/package/linux/70-starcard.rules');
  const rules = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const named = rules.flatMap((rule) => devicesOf(rule));
  const known = specimenProfile.writers.map(({ vendorId, productId }) => `${hex(vendorId)}:${hex(productId)}`);
  expect(known.length).toBeGreaterThan(0);
  expect(named.toSorted()).toEqual(known.toSorted());
});

/** What one rule lets a person use; a rule that says anything else is none of ours. */
function devicesOf(rule: string): readonly string[] {
  const exactly =
    /^SUBSYSTEM=="hidraw", ATTRS\{idVendor\}=="([\da-f]{4})", ATTRS\{idProduct\}=="([\da-f|]+)", MODE="0660", GROUP="starcard", TAG\+="uaccess"$/;
  const [, vendor, products = ''] = exactly.exec(rule) ?? [];
  if (vendor === undefined) return [rule];
  // udev parts alternatives by a bar.
  return products.split('|').map((product) => `${vendor}:${product}`);
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
