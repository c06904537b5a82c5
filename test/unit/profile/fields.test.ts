// What differs between two profiles, as two people are asked about it.

import { expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { profileDifferences } from '../../../electron/core/profile/fields.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import type { WriterModel } from '../../../shared/model/profile.ts';

const writer: WriterModel = {
  name: 'A',
  vendorId: 0x1209,
  productId: 0x5c01,
  usagePage: 0xff00,
  usage: 1,
  framing: 'ccid',
};

test('two writers differ from one whose name reads as two lines', () => {
  const two = { ...specimenProfile, writers: [writer, { ...writer, name: 'B' }] };
  const one = { ...specimenProfile, writers: [{ ...writer, name: 'A 1209:5c01 ff00/0001 ccid\nB' }] };

  expect(profileDifferences(two, one, systemDigest).map(({ field }) => field)).toEqual(['writers']);
  expect(profileDifferences(two, two, systemDigest)).toEqual([]);
});
