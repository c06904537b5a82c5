// The first two people of an office by a printed code, the way back in by a sealed one, and codes that a hand puts in.

import { describe, expect, test } from 'vitest';
import { sealBreakGlass } from '../../electron/core/access/accounts.ts';
import { recoverAccount, startOffice } from '../../electron/core/access/first-start.ts';
import { printedCode, sealCode } from '../../electron/core/access/sealed-code.ts';
import { signIn } from '../../electron/core/access/session.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { utf8Bytes } from '../../electron/core/chip/bytes.ts';
import { ok } from '../../shared/result.ts';
import { severityOf } from '../../shared/audit/catalogue.ts';
import { kindOf, must } from './office.ts';
import { written } from '../support/hand.ts';
import { by, emptyOffice, found, peopleOffice, type PeopleOffice } from './people-office.ts';

const administrator = { name: 'first.admin', displayName: 'First Admin', password: 'violet kettle orbit 9' };
const supervisor = { name: 'first.super', displayName: 'First Super', password: 'copper lantern marsh 4' };

/** As good as any to look at, and none. */
const wrongCode = printedCode('0'.repeat(25));

function prepared(office: PeopleOffice): string {
  return must(office.store.commit(system, (tx) => ok(sealCode(tx, 'firstStart', office.context()))));
}

function sealed(office: PeopleOffice): string {
  return must(office.store.commit(system, (tx) => ok(sealCode(tx, 'breakGlass', office.context()))));
}

describe('the first start', () => {
  test('makes administrator and supervisor by the printed code, and a sealed code, which is kept as a hash only', async () => {
    const office = emptyOffice();
    const code = prepared(office);
    const typed = code.toLowerCase().replaceAll('-', ' ');

    const { breakGlass } = must(await startOffice({ code: typed, administrator, supervisor }, office.context()));
    const people = [administrator, supervisor].map(({ name: account, password: own }) =>
      signIn({ account, password: own }, office.context()),
    );

    expect((await Promise.all(people)).map((one) => must(one).account.role)).toEqual(['administrator', 'supervisor']);
    expect(breakGlass).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}\d{2}$/);
    expect(office.store.sealedCode('breakGlass')?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([found(office, 'accounts'), found(office, 'sealedCodes')].map((note) => note.slice(0, 2))).toEqual([
      'ok',
      'ok',
    ]);
  });

  test('happens once', async () => {
    const office = emptyOffice();
    const code = prepared(office);
    must(await startOffice({ code, administrator, supervisor }, office.context()));
    const again = { ...administrator, name: 'second.admin' };

    const second = await startOffice({ code, administrator: again, supervisor }, office.context());

    expect(kindOf(second)).toBe('office.started');
  });

  test.each([
    ['a wrong code', { code: wrongCode }, 'access.wrongSealedCode'],
    ['a code that was mistyped', { code: `${wrongCode.slice(0, -3)}1${wrongCode.slice(-2)}` }, 'access.codeMistyped'],
    ['a code without its check digits', { code: '0'.repeat(25) }, 'access.codeMistyped'],
    ['a name of the program', { administrator: { ...administrator, name: 'system' } }, 'account.ofProgram'],
    ['one person for both', { supervisor: administrator }, 'account.samePeople'],
    [
      'one password for both',
      { supervisor: { ...supervisor, password: administrator.password } },
      'account.samePeople',
    ],
    ['a short password', { administrator: { ...administrator, password: 'kettle orbit' } }, 'access.passwordShort'],
    ['a common password', { supervisor: { ...supervisor, password: 'passwordpassword1' } }, 'access.passwordGuessable'],
  ])('is refused with %s, and nobody is made', async (_what, change, kind) => {
    const office = emptyOffice();
    const code = prepared(office);

    expect(kindOf(await startOffice({ code, administrator, supervisor, ...change }, office.context()))).toBe(kind);
    expect(office.store.accounts()).toEqual([]);
  });

  test('is refused where nothing was prepared', async () => {
    const started = await startOffice({ code: wrongCode, administrator, supervisor }, emptyOffice().context());

    expect(kindOf(started)).toBe('access.noSealedCode');
  });

  test('takes no guesses in a loop: the delay grows, and each is an alarm', async () => {
    const office = emptyOffice();
    const code = prepared(office);
    const guess = () => startOffice({ code: wrongCode, administrator, supervisor }, office.context());
    for (let time = 0; time < 5; time += 1) await guess();

    const right = await startOffice({ code, administrator, supervisor }, office.context());
    const attempts = office.store.auditEntries({ action: 'code.used', limit: 10 });
    const takenBack = ['failures = 0', 'lockedUntil = NULL'].map((set) =>
      written(office, `UPDATE sealedCode SET ${set}`),
    );
    office.clock.set('2026-03-02T08:00:31.000Z');
    const later = await startOffice({ code, administrator, supervisor }, office.context());

    expect([kindOf(right), kindOf(later), attempts.length]).toEqual(['access.codeLocked', 'ok', 6]);
    expect(takenBack).toEqual(Array(2).fill('guesses at a sealed code are never taken back'));
    expect(attempts.map(({ action, outcome }) => severityOf(action, outcome))).toEqual(Array(6).fill('alarm'));
  });
});

