/** Issue 8: two windows on one data folder cannot take one blank, and a reader beside them changes nothing. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk } from '../../../electron/app/desk-session.ts';
import { beside } from '../beside.ts';
import { kindOf, must } from '../office.ts';
import { approval } from '../walk-office.ts';
import { by, composed, on } from './rules-desk.ts';
import { opened, rulesOffice, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
});
afterAll(() => office.close());

test('a second window on the folder does not open, in this program or in another', async () => {
  const second = await opened(office.folder);
  const process = await beside(['lock', office.folder]);

  expect([kindOf(second), await process.line()]).toEqual(['storage.locked', 'storage.locked']);
});

test('a window that only reads takes no blank, and says who holds the folder', async () => {
  const job = await composed(office, approval(1));
  const reading = must(await opened(office.folder, 'read'));
  const none = () => Promise.resolve(null);
  const chooser = { openFile: none, saveFile: none, folder: none };
  const { dispatch } = openDesk(reading, { chooser, version: '', electron: '', forProduction: true });
  must(await dispatch.call('session.signIn', by('officer2')));
  const before = office.station.store.countBlanks();

  const answers = [
    await dispatch.call('job.encode', on(job)),
    await dispatch.call('stock.lose', { serial: 'SC-00000001', second: by('officer1') }),
    await dispatch.call('stock.summary', {}),
  ];
  await reading.close();

  expect(answers.map(kindOf)).toEqual(['storage.locked', 'storage.locked', 'ok']);
  expect(office.station.store.countBlanks()).toEqual(before);
});

test('the lock is not the only thing between two windows: the database gives a blank once', async () => {
  // Two processes past the lock, as two copies of the program would be: the second statement finds the blank taken.
  const take = (job: string): string =>
    `INSERT INTO stockMovement (number, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId, auditSequence, chain)
     SELECT max(number) + 1, 'SC-00000001', 'assigned', 'inTray', 'inWork', '2026-03-02', '2026-03-02T08:00:00.000Z', 'officer1',
       'TRAINING-1', (SELECT id FROM job), 1, '${'f'.repeat(64)}' FROM stockMovement WHERE '${job}' <> '';`;

  expect(await office.byHand(take('one') + take('two'))).toMatchObject({
    said: 'a movement starts where the blank is',
  });
});
