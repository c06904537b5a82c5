/** The reader for officers' cards is chosen among those that are there, on record, and counts at once. */

import { expect, test } from 'vitest';
import { officerReaderCalls } from '../../electron/app/officer-reader.ts';
import { readSettings } from '../../electron/app/settings.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { freshFolder, must, opened, optionsFor, signer } from './office.ts';

const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;

function desk(present: Result<readonly string[]>) {
  const folder = freshFolder();
  const store = opened(optionsFor(folder, { signer: signer() }));
  const context = () => ({ officerCards: { present: async () => present } });
  const station = { folder, store, mode: 'write', profile: specimenProfile, context } as const;
  const calls = officerReaderCalls(station, () => supervisor);
  const changes = () => store.auditEntries({ action: 'setting.changed', limit: 5 }).map(({ detail }) => detail);
  return { folder, calls, changes };
}

test('one that is there is taken, on record, and given up again for any', async () => {
  const { folder, calls, changes } = desk(ok(['Desk Reader A', 'Desk Reader B']));
  must(await calls['device.chooseOfficerReader']({ reader: 'Desk Reader B' }));
  expect(must(await calls['device.officerReaders']({}))).toEqual({
    chosen: 'Desk Reader B',
    present: ['Desk Reader A', 'Desk Reader B'],
  });
  must(await calls['device.chooseOfficerReader']({ reader: null }));
  expect(readSettings(folder).officerReader).toBeNull();
  expect(changes()).toEqual([
    { setting: 'officerReader', value: 'null' },
    { setting: 'officerReader', value: 'Desk Reader B' },
  ]);
});

test('one that is not there is refused by its name', async () => {
  const { calls } = desk(ok(['Desk Reader A']));
  const refused = await calls['device.chooseOfficerReader']({ reader: 'Desk Reader B' });
  expect(refused).toEqual(fail('officerCard.noReader', { reason: 'Desk Reader B' }));
});

test('without the service nothing but any can be chosen, and the failure says why', async () => {
  const broken = fail('officerCard.noReader', { reason: 'no service' });
  const { folder, calls, changes } = desk(broken);
  expect(await calls['device.chooseOfficerReader']({ reader: 'Desk Reader A' })).toEqual(broken);
  expect(must(await calls['device.officerReaders']({}))).toEqual({ chosen: null, present: null });
  must(await calls['device.chooseOfficerReader']({ reader: null }));
  expect([readSettings(folder).officerReader, changes().length]).toEqual([null, 1]);
});
