/** Issue 8, accounts: who may do what, passwords, second factors, sessions, and who changes an account. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { totpCode } from './totp-code.ts';
import { kindOf, must } from '../office.ts';
import { by } from './rules-desk.ts';
import { password } from '../../support/people.ts';
import {
  forgedApproval,
  forgedId,
  foundBy,
  refused,
  rulesOffice,
  start,
  stopped,
  type Person,
  type RulesOffice,
} from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
});
afterAll(() => office.close());

const own = 'violet kettle orbit 9';
const noRight = 'an account changes only with a row that says by what right';

function on(name: string, second: ReturnType<typeof by> = by('super1')) {
  return { name, revision: office.station.store.account(name)?.revision ?? 0, second };
}

/** A new account and the password that two others gave it. */
async function employed(name: string): Promise<string> {
  const input = { name, displayName: name, role: 'officer', second: by('super1') } as const;
  return must(await office.call('admin', 'account.create', input)).password;
}

/** A row that says by what right an account changes, made by hand. */
function change(account: string, act: string, { changedBy = 'admin', approval = `'${forgedId}'` } = {}): string {
  const revision = (office.station.store.account(account)?.revision ?? 0) + 1;
  return `INSERT INTO accountChange VALUES ('${account}', ${revision}, '${act}', '${changedBy}', ${approval}, NULL, NULL, '${start}');`;
}

test('nobody does anything before signing in', async () => {
  const there = office.desk();
  const answers = [
    await there.call('queue.list', { view: 'all', text: '', offset: 0, limit: 5 }),
    await there.call('stock.openBox', { box: 'BOX-1' }),
    await there.call('account.list', {}),
  ];

  expect(answers.map(kindOf)).toEqual(Array(3).fill('access.signInRequired'));
  const session = `INSERT INTO session VALUES ('${forgedId}', 'auditor1', '${start}', NULL, NULL)`;
  expect(await office.byHand(session)).toEqual(foundBy('sessions'));
});

test('a role does what its row of the table allows, and nothing else', async () => {
  const { id } = { id: 'a'.repeat(32) };
  const lost = { serial: 'SC-00000001', second: by('officer2') };
  expect(await office.attempt('auditor1', 'stock.lose', lost)).toEqual(refused('access.forbidden'));
  expect(await office.attempt('admin', 'application.open', { applicationId: id })).toEqual(refused('access.forbidden'));
  expect(await office.attempt('officer1', 'account.seal', { second: by('super1') })).toEqual(
    refused('access.forbidden'),
  );

  const promoted = `UPDATE account SET role = 'administrator', revision = 2 WHERE name = 'officer1';`;
  expect(await office.byHand(promoted)).toEqual(stopped(noRight));
  const approval = forgedApproval('account.changeRole', 'officer1', 'admin', 'super1');
  const right = approval + change('officer1', 'changeRole');
  expect(await office.byHand(right + promoted)).toEqual(foundBy('approvals', 'accounts', 'accountChanges'));
});

test('wrong passwords in a loop lock the account, each time for longer', async () => {
  const there = office.desk();
  const guess = () => there.call('session.signIn', { account: 'officer1', password: 'guessed' });
  const right = () => there.call('session.signIn', { account: 'officer1', password });
  const seconds: unknown[] = [];
  for (let time = 0; time < 4; time += 1) expect(kindOf(await guess())).toBe('access.wrongPassword');
  for (let time = 0; time < 3; time += 1) {
    await guess();
    const locked = await right();
    expect(kindOf(locked)).toBe('access.lockedOut');
    const { lockedUntil = null } = office.station.store.account('officer1') ?? {};
    seconds.push((Date.parse(lockedUntil ?? '') - Date.now()) / 1000);
    vi.setSystemTime(new Date(lockedUntil ?? ''));
  }

  expect(seconds).toEqual([30, 60, 120]);
  const back = `UPDATE account SET failedSignIns = 0, lockedUntil = NULL WHERE name = 'officer1'`;
  expect(await office.byHand(back)).toEqual(foundBy('lockouts'));
  const sooner = `UPDATE account SET lockedUntil = '${start}' WHERE name = 'officer1'`;
  expect(await office.byHand(sooner)).toEqual(foundBy('lockouts'));
  expect(kindOf(await right())).toBe('ok');
  // Nobody guessed at these: a hand shuts them out.
  const shutOut = `UPDATE account SET lockedUntil = '2099-01-01T00:00:00.000Z' WHERE name = 'super1'`;
  expect(await office.byHand(shutOut)).toEqual(foundBy('lockouts'));
  const counted = `UPDATE account SET failedSignIns = 20 WHERE name = 'super1'`;
  expect(await office.byHand(counted)).toEqual(foundBy('lockouts'));
});

