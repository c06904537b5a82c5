/** Issue 8, the day: no card outside of one, no difference without two who explain it, and none that opens again. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Job } from '../../../shared/model/job.ts';
import { password } from '../../support/people.ts';
import { kindOf, must } from '../office.ts';
import { approval } from '../walk-office.ts';
import { by, closedDay, composed, counted, on, openedDay } from './rules-desk.ts';
import { openingWith } from '../../support/desk-inputs.ts';
import {
  forgedApproval,
  forgedId,
  foundBy,
  refused,
  rulesOffice,
  start,
  stopped,
  type RulesOffice,
} from './rules-office.ts';

let office: RulesOffice;
let job: Job;
beforeAll(async () => {
  office = await rulesOffice();
  job = await composed(office, approval(1));
});
afterAll(() => office.close());

const nextMorning = '2026-03-03T01:00:00.000Z';

/** A blank for the job, in the ledger only. */
function assigned(day: string): string {
  return `INSERT INTO stockMovement (number, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId, auditSequence, chain)
    SELECT max(number) + 1, 'SC-00000150', 'assigned', 'inTray', 'inWork', '${day}', '${start}', 'officer1', 'TRAINING-1',
      '${job.id}', 1, '${'f'.repeat(64)}' FROM stockMovement;`;
}

test('no card is begun once the close has begun', async () => {
  must(await office.call('officer1', 'day.beginClose', {}));

  expect(await office.attempt('officer1', 'job.encode', on(job))).toEqual(refused('day.closing'));

  expect(await office.byHand(assigned('2026-03-02'))).toEqual(stopped('outside of an open day'));
  const back = `UPDATE workDay SET state = 'open', revision = revision + 1 WHERE day = '2026-03-02';`;
  expect(await office.byHand(back)).toEqual(foundBy('days'));
  must(await office.call('officer1', 'day.resume', {}));
});

test('a day is open once at a time', async () => {
  const { boxed, inTray } = counted(office);
  expect(await office.attempt('officer1', 'day.open', openingWith({ boxed, inTray }))).toEqual(
    refused('day.openAlready'),
  );

  const another = `INSERT INTO workDay (day, state, openedAt, openedBy, isLate, untested, opening, firstMovement, revision)
    VALUES ('2026-03-03', 'open', '${nextMorning}', 'officer1', 0, 'noTestCard', 200, 1, 1)`;
  expect(await office.byHand(another)).toEqual(stopped('UNIQUE'));
});

test('a shift is handed over by one to another, both by name', async () => {
  const { boxed, inTray } = counted(office);
  const shift = { count: { boxed, inTray }, countedTwice: false, note: '' };
  const hand = (change: object) =>
    office.attempt('officer1', 'day.handShift', { ...shift, second: by('officer2'), ...change });

  expect(await hand({ second: by('officer1') })).toEqual(refused('access.secondRefused'));
  expect(await hand({ second: by('auditor1') })).toEqual(refused('access.secondRefused', 'approval.given refused'));
  expect(await hand({ count: { boxed, inTray: inTray - 1 } })).toMatchObject({ kind: 'day.countDiffers' });

  const row = `INSERT INTO shiftHandOver (number, day, at, givenBy, takenBy, suspended, note, approvalId)
    VALUES (1, '2026-03-02', '${start}', 'officer1', 'officer2', 0, '${'A'.repeat(44)}', '${forgedId}');`;
  expect(await office.byHand(row)).toMatchObject({ said: expect.stringMatching(/constraint failed|two people/) });
  expect(
    await office.byHand(forgedApproval('day.handShift', '2026-03-02', 'officer1', 'officer2') + row),
  ).toMatchObject({
    found: expect.arrayContaining(['approvals', 'stockPapers']),
  });
});

test('a day is closed after what is left over was looked at', async () => {
  must(await office.call('officer1', 'stock.setAside', { serial: 'SC-00000149', reason: 'damaged' }));
  must(await office.call('officer1', 'day.beginClose', {}));
  const close = { count: counted(office), countedTwice: false, leftOverSeen: false, note: '' };

  expect(await office.attempt('officer1', 'day.close', close)).toEqual(refused('day.leftOver'));
  const short = { ...close, leftOverSeen: true, count: { ...close.count, inTray: close.count.inTray - 1 } };
  expect(await office.attempt('officer1', 'day.close', short)).toMatchObject({ kind: 'day.countDiffers' });

  const closed = `UPDATE workDay SET state = 'closed', closedAt = '${start}', closedBy = 'officer1', balance = '{}'`;
  expect(await office.byHand(closed)).toMatchObject({ found: expect.arrayContaining(['days']) });
  must(await office.call('officer1', 'day.resume', {}));
});

