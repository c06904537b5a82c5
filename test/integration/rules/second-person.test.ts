/** Issue 8, the second person: another one, who holds the permission, agrees to this act alone, and is spent with it. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { twoPersonActions } from '../../../electron/core/access/permissions.ts';
import type { Job } from '../../../shared/model/job.ts';
import { kindOf, must } from '../office.ts';
import { approval } from '../walk-office.ts';
import { by, on, printed } from './rules-desk.ts';
import { password } from '../../support/people.ts';
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
import { totpCode } from './totp-code.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
});
afterAll(() => office.close());

/** A card that may bear a printed side, set aside. */
async function spoilt(n: number): Promise<Job> {
  const job = await printed(office, approval(n));
  return must(await office.call('officer1', 'job.setAside', { ...on(job), reason: 'printFault', note: '' }));
}

/** The authenticator of somebody, set up; answers what it shows. */
async function authenticatorOf(who: 'super2'): Promise<() => string> {
  const { salt, address } = must(await office.call(who, 'account.beginTotp', {}));
  const shown = () => totpCode(address, Date.now());
  must(await office.call(who, 'account.confirmTotp', { salt, code: shown(), password }));
  vi.setSystemTime(Date.now() + 30_000);
  return shown;
}

const box = { box: 'BOX-7', deliveryNote: 'DN-7', first: 'XA000101', last: 'XA000120' };
const serial = 'SC-00000009';

test('the second person is another one', async () => {
  const second = by('officer1');
  const same = refused('access.secondRefused');
  const { boxed, inTray } = office.station.store.countBlanks();
  const shift = { count: { boxed, inTray }, countedTwice: false, note: '', second };

  expect(await office.attempt('officer1', 'stock.receive', { ...box, second })).toEqual(same);
  expect(await office.attempt('officer1', 'stock.lose', { serial, second })).toEqual(same);
  expect(await office.attempt('officer1', 'stock.sendBack', { serials: [serial], note: 'N-1', second })).toEqual(same);
  expect(await office.attempt('officer1', 'day.handShift', shift)).toEqual(same);
  expect(await office.attempt('super1', 'account.seal', { second: by('super1') })).toEqual(same);

  expect(await office.byHand(forgedApproval('stock.lose', serial, 'officer1', 'officer1'))).toEqual(stopped('CHECK'));
});

test('the second person holds the permission too', async () => {
  const noRight = refused('access.secondRefused', 'approval.given refused');

  expect(await office.attempt('officer1', 'stock.lose', { serial, second: by('auditor1') })).toEqual(noRight);
  expect(await office.attempt('super1', 'account.seal', { second: by('officer1') })).toEqual(noRight);

  expect(await office.byHand(forgedApproval('stock.lose', serial, 'officer1', 'auditor1'))).toEqual(
    foundBy('approvals'),
  );
});

test('a password that others gave agrees to nothing', async () => {
  const person = { name: 'newcomer', displayName: 'New Comer', role: 'officer' } as const;
  const given = must(await office.call('admin', 'account.create', { ...person, second: by('super1') })).password;
  const second = { account: 'newcomer', password: given };

  const early = await office.attempt('officer1', 'stock.lose', { serial, second });

  expect(early).toEqual(refused('access.mustChangePassword', 'approval.given refused'));
});

test('guesses at the password of the second person lock the account as any other', async () => {
  const lose = (typed: string) =>
    office.attempt('officer1', 'stock.lose', { serial, second: { account: 'super1', password: typed } });
  const kinds: string[] = [];
  for (let time = 0; time < 5; time += 1) kinds.push((await lose('guessed')).kind);

  expect(kinds).toEqual(Array(5).fill('access.wrongPassword'));
  expect(await lose(password)).toEqual(refused('access.lockedOut', 'session.signInFailed refused'));
  const back = `UPDATE account SET failedSignIns = 0, lockedUntil = NULL WHERE name = 'super1'`;
  expect(await office.byHand(back)).toEqual(foundBy('lockouts'));
  vi.setSystemTime(Date.now() + 60_000);
});