test('a password that others gave does nothing but be changed', async () => {
  const given = await employed('newcomer');
  const there = office.desk();
  must(await there.call('session.signIn', { account: 'newcomer', password: given }));

  const early = await there.call('stock.view', {});

  expect(kindOf(early)).toBe('access.mustChangePassword');
  const clear = `UPDATE account SET mustChangePassword = 0, revision = 2 WHERE name = 'newcomer';`;
  expect(await office.byHand(clear)).toEqual(stopped(noRight));
  const asOwn = change('newcomer', 'ownPassword', { changedBy: 'newcomer', approval: 'NULL' });
  expect(await office.byHand(asOwn + clear)).toEqual(foundBy('accounts', 'accountChanges'));
  must(await there.call('account.changePassword', { current: given, next: own }));
  expect(kindOf(await there.call('stock.view', {}))).toBe('ok');
});

test('a password is long and not one of those that everybody tries', async () => {
  const changed = (next: string) => office.attempt('officer2', 'account.changePassword', { current: password, next });
  expect(await changed('short')).toEqual(refused('access.passwordShort'));
  expect(await changed('passwordpassword')).toEqual(refused('access.passwordGuessable'));

  const weak = `UPDATE account SET passwordHash = 'x', revision = revision + 1 WHERE name = 'officer2'`;
  expect(await office.byHand(weak)).toEqual(stopped(noRight));
  expect(await office.byHand(weak, 'dropped')).toEqual(foundBy('accounts'));
});

test('a second factor is asked for where it is set up, and each code is taken once', async () => {
  const who: Person = 'auditor1';
  const { salt, address } = must(await office.call(who, 'account.beginTotp', {}));
  const code = totpCode(address, Date.now());
  must(await office.call(who, 'account.confirmTotp', { salt, code, password }));
  const there = office.desk();
  const signIn = (typed?: string) =>
    there.call('session.signIn', { account: who, password, ...(typed === undefined ? {} : { code: typed }) });
  const [without, again] = [await signIn(), await signIn(code)];
  vi.setSystemTime(Date.now() + 30_000);
  const next = await signIn(totpCode(address, Date.now()));

  expect([without, again, next].map(kindOf)).toEqual(['access.codeNeeded', 'access.wrongCode', 'ok']);
  const off = `UPDATE account SET totpSalt = NULL, totpStep = 0, revision = revision + 1 WHERE name = '${who}';`;
  expect(await office.byHand(off)).toEqual(stopped(noRight));
  const approved = forgedApproval('account.removeFactor', who, 'admin', 'super1') + change(who, 'removeFactor');
  expect(await office.byHand(approved + off)).toEqual(foundBy('approvals', 'accounts', 'accountChanges'));
  const back = `UPDATE account SET totpStep = 1 WHERE name = '${who}'`;
  expect(await office.byHand(back)).toEqual(stopped('the step of the last code only grows'));
});

test('an account has one session: the newer one ends the older', async () => {
  const [first, second] = [office.desk(), office.desk()];
  const asOfficer = { account: 'super2', password };
  must(await first.call('session.signIn', asOfficer));
  must(await second.call('session.signIn', asOfficer));

  expect(kindOf(await first.call('stock.view', {}))).toBe('access.sessionEnded');
  const another = `INSERT INTO session VALUES ('${forgedId}', 'super2', '${start}', NULL, NULL)`;
  expect(await office.byHand(another)).toEqual(stopped('UNIQUE'));
  const reopened = `UPDATE session SET endedAt = NULL, ending = NULL WHERE ending = 'replaced'`;
  expect(await office.byHand(reopened)).toEqual(stopped('a session ends once'));
  must(await second.call('session.signOut', {}));
});

test('a locked screen answers its own person’s password and nothing else', async () => {
  const there = office.desk();
  must(await there.call('session.signIn', { account: 'super2', password }));
  must(await there.call('session.lock', {}));

  const answers = [
    await there.call('queue.list', { view: 'all', text: '', offset: 0, limit: 5 }),
    await there.call('session.unlock', { password: 'guessed' }),
    await there.call('stock.view', {}),
    await there.call('session.unlock', { password }),
    await there.call('stock.view', {}),
  ];

  expect(answers.map(kindOf)).toEqual([
    'access.screenLocked',
    'access.wrongPassword',
    'access.screenLocked',
    'ok',
    'ok',
  ]);
  must(await there.call('session.signOut', {}));
});

