// Accounts are made and changed by two others: refused by the use cases, stopped or found where somebody writes into the file.

import { describe, expect, test } from 'vitest';
import {
  changeRole,
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  removeFactor,
  resetPassword,
  unlockAccount,
} from '../../electron/core/access/accounts.ts';
import { changePassword } from '../../electron/core/access/own-account.ts';
import { signIn } from '../../electron/core/access/session.ts';
import { secondPersonSchema } from '../../shared/model/service.ts';
import { kindOf, must } from './office.ts';
import { written } from '../support/hand.ts';
import { admin, by, entries, found, officer, peopleOffice, super1, type PeopleOffice } from './people-office.ts';

const newcomer = { name: 'newcomer', displayName: 'New Comer', role: 'officer' } as const;

/** On the account as it is now. */
function on(office: PeopleOffice, name: string, second = by('super1')) {
  return { name, revision: office.store.account(name)?.revision ?? 1, second: secondPersonSchema.parse(second) };
}

async function lockedOut(office: PeopleOffice, account: string): Promise<void> {
  for (let time = 0; time < 6; time += 1) await signIn({ account, password: 'guessed' }, office.context());
}

describe('an account', () => {
  test('is made by two people, opens by the given password alone, and both are on record', async () => {
    const office = await peopleOffice();

    const { account, password } = must(await createAccount({ ...newcomer, second: by('super1') }, office.context()));
    const signedIn = must(await signIn({ account: 'newcomer', password }, office.context()));

    expect([account.mustChangePassword, signedIn.account.role, password.length]).toEqual([true, 'officer', 19]);
    const [entry] = office.store.auditEntries({ action: 'account.created', limit: 1 });
    expect(entry).toMatchObject({ actor: 'admin', detail: { role: 'officer', approvedBy: 'super1' } });
    expect(found(office, 'accounts')).toMatch(/^ok/);
  });

  test.each([
    ['the first person as the second', admin, by('admin'), 'access.secondRefused'],
    ['an officer as the second', admin, by('officer1'), 'access.secondRefused'],
    ['an auditor as the second', admin, by('auditor1'), 'access.secondRefused'],
    ['a wrong password of the second', admin, { account: 'super1', password: 'guessed' }, 'access.wrongPassword'],
    ['an officer as the first', officer, by('super1'), 'access.forbidden'],
  ])('is not made with %s', async (_what, first, second, kind) => {
    const office = await peopleOffice();

    expect(kindOf(await createAccount({ ...newcomer, second }, office.context(first)))).toBe(kind);
    expect(office.store.account('newcomer')).toBeUndefined();
  });

  test('with a password that others gave approves nothing before it is changed, and the attempt is on record', async () => {
    const office = await peopleOffice();
    const person = { name: 'new.super', displayName: 'New Super', role: 'supervisor' } as const;
    const { password: given } = must(await createAccount({ ...person, second: by('super1') }, office.context()));
    const asSecond = (own: string) =>
      createAccount({ ...newcomer, second: { account: 'new.super', password: own } }, office.context());
    const next = 'violet kettle orbit 9';

    const before = await asSecond(given);
    const [entry] = office.store.auditEntries({ action: 'approval.given', limit: 1 });
    const self = { account: 'new.super', role: 'supervisor' } as const;
    must(await changePassword({ current: given, next }, office.context(self)));

    expect([kindOf(before), entry?.subject.id, entry?.outcome, kindOf(await asSecond(next))]).toEqual([
      'access.mustChangePassword',
      'new.super',
      'refused',
      'ok',
    ]);
    expect(found(office, 'approvals')).toMatch(/^ok/);
  });

  test('of a name that is taken is refused before anybody’s password is asked for', async () => {
    const office = await peopleOffice();

    const again = await createAccount({ ...newcomer, name: 'officer1', second: by('super1') }, office.context());

    expect(kindOf(again)).toBe('account.exists');
    expect(office.store.auditEntries({ action: 'approval.given', limit: 5 })).toEqual([]);
  });

  test('gets another role, is disabled, enabled, unlocked and given a password, each time by two', async () => {
    const office = await peopleOffice();
    const context = office.context();

    must(await changeRole({ ...on(office, 'officer1'), role: 'auditor' }, context));
    must(await disableAccount(on(office, 'officer1'), context));
    expect(kindOf(await signIn(by('officer1'), context))).toBe('access.accountDisabled');
    must(await enableAccount(on(office, 'officer1'), context));
    await lockedOut(office, 'officer1');
    expect(kindOf(await signIn(by('officer1'), context))).toBe('access.lockedOut');
    must(await unlockAccount(on(office, 'officer1'), context));
    expect(kindOf(await signIn(by('officer1'), context))).toBe('ok');
    const { password } = must(await resetPassword(on(office, 'officer1'), context));
    const [old, given] = [
      await signIn(by('officer1'), context),
      await signIn({ account: 'officer1', password }, context),
    ];

    expect([kindOf(old), kindOf(given), office.store.account('officer1')?.role]).toEqual([
      'access.wrongPassword',
      'ok',
      'auditor',
    ]);
    expect(found(office, 'accounts')).toMatch(/^ok/);
    expect(entries(office, 100).filter((entry) => entry.startsWith('account.') && entry.endsWith('admin'))).toEqual([
      'account.roleChanged ok by admin',
      'account.disabled ok by admin',
      'account.enabled ok by admin',
      'account.unlocked ok by admin',
      'account.passwordReset ok by admin',
    ]);
  });

  test('is changed by neither of the two it belongs to', async () => {
    const office = await peopleOffice();
    const own = [
      await changeRole({ ...on(office, 'admin'), role: 'supervisor' }, office.context()),
      await resetPassword(on(office, 'super1', by('super1')), office.context()),
      await removeFactor(on(office, 'admin'), office.context()),
    ];

    expect(own.map(kindOf)).toEqual(['account.own', 'account.own', 'account.own']);
  });

  test('has no second factor taken away that it never had', async () => {
    const office = await peopleOffice();

    expect(kindOf(await removeFactor(on(office, 'officer1'), office.context()))).toBe('account.noFactor');
  });

  test('of somebody who looks after accounts stays while fewer than two others would be left', async () => {
    const office = await peopleOffice();
    must(await disableAccount(on(office, 'super2'), office.context()));

    const last = await changeRole(
      { ...on(office, 'admin', by('super1')), role: 'officer' },
      office.context({ ...super1, account: 'super2' }),
    );

    expect(kindOf(last)).toBe('account.tooFewManagers');
  });

  test('that changed meanwhile is looked at again first', async () => {
    const office = await peopleOffice();
    const shown = on(office, 'officer1');
    must(await disableAccount(shown, office.context()));

    expect(kindOf(await enableAccount(shown, office.context()))).toBe('changedMeanwhile');
  });

  test('is listed without anything that opens it, and not to officers', async () => {
    const office = await peopleOffice();

    expect(Object.keys(must(listAccounts(office.context()))[0] ?? {}).toSorted()).toEqual([
      'disabled',
      'displayName',
      'hasCard',
      'hasTotp',
      'lockedUntil',
      'mustChangePassword',
      'name',
      'revision',
      'role',
    ]);
    expect(kindOf(listAccounts(office.context(officer)))).toBe('access.forbidden');
  });
});