test('an act is done once by one approval: the same message again does nothing', async () => {
  const job = await spoilt(1);
  const message = { ...on(job), reason: 'printSpoilt', second: by('officer2') } as const;
  must(await office.call('officer1', 'job.reprint', message));
  const lose = { serial: 'SC-00000100', second: by('officer2') };
  must(await office.call('officer1', 'stock.lose', lose));

  expect(await office.attempt('officer1', 'job.reprint', message)).toEqual(refused('changedMeanwhile'));
  expect(await office.attempt('officer1', 'stock.lose', lose)).toEqual(refused('stock.wrongPlace'));

  const columns = 'action, subjectId, shown, startedBy, approver, expiresAt, spentAt';
  expect(await office.byHand('INSERT INTO spentApproval SELECT * FROM spentApproval')).toEqual(stopped('UNIQUE'));
  const copied = `INSERT INTO spentApproval SELECT '${forgedId}', ${columns} FROM spentApproval WHERE action = 'job.reprint'`;
  expect(await office.byHand(copied)).toEqual(foundBy('approvals'));
  const longer = `UPDATE spentApproval SET expiresAt = '2027-01-01T00:00:00.000Z'`;
  expect(await office.byHand(longer)).toEqual(stopped('spentApproval rows are never changed'));
  expect(await office.byHand(longer, 'dropped')).toEqual(foundBy('approvals'));
  expect(await office.byHand('DELETE FROM spentApproval', 'dropped')).toEqual(foundBy('foreignKeys', 'approvals'));
});

test('what a second person said for one card is not heard for another', async () => {
  const [one, other] = [await spoilt(2), await spoilt(3)];
  const shown = await authenticatorOf('super2');
  const second = { ...by('super2'), code: shown() };
  const reprint = (job: Job) => ({ ...on(job), reason: 'printSpoilt', second }) as const;
  must(await office.call('officer1', 'job.reprint', reprint(one)));

  const replayed = await office.attempt('officer1', 'job.reprint', reprint(other));
  // No call takes an approval: it is made for what the program itself shows, and lives in that call alone.
  const carried = await office.receive('officer1', 'job.reprint', { ...reprint(other), approval: forgedId });

  expect(replayed).toEqual(refused('access.wrongCode', 'session.signInFailed refused'));
  expect(kindOf(carried)).toBe('input.invalid');
  const reused = `INSERT INTO reprint SELECT '${other.id}', 2, approvalId FROM reprint WHERE jobId = '${one.id}'`;
  expect(await office.byHand(reused)).toEqual(stopped('a reprint needs the approval of a second person'));
  const forged = forgedApproval('job.reprint', other.id, 'officer1', 'officer2');
  const made = `${forged} INSERT INTO reprint VALUES ('${other.id}', 2, '${forgedId}')`;
  expect(await office.byHand(made)).toEqual(foundBy('approvals'));
});

test('an act that two people answer for is on the list of the database, and no other', async () => {
  expect(twoPersonActions.length).toBeGreaterThan(20);
  expect(await office.byHand(`INSERT INTO twoPersonAction VALUES ('job.compose')`)).toEqual(foundBy('approvals'));
  expect(await office.byHand(`DELETE FROM twoPersonAction WHERE action = 'stock.lose'`)).toEqual(
    stopped('never deleted'),
  );
  expect(await office.byHand(forgedApproval('job.compose', serial, 'officer1', 'officer2'))).toEqual(
    stopped('FOREIGN KEY'),
  );
});

test('an approval that was let go in two minutes is none', async () => {
  const late = `INSERT INTO spentApproval VALUES ('${forgedId}', 'stock.lose', '${serial}', '${'5'.repeat(64)}', 'officer1',
    'officer2', '${start}', '2026-03-02T08:00:00.001Z')`;

  expect(await office.byHand(late)).toEqual(stopped('CHECK'));
});