describe('the break-glass code', () => {
  test('lets an administrator in again, once, with an alarm in the log', async () => {
    const office = await peopleOffice();
    const code = sealed(office);

    const given = must(await recoverAccount({ code, account: 'admin' }, office.context()));
    const again = await recoverAccount({ code, account: 'super1' }, office.context());
    const signedIn = await signIn({ account: 'admin', password: given.password }, office.context());

    expect([given.account.mustChangePassword, kindOf(again), kindOf(signedIn)]).toEqual([
      true,
      'access.noSealedCode',
      'ok',
    ]);
    const [entry] = office.store.auditEntries({ action: 'account.recovered', limit: 1 });
    expect(entry === undefined ? '' : severityOf(entry.action, entry.outcome)).toBe('alarm');
    expect(found(office, 'accounts')).toMatch(/^ok/);
  });

  test('opens no desk: officers are let in again by those who look after accounts', async () => {
    const office = await peopleOffice();
    const code = sealed(office);

    const officer = await recoverAccount({ code, account: 'officer1' }, office.context());
    const admin1 = await recoverAccount({ code, account: 'admin' }, office.context());

    expect([kindOf(officer), kindOf(admin1)]).toEqual(['account.notRecoverable', 'ok']);
  });

  test('is made anew by two people, and the one before ends', async () => {
    const office = await peopleOffice();
    const before = sealed(office);

    const { code } = must(await sealBreakGlass({ second: by('super1') }, office.context()));
    const alone = await sealBreakGlass({ second: by('admin') }, office.context());

    expect([kindOf(alone), kindOf(await recoverAccount({ code: before, account: 'admin' }, office.context()))]).toEqual(
      ['access.secondRefused', 'access.wrongSealedCode'],
    );
    expect(kindOf(await recoverAccount({ code, account: 'admin' }, office.context()))).toBe('ok');
  });

  test('that was used is not made usable again in the file, nor an account recovered without one', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    must(await recoverAccount({ code, account: 'admin' }, office.context()));
    const id = must(office.store.commit(system, (tx) => ok(sealCode(tx, 'breakGlass', office.context()))));

    expect(id).not.toBe('');
    expect([
      written(office, 'UPDATE sealedCode SET endedAt = NULL WHERE endedAt IS NOT NULL'),
      written(office, `UPDATE sealedCode SET hash = '${'0'.repeat(64)}'`),
      written(office, 'DELETE FROM sealedCode'),
      written(
        office,
        `INSERT INTO accountChange SELECT 'super1', 2, 'recover', 'system', NULL, id, NULL, '2026-03-02T08:00:00.000Z'
         FROM sealedCode WHERE endedAt IS NULL`,
      ),
    ]).toEqual([
      'a sealed code is used once and never rewritten',
      'a sealed code is used once and never rewritten',
      'sealedCode rows are never deleted',
      'the sealed code was not used for this',
    ]);
  });
});

describe('a code that a hand put into the file', () => {
  const forged = '1'.repeat(25);
  const at = '2026-03-02T08:00:00.000Z';

  /** Ends the code that there is, and puts in one whose signs the hand knows. */
  function putIn(office: PeopleOffice, kind: string): readonly string[] {
    const hash = systemDigest.sha256Hex(utf8Bytes(forged));
    return [
      written(office, `UPDATE sealedCode SET endedAt = '${at}' WHERE kind = '${kind}' AND endedAt IS NULL`),
      written(
        office,
        `INSERT INTO sealedCode (id, kind, hash, madeAt) VALUES ('${'1'.repeat(32)}', '${kind}', '${hash}', '${at}')`,
      ),
    ];
  }

  test('recovers no account, and both rows are found', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    const before = found(office, 'sealedCodes');
    expect(putIn(office, 'breakGlass')).toEqual(['taken', 'taken']);

    const kinds = [printedCode(forged), code].map((typed) =>
      recoverAccount({ code: typed, account: 'admin' }, office.context()),
    );

    expect((await Promise.all(kinds)).map(kindOf)).toEqual(['access.noSealedCode', 'access.noSealedCode']);
    expect([before, found(office, 'sealedCodes')]).toEqual([
      'ok: 0 sealed codes that are not as the log has them',
      'BAD: 2 sealed codes that are not as the log has them',
    ]);
  });

  test('starts no office, with or without one that was printed', async () => {
    const [bare, office] = [emptyOffice(), emptyOffice()];
    prepared(office);
    putIn(bare, 'firstStart');
    putIn(office, 'firstStart');
    const start = ({ context }: PeopleOffice) =>
      startOffice({ code: printedCode(forged), administrator, supervisor }, context());

    expect([kindOf(await start(bare)), kindOf(await start(office))]).toEqual([
      'access.noSealedCode',
      'access.noSealedCode',
    ]);
    expect([bare, office].map((one) => found(one, 'sealedCodes').slice(0, 6))).toEqual(['BAD: 1', 'BAD: 2']);
  });

  test('and one that a hand ended, is found until two people seal the next', async () => {
    const office = await peopleOffice();
    sealed(office);
    written(office, `UPDATE sealedCode SET endedAt = '${at}'`);
    const ended = found(office, 'sealedCodes');

    must(await sealBreakGlass({ second: by('super1') }, office.context()));

    expect([ended, found(office, 'sealedCodes')].map((note) => note.slice(0, 6))).toEqual(['BAD: 1', 'ok: 0 ']);
  });

  test('in place of one that was used is none again', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    must(await recoverAccount({ code, account: 'admin' }, office.context()));
    expect(found(office, 'sealedCodes')).toMatch(/^ok/);
    written(office, 'DROP TRIGGER sealedCodeEndedOnce; UPDATE sealedCode SET endedAt = NULL');

    const again = await recoverAccount({ code, account: 'super1' }, office.context());

    expect([kindOf(again), found(office, 'sealedCodes').slice(0, 6)]).toEqual(['access.noSealedCode', 'BAD: 1']);
  });
});