describe('written straight into the file', () => {
  const noRight = 'an account changes only with a row that says by what right';

  test.each([
    ['another role', `role = 'administrator'`],
    ['another password', `passwordHash = 'x'`],
    ['no duty to change it', `mustChangePassword = 0`],
    ['an authenticator', `totpSalt = '${'0'.repeat(32)}'`],
    ['an end', 'disabled = 1'],
  ])('%s is refused', async (_what, change) => {
    const office = await peopleOffice();
    const { account } = must(await createAccount({ ...newcomer, second: by('super1') }, office.context()));

    expect(written(office, `UPDATE account SET ${change} WHERE name = '${account.name}'`)).toBe(noRight);
  });

  test('an account back from its end, or under another name, is refused', async () => {
    const office = await peopleOffice();
    must(await disableAccount(on(office, 'officer1'), office.context()));

    expect([
      written(office, `UPDATE account SET disabled = 0 WHERE name = 'officer1'`),
      written(office, `UPDATE account SET name = 'other' WHERE name = 'officer1'`),
      written(office, `DELETE FROM account WHERE name = 'officer1'`),
    ]).toEqual([noRight, 'the name of an account never changes', 'account rows are never deleted']);
  });

  test('a change of one person, of their own account, or without a spent approval is refused', async () => {
    const office = await peopleOffice();
    const row = (changedBy: string, approval: string): string =>
      `INSERT INTO accountChange VALUES ('officer1', 2, 'changeRole', '${changedBy}', ${approval}, NULL, NULL, '2026-03-02T08:00:00.000Z')`;

    expect([
      written(office, row('admin', 'NULL')),
      written(office, row('admin', `'${'1'.repeat(32)}'`)),
      written(office, row('officer1', `'${'1'.repeat(32)}'`)),
    ]).toEqual([
      expect.stringContaining('CHECK constraint failed'),
      'an account is changed by two others',
      'an account is changed by two others',
    ]);
  });

  test('an approval for one account is none for another', async () => {
    const office = await peopleOffice();
    must(await disableAccount(on(office, 'officer1'), office.context()));
    const reuse = `INSERT INTO accountChange SELECT 'auditor1', 2, 'disable', changedBy, approvalId, NULL, NULL, changedAt
      FROM accountChange WHERE account = 'officer1'`;

    expect(written(office, reuse)).toBe('an account is changed by two others');
  });

  test('the last two who look after accounts stay', async () => {
    const office = await peopleOffice();
    must(await disableAccount(on(office, 'super2'), office.context()));

    expect(written(office, `UPDATE account SET disabled = 1, revision = 2 WHERE name = 'super1'`)).toMatch(
      /two people who may change accounts|by what right/,
    );
  });

  test('wrong attempts and the lock after them, taken back, are found; unlocked by two, they are well', async () => {
    const office = await peopleOffice();
    await lockedOut(office, 'officer1');
    const before = found(office, 'lockouts');
    written(office, `UPDATE account SET lockedUntil = NULL WHERE name = 'officer1'`);
    const unlocked = found(office, 'lockouts');
    written(office, `UPDATE account SET failedSignIns = 0 WHERE name = 'officer1'`);
    const reset = found(office, 'lockouts');
    must(await unlockAccount(on(office, 'officer1'), office.context()));

    expect([before, unlocked, reset, found(office, 'lockouts')].map((note) => note.slice(0, 6))).toEqual([
      'ok: 0 ',
      'BAD: 1',
      'BAD: 1',
      'ok: 0 ',
    ]);
  });

  test('a given password that needs no change any more, under a row that says so, is found', async () => {
    const office = await peopleOffice();
    must(await createAccount({ ...newcomer, second: by('super1') }, office.context()));
    const before = found(office, 'accounts');
    const change = `INSERT INTO accountChange VALUES ('newcomer', 2, 'ownPassword', 'newcomer', NULL, NULL, NULL,
      '2026-03-02T08:00:00.000Z')`;
    const clear = `UPDATE account SET mustChangePassword = 0, revision = 2 WHERE name = 'newcomer'`;

    expect(written(office, `${change}; ${clear}`)).toBe('taken');
    expect([before, found(office, 'accounts')].map((note) => note.slice(0, 6))).toEqual(['ok: 0 ', 'BAD: 1']);
  });

  test('a password that was reset, changed by its owner, is well at each step', async () => {
    const office = await peopleOffice();
    const { password: given } = must(await resetPassword(on(office, 'officer1'), office.context()));
    const reset = found(office, 'accounts');
    const choice = { current: given, next: 'violet kettle orbit 9' };
    must(await changePassword(choice, office.context(officer)));

    expect([reset, found(office, 'accounts')].map((note) => note.slice(0, 6))).toEqual(['ok: 0 ', 'ok: 0 ']);
  });

  test('an account that nobody made, and a forged change, are found', async () => {
    const office = await peopleOffice();
    const before = found(office, 'accounts');
    written(
      office,
      `INSERT INTO account (name, displayName, role, passwordHash, failedSignIns) VALUES ('ghost', 'G', 'supervisor', 'x', 0)`,
    );

    expect([before, found(office, 'accounts')]).toEqual([
      'ok: 0 accounts that are not as the log has them',
      'BAD: 1 accounts that are not as the log has them',
    ]);
  });
});
