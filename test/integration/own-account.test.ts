// What each does of their own account: another password, and an authenticator that no hand takes off unseen.

import { describe, expect, test } from 'vitest';
import { removeFactor } from '../../electron/core/access/accounts.ts';
import { recoverAccount } from '../../electron/core/access/first-start.ts';
import { beginTotp, changePassword, confirmTotp } from '../../electron/core/access/own-account.ts';
import { sealCode } from '../../electron/core/access/sealed-code.ts';
import { signIn } from '../../electron/core/access/session.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { stepAt, totpCode, totpSecret } from '../../electron/core/access/totp.ts';
import { ok } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import { written } from '../support/hand.ts';
import { password } from '../support/people.ts';
import { admin, by, found, peopleOffice, super1, type PeopleOffice } from './people-office.ts';

describe('one’s own account', () => {
  const next = 'violet kettle orbit 9';

  test('gets another password by the present one', async () => {
    const office = await peopleOffice();

    must(await changePassword({ current: password, next }, office.context()));

    const kinds = [by('admin'), { account: 'admin', password: next }].map((who) => signIn(who, office.context()));
    expect((await Promise.all(kinds)).map(kindOf)).toEqual(['access.wrongPassword', 'ok']);
    expect(found(office, 'accounts')).toMatch(/^ok/);
  });

  test.each([
    ['the present one wrong', { current: 'guessed', next }, 'access.wrongPassword'],
    ['the same again', { current: next, next }, 'access.passwordSame'],
    ['too short', { current: password, next: 'short' }, 'access.passwordShort'],
    ['guessable', { current: password, next: 'adminadmin violet kettle' }, 'access.passwordGuessable'],
  ])('gets no other password with %s', async (_what, input, kind) => {
    const office = await peopleOffice();

    expect(kindOf(await changePassword(input, office.context()))).toBe(kind);
    expect(kindOf(await signIn(by('admin'), office.context()))).toBe('ok');
  });

  /** The code that the authenticator of `admin` shows now. */
  function shown(office: PeopleOffice, salt: string): string {
    const secret = must(totpSecret(office.context().keyDeriver, 'admin', salt));
    return totpCode(secret, stepAt(office.clock.now()));
  }

  async function enrolled(office: PeopleOffice): Promise<string> {
    const { salt } = must(beginTotp({ ...office.context(), issuer: 'Office' }));
    must(await confirmTotp({ salt, code: shown(office, salt), password }, office.context()));
    return salt;
  }

  test('with an authenticator asks for its code, and takes each code once', async () => {
    const office = await peopleOffice();
    const salt = await enrolled(office);
    office.clock.set('2026-03-02T08:01:00.000Z');
    const code = shown(office, salt);
    const attempt = async (more: object) => kindOf(await signIn({ ...by('admin'), ...more }, office.context()));

    const kinds = [
      await attempt({}),
      await attempt({ code: '000000' }),
      await attempt({ code }),
      await attempt({ code }),
    ];

    expect(kinds).toEqual(['access.codeNeeded', 'access.wrongCode', 'ok', 'access.wrongCode']);
  });

  test('is locked by codes in a loop as by passwords', async () => {
    const office = await peopleOffice();
    await enrolled(office);
    const attempt = async () => kindOf(await signIn({ ...by('admin'), code: '000000' }, office.context()));
    const kinds: string[] = [];
    for (let time = 0; time < 6; time += 1) kinds.push(await attempt());

    expect(kinds).toEqual([...Array<string>(5).fill('access.wrongCode'), 'access.lockedOut']);
  });

  test('keeps no secret in the database, and takes no step back', async () => {
    const office = await peopleOffice();
    const salt = await enrolled(office);

    expect(office.store.account('admin')?.totpSalt).toBe(salt);
    expect(written(office, `UPDATE account SET totpStep = 1 WHERE name = 'admin'`)).toBe(
      'the step of the last code only grows',
    );
  });

  test.each([
    ['taken off', 'NULL'],
    ['exchanged for one of the hand’s own', `'${'a'.repeat(32)}'`],
  ])('whose authenticator was %s in the file is found', async (_what, salt) => {
    const office = await peopleOffice();
    await enrolled(office);
    const before = found(office, 'accounts');
    const revision = (office.store.account('admin')?.revision ?? 0) + 1;
    const change = `INSERT INTO accountChange VALUES ('admin', ${revision}, 'ownFactor', 'admin', NULL, NULL, NULL,
      '2026-03-02T08:00:00.000Z')`;
    const update = `UPDATE account SET totpSalt = ${salt}, totpStep = 0, revision = ${revision} WHERE name = 'admin'`;

    expect(written(office, `${change}; ${update}`)).toBe('taken');
    expect([before, found(office, 'accounts')].map((note) => note.slice(0, 6))).toEqual(['ok: 0 ', 'BAD: 1']);
  });

  test('has no authenticator any more after two others removed it, or the envelope was opened, and all is well', async () => {
    const office = await peopleOffice();
    await enrolled(office);
    const revision = office.store.account('admin')?.revision ?? 0;
    const remove = { name: 'admin', revision, second: by('super2') };
    must(await removeFactor(remove, office.context(super1)));
    const removed = found(office, 'accounts');
    office.clock.set('2026-03-02T08:01:00.000Z');
    await enrolled(office);
    const code = must(office.store.commit(system, (tx) => ok(sealCode(tx, 'breakGlass', office.context()))));
    must(await recoverAccount({ code, account: 'admin' }, office.context()));

    expect(office.store.account('admin')?.totpSalt).toBeNull();
    expect([removed, found(office, 'accounts')].map((note) => note.slice(0, 6))).toEqual(['ok: 0 ', 'ok: 0 ']);
  });

  test('does not exchange its authenticator by the password alone', async () => {
    const office = await peopleOffice();
    await enrolled(office);
    const { salt } = must(beginTotp({ ...office.context(admin), issuer: 'Office' }));

    const second = await confirmTotp({ salt, code: shown(office, salt), password }, office.context());

    expect(kindOf(second)).toBe('account.factorThere');
  });
});