test('a difference keeps the first card of the next day until two people explain it', async () => {
  must(await closedDay(office, { inTray: 100 }));
  vi.setSystemTime(new Date(nextMorning));
  must(await openedDay(office));
  const [count] = office.station.store.unexplained();
  const number = count?.number ?? 0;
  const explain = { number, cause: 'miscounted' as const, explanation: 'counted in bad light', second: by('officer2') };

  expect(await office.attempt('officer1', 'job.encode', on(job))).toEqual(refused('day.differenceUnexplained'));
  expect(await office.attempt('officer1', 'stock.explain', { ...explain, second: by('officer1') })).toEqual(
    refused('access.secondRefused'),
  );

  expect(await office.byHand(assigned('2026-03-03'))).toEqual(stopped('difference is unexplained'));
  const agreed = `UPDATE stockCount SET counted = expected WHERE number = ${number}`;
  expect(await office.byHand(agreed)).toEqual(stopped('by two people'));
  expect(await office.byHand(agreed, 'dropped')).toEqual(foundBy('days'));
  must(await office.call('officer1', 'stock.explain', explain));
  expect(await office.attempt('officer1', 'stock.explain', explain)).toEqual(refused('stock.notDiffering'));
  const another = `UPDATE stockCount SET cause = 'surplus' WHERE number = ${number}`;
  expect(await office.byHand(another)).toEqual(stopped('explained once'));
  expect(await office.byHand(another, 'dropped')).toEqual(foundBy('days'));
  const open = ['cause', 'explanation', 'explainedBy', 'approvedBy', 'approvalId', 'explainedAt'].map(
    (one) => `${one} = NULL`,
  );
  const unexplained = `UPDATE stockCount SET ${open.join()} WHERE number = ${number}`;
  expect(await office.byHand(unexplained, 'dropped')).toEqual(foundBy('days'));
});

test('a clock set back opens no day that was closed', async () => {
  must(await closedDay(office));
  vi.setSystemTime(new Date('2026-03-02T09:00:00.000Z'));
  const back = await openedDay(office);
  vi.setSystemTime(new Date('2026-03-03T00:30:00.000Z'));
  const sooner = await openedDay(office);

  expect([back, sooner].map(kindOf)).toEqual(['day.clockBack', 'day.clockBack']);
  const reopened = `UPDATE workDay SET state = 'open', closedAt = NULL, closedBy = NULL, balance = NULL WHERE day = '2026-03-02'`;
  expect(await office.byHand(reopened)).toEqual(stopped('a day is closed once'));
  expect(await office.byHand(reopened, 'dropped')).toEqual(foundBy('days'));
  const again = `INSERT INTO workDay (day, state, openedAt, openedBy, isLate, untested, opening, firstMovement, revision)
    VALUES ('2026-03-02', 'open', '${start}', 'officer1', 0, 'noTestCard', 200, 1, 1)`;
  expect(await office.byHand(again)).toEqual(stopped('and once'));
  expect(await office.byHand(again.replaceAll('2026-03-02', '2026-03-09'))).toEqual(foundBy('days'));
});

test('a clock that was moved since the last close is looked at by whoever opens the day, also after they signed in by it', async () => {
  const there = office.desk();
  const signIn = () => there.call('session.signIn', { account: 'officer1', password });
  const { boxed, inTray } = counted(office);
  const open = (change = {}) => there.call('day.open', { ...openingWith({ boxed, inTray }), ...change });
  vi.setSystemTime(new Date('2026-03-20T01:00:00.000Z'));
  must(await signIn());
  vi.setSystemTime(new Date('2026-03-06T01:00:00.000Z'));
  must(await signIn());
  const behind = await open();
  vi.setSystemTime(new Date('2026-04-20T01:00:00.000Z'));
  must(await signIn());
  const jumped = await open();
  const confirmed = must(await open({ clockConfirmed: true }));
  const [entry] = office.station.store.auditEntries({ action: 'day.opened', limit: 1 });

  expect([behind, jumped]).toMatchObject([
    { error: { kind: 'day.clockBehind', data: { entryAt: '2026-03-20 09:00' } } },
    { error: { kind: 'day.clockJumped', data: { days: 48 } } },
  ]);
  expect([confirmed.day, entry?.detail['checks']]).toEqual(['2026-04-20', expect.stringContaining('clock')]);
  expect(await office.byHand(`UPDATE workDay SET openedAt = '2026-03-06T01:00:00.000Z' WHERE state = 'open'`)).toEqual(
    stopped('never rewritten'),
  );
});