test('a shift ends once, by its own person', async () => {
  const there = office.desk();
  must(await there.call('session.signIn', { account: 'super2', password }));
  must(await there.call('session.endShift', {}));

  expect(kindOf(await there.call('session.endShift', {}))).toBe('access.signInRequired');
  const longer = `UPDATE shift SET endedAt = NULL WHERE endedAt IS NOT NULL`;
  expect(await office.byHand(longer)).toEqual(stopped('a shift ends once'));
  expect(await office.byHand(longer, 'dropped')).toEqual(foundBy('sessions'));
  expect(await office.byHand(`DELETE FROM shift`, 'dropped')).toEqual(foundBy('sessions'));
});

test('an account is changed by two others, neither of whom it belongs to', async () => {
  const disable = (name: string, second = by('super1')) =>
    office.attempt('admin', 'account.disable', { ...on(name, second) });
  expect(await disable('admin')).toEqual(refused('account.own'));
  expect(await disable('super1', by('super1'))).toEqual(refused('account.own'));
  expect(await disable('officer2', by('admin'))).toEqual(refused('access.secondRefused'));
  expect(await disable('officer2', by('officer1'))).toEqual(refused('access.secondRefused', 'approval.given refused'));

  const disabled = `UPDATE account SET disabled = 1, revision = revision + 1 WHERE name = 'officer2';`;
  expect(await office.byHand(disabled)).toEqual(stopped(noRight));
  const byOne = change('officer2', 'disable', { approval: 'NULL' });
  expect(await office.byHand(byOne + disabled)).toEqual(stopped('CHECK'));
  const forAnother = forgedApproval('account.disable', 'auditor1', 'admin', 'super1') + change('officer2', 'disable');
  expect(await office.byHand(forAnother)).toEqual(stopped('an account is changed by two others'));
});

test('nobody bears a name by which the program itself stands in the log', async () => {
  const create = (name: string) =>
    office.attempt('admin', 'account.create', { name, displayName: 'A person', role: 'officer', second: by('super1') });
  expect(await create('system')).toEqual(refused('account.ofProgram'));
  expect(await create('set-up')).toEqual(refused('account.ofProgram'));
  expect(await create('unknown')).toEqual(refused('account.ofProgram'));

  const account = `INSERT INTO account (name, displayName, role, passwordHash, failedSignIns)
    SELECT 'set-up', displayName, role, passwordHash, 0 FROM account WHERE name = 'officer2'`;
  expect(await office.byHand(account)).toEqual(foundBy('accounts'));
});

test('a change that nobody made does not stand beside the account either', async () => {
  const approval = forgedApproval('account.disable', 'officer2', 'admin', 'super1');
  expect(await office.byHand(approval + change('officer2', 'disable'))).toEqual(foundBy('approvals', 'accountChanges'));
  expect(await office.byHand(`DELETE FROM accountChange`, 'dropped')).toEqual(foundBy('accountChanges'));
});

test('two who look after accounts are left', async () => {
  must(await office.call('admin', 'account.disable', on('super2')));

  const last = await office.attempt('super1', 'account.disable', on('admin', by('super2')));

  expect(last.kind).toBe('account.tooFewManagers');
  expect(last.changed).toEqual([]);
  const disabled = `UPDATE account SET disabled = 1, revision = revision + 1 WHERE name = 'super1';`;
  const right = forgedApproval('account.disable', 'super1', 'admin', 'super2') + change('super1', 'disable');
  expect(await office.byHand(right + disabled)).toEqual(stopped('two people who may change accounts'));
});

test('the sealed code opens one account once, and guesses at it wait', async () => {
  const { code } = must(await office.call('admin', 'account.seal', { second: by('super1') }));
  const there = office.desk();
  const recover = (typed: string, account = 'admin') => there.call('account.recover', { code: typed, account });
  const made = `INSERT INTO sealedCode (id, kind, hash, madeAt) VALUES ('${forgedId}', 'breakGlass', '${'0'.repeat(64)}', '${start}')`;

  expect(await office.byHand(made)).toEqual(stopped('UNIQUE'));
  const shut = `UPDATE sealedCode SET failures = failures + 1, lockedUntil = '2099-01-01T00:00:00.000Z' WHERE endedAt IS NULL`;
  expect(await office.byHand(shut)).toEqual(foundBy('sealedCodes'));
  expect(kindOf(await recover(code, 'officer1'))).toBe('account.notRecoverable');
  must(await recover(code));
  expect(kindOf(await recover(code))).toBe('access.noSealedCode');
  expect(await office.byHand(made)).toEqual(foundBy('sealedCodes'));
  const again = `UPDATE sealedCode SET endedAt = NULL WHERE kind = 'breakGlass'`;
  expect(await office.byHand(again)).toEqual(stopped('a sealed code is used once'));
});
