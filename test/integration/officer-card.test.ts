// An officer's card as second factor: what it signs, for whom and once; how it comes to an account and leaves it; and what
// the file itself refuses.

import { describe, expect, test } from 'vitest';
import { removeFactor } from '../../electron/core/access/accounts.ts';
import { recoverAccount } from '../../electron/core/access/first-start.ts';
import { beginTotp, confirmTotp } from '../../electron/core/access/own-account.ts';
import { sealCode } from '../../electron/core/access/sealed-code.ts';
import { approve } from '../../electron/core/access/second-person.ts';
import { signIn, unlockScreen } from '../../electron/core/access/session.ts';
import { checkPassword } from '../../electron/core/access/sign-in.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { stepAt, totpCode, totpSecret } from '../../electron/core/access/totp.ts';
import { enrolCard, loseCard, proveCard } from '../../electron/core/officer-card/enrol.ts';
import { askCard, isProven, proofHolds } from '../../electron/core/officer-card/proof.ts';
import { severityOf } from '../../shared/audit/catalogue.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import { secondPersonSchema } from '../../shared/model/service.ts';
import { ok, type Result } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import { cardOffice, enrolled, PIN, revisionOf, type CardOffice } from './officer-card-desk.ts';
import { withoutTriggers, written } from '../support/hand.ts';
import { admin, by, found, officer } from './people-office.ts';

const VERIFY = 0x20;
const second = secondPersonSchema.parse(by('super1'));

function withPin(account: string, pin = PIN) {
  return { ...by(account), pin };
}

function leftOf(result: Result<unknown>): number | string {
  return !result.ok && result.error.kind === 'officerCard.wrongPin' ? result.error.data.left : kindOf(result);
}

/** As `enrolled`, one step at a time. */
async function enrol(office: CardOffice, name: string, proof: string) {
  return enrolCard({ name, revision: revisionOf(office, name), second, proof }, office.context());
}

describe('an account with an officer’s card', () => {
  test('is set up by two others with what the card signed, and asks for it from then on', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');

    const without = await signIn(by('officer1'), office.context());
    const withCard = await signIn(withPin('officer1'), office.context());

    expect([kindOf(without), kindOf(withCard)]).toEqual(['access.cardNeeded', 'ok']);
    const [entry] = office.store.auditEntries({ action: 'account.cardEnrolled', limit: 1 });
    expect(entry).toMatchObject({ actor: 'admin', detail: { approvedBy: 'super1' } });
    expect([found(office, 'accounts'), found(office, 'officerCards')]).toEqual([
      'ok: 0 accounts that are not as the log has them',
      'ok: 0 signatures that no officer’s card made, 0 signatures or lost cards that are gone',
    ]);
  });

  test('tells who does not know the password nothing of the card, and gives it no PIN', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    office.sent.length = 0;

    const guess = await signIn({ account: 'officer1', password: 'guessed', pin: PIN }, office.context());

    expect([kindOf(guess), office.sent]).toEqual(['access.wrongPassword', []]);
  });

  test('says how many tries are left, counts wrong PINs as wrong passwords, and knows a blocked card', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');

    const tries = [];
    for (const pin of ['111111', '222222', '333333', PIN])
      tries.push(leftOf(await signIn(withPin('officer1', pin), office.context())));

    expect(tries).toEqual([2, 1, 'officerCard.blocked', 'officerCard.blocked']);
    expect(office.store.account('officer1')?.failedSignIns).toBe(2);
    expect(office.store.auditEntries({ action: 'session.signInFailed', limit: 9 })).toHaveLength(4);
  });

  test('keeps a PIN that is none, and the wrong card, from any try', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const forms = [];
    for (const pin of ['12345', '123456789', 'abcdef'])
      forms.push(kindOf(await signIn(withPin('officer1', pin), office.context())));
    office.insert('somebody else’s');
    office.sent.length = 0;
    const other = await signIn(withPin('officer1'), office.context());
    office.insert();

    expect(forms).toEqual(['officerCard.pinForm', 'officerCard.pinForm', 'officerCard.pinForm']);
    expect([kindOf(other), office.sent.includes(VERIFY)]).toEqual(['officerCard.other', false]);
    expect(kindOf(await signIn(withPin('officer1'), office.context()))).toBe('officerCard.absent');
  });

  test('is found among several cards that lie in readers', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    office.insert('super1', 'officer1', 'super2');

    expect(kindOf(await signIn(withPin('officer1'), office.context()))).toBe('ok');
  });

  test('unlocks the screen by the card, and is only looked at beside another program', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const { password } = by('officer1');

    const locked = await unlockScreen(officer, { password }, office.context());
    const back = await unlockScreen(officer, { password, pin: PIN }, office.context());
    const beside = await checkPassword(withPin('officer1'), office.context());

    expect([locked, back, beside].map(kindOf)).toEqual(['access.cardNeeded', 'ok', 'ok']);
  });

  test('signs what its owner approves as the second person, and the entry names the signature', async () => {
    const office = await cardOffice();
    await enrolled(office, 'super1');
    const question = {
      action: 'account.disable',
      subjectId: 'officer1',
      shown: sha256Schema.parse('6'.repeat(64)),
    } as const;

    const without = await approve(question, admin, by('super1'), office.context());
    const given = await approve(question, admin, secondPersonSchema.parse(withPin('super1')), office.context());

    expect([kindOf(without), kindOf(given)]).toEqual(['access.cardNeeded', 'ok']);
    const [entry] = office.store.auditEntries({ action: 'approval.given', limit: 1 });
    expect(entry?.detail).toMatchObject({ subject: 'officer1', proof: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});

describe('what a card signed', () => {
  const question = { account: 'officer1', purpose: 'signIn', subject: '' } as const;

  test('holds for one account, purpose and subject, by one key, for two minutes', async () => {
    const office = await cardOffice();
    office.insert('officer1');
    const proof = must(await askCard(question, PIN, () => true, office.context()));
    const holds = (change: object, at = '2026-03-02T08:02:00.000Z', key: string | null = proof.publicKey) =>
      kindOf(proofHolds(proof, { ...question, ...change }, key, new Date(at)));

    expect(holds({})).toBe('ok');
    expect([
      holds({ account: 'officer2' }),
      holds({ purpose: 'approve' }),
      holds({ subject: '0'.repeat(64) }),
      holds({}, '2026-03-02T08:02:00.001Z'),
      holds({}, '2026-03-02T07:59:59.999Z'),
      holds({}, undefined, null),
    ]).toEqual(Array(6).fill('officerCard.proofSpent'));
    expect(isProven({ ...proof, provenAt: '2026-03-02T08:01:00.000Z' })).toBe(false);
  });

  test('sets up a card once, for the account that it was signed for, and not ten minutes later', async () => {
    const office = await cardOffice();
    office.insert('new');
    const { proof, fingerprint } = must(await proveCard({ name: 'officer1', pin: PIN }, office.context()));
    const other = await enrol(office, 'auditor1', proof);
    must(await enrol(office, 'officer1', proof));
    must(await removeFactor({ name: 'officer1', revision: 2, second }, office.context()));
    const again = await enrol(office, 'officer1', proof);
    const fresh = must(await proveCard({ name: 'officer1', pin: PIN }, office.context()));
    office.clock.set('2026-03-02T08:10:00.001Z');
    const late = await enrol(office, 'officer1', fresh.proof);

    expect([other, again, late].map(kindOf)).toEqual(Array(3).fill('officerCard.proofSpent'));
    expect(fingerprint).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
  });
});

describe('a card', () => {
  test('is nobody’s twice, and comes to no account by one person or the one it belongs to', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const taken = await proveCard({ name: 'auditor1', pin: PIN }, office.context());
    office.insert('new');
    const own = await proveCard({ name: 'admin', pin: PIN }, office.context());
    const byOfficer = await proveCard({ name: 'auditor1', pin: PIN }, office.context(officer));
    const { proof } = must(await proveCard({ name: 'auditor1', pin: PIN }, office.context()));
    const alone = await enrolCard({ name: 'auditor1', revision: 1, second: by('admin'), proof }, office.context());

    expect([taken, own, byOfficer, alone].map(kindOf)).toEqual([
      'officerCard.taken',
      'account.own',
      'access.forbidden',
      'access.secondRefused',
    ]);
  });

  test('that was lost is off its account at once, on record as a warning, and never taken again', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');

    must(await loseCard({ name: 'officer1', revision: 2, second }, office.context()));
    const again = await proveCard({ name: 'officer1', pin: PIN }, office.context());
    const [entry] = office.store.auditEntries({ action: 'account.cardLost', limit: 1 });

    expect([kindOf(await signIn(by('officer1'), office.context())), kindOf(again)]).toEqual(['ok', 'officerCard.lost']);
    expect(entry === undefined ? '' : severityOf(entry.action, entry.outcome)).toBe('warning');
    expect(kindOf(await loseCard({ name: 'officer1', revision: 3, second }, office.context()))).toBe('notFound');
    expect(found(office, 'accounts')).toMatch(/^ok/);
  });

  test('takes the place of an authenticator, and its owner sets up none beside it', async () => {
    const office = await cardOffice();
    const own = office.context(officer);
    const { salt } = must(beginTotp({ ...own, issuer: 'Starcard' }));
    const key = must(totpSecret(own.keyDeriver, 'officer1', salt));
    const code = totpCode(key, stepAt(office.clock.now()));
    must(await confirmTotp({ salt, code, password: by('officer1').password }, own));
    await enrolled(office, 'officer1');

    const again = await confirmTotp({ salt, code, password: by('officer1').password }, own);

    expect(office.store.account('officer1')).toMatchObject({ totpSalt: null, cardKey: expect.any(String) });
    expect(kindOf(again)).toBe('account.factorThere');
  });

  test('is off the account that the break-glass code lets in again', async () => {
    const office = await cardOffice();
    await enrolled(office, 'super1', 'super1');
    const code = must(office.store.commit(system, (tx) => ok(sealCode(tx, 'breakGlass', office.context()))));
    const { password } = must(await recoverAccount({ code, account: 'super1' }, office.context()));

    expect(kindOf(await signIn({ account: 'super1', password }, office.context()))).toBe('ok');
    expect(found(office, 'accounts')).toMatch(/^ok/);
  });
});

describe('written straight into the file', () => {
  test('no card comes to an account, leaves it or becomes another’s', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const key = office.store.account('officer1')?.cardKey ?? '';
    const set = (account: string, value: string): string =>
      written(office, `UPDATE account SET cardKey = ${value}, revision = revision + 1 WHERE name = '${account}'`);

    expect([set('officer1', 'NULL'), set('auditor1', `'${'04'.repeat(65)}'`), set('auditor1', `'${key}'`)]).toEqual([
      'an account changes only with a row that says by what right',
      expect.stringMatching(/by what right|what it signed/),
      expect.stringMatching(/by what right|what it signed/),
    ]);
    expect(written(office, `UPDATE account SET totpSalt = '${'0'.repeat(32)}' WHERE name = 'officer1'`)).toMatch(
      /by what right|CHECK constraint/,
    );
  });

  test('a card that was taken off under a forged approval is found', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const before = found(office, 'accounts');
    const at = '2026-03-02T08:00:00.000Z';
    const id = 'a'.repeat(32);
    const forged = `INSERT INTO spentApproval VALUES ('${id}', 'account.removeFactor', 'officer1', '${'b'.repeat(64)}',
        'admin', 'super1', '${at}', '${at}');
      INSERT INTO accountChange VALUES ('officer1', 3, 'removeFactor', 'admin', '${id}', NULL, NULL, '${at}');
      UPDATE account SET cardKey = NULL, revision = 3 WHERE name = 'officer1'`;

    expect(written(office, forged)).toBe('taken');
    expect([before, found(office, 'accounts'), found(office, 'approvals')].map((note) => note.slice(0, 6))).toEqual([
      'ok: 0 ',
      'BAD: 1',
      'BAD: 1',
    ]);
  });

  test('a signature is neither repeated, changed nor removed, and none is put in for another key', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    must(await signIn(withPin('officer1'), office.context()));
    const repeat = (columns: string) =>
      written(office, `INSERT INTO cardProof SELECT ${columns} FROM cardProof WHERE purpose = 'signIn'`);

    expect([
      repeat('*'),
      repeat(`'${'a'.repeat(32)}', account, purpose, subject, provenAt, publicKey, signature`),
      repeat(`'${'a'.repeat(32)}', 'auditor1', purpose, subject, provenAt, publicKey, '${'B'.repeat(128)}'`),
      written(office, `UPDATE cardProof SET account = 'auditor1'`),
      written(office, 'DELETE FROM cardProof'),
    ]).toEqual([
      expect.stringContaining('UNIQUE constraint failed'),
      'UNIQUE constraint failed: cardProof.signature',
      'an officer signs by the card that is set up for them',
      'cardProof rows are never changed',
      'cardProof rows are never deleted',
    ]);
  });

  test('a signature that no card made is found', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const forged = `INSERT INTO cardProof SELECT '${'a'.repeat(32)}', account, 'signIn', '', provenAt, publicKey,
      '${'B'.repeat(128)}' FROM cardProof`;

    expect([written(office, forged), found(office, 'officerCards')]).toEqual([
      'taken',
      expect.stringContaining('BAD: 1 signatures that no officer’s card made'),
    ]);
  });

  test('what a card signed, and a card on record as lost, are missed where they are taken out', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    must(await signIn(withPin('officer1'), office.context()));
    must(await loseCard({ name: 'officer1', revision: revisionOf(office, 'officer1'), second }, office.context()));
    const sound = found(office, 'officerCards');

    withoutTriggers(office.folder, (db) => db.exec(`DELETE FROM cardProof WHERE purpose = 'signIn'`));
    const withoutProof = found(office, 'officerCards');
    withoutTriggers(office.folder, (db) => db.exec('DELETE FROM lostCard'));

    expect([sound, withoutProof, found(office, 'officerCards')].map((note) => note.slice(0, 6))).toEqual([
      'ok: 0 ',
      'BAD: 0',
      'BAD: 0',
    ]);
    expect(found(office, 'officerCards')).toContain('2 signatures or lost cards that are gone');
  });

  test('a lost card is not found again, nor one reported lost without two people', async () => {
    const office = await cardOffice();
    await enrolled(office, 'officer1');
    const key = office.store.account('officer1')?.cardKey ?? '';
    const alone = written(office, `INSERT INTO lostCard VALUES ('${key}', 'officer1', 2)`);
    must(await loseCard({ name: 'officer1', revision: 2, second }, office.context()));

    expect([
      alone,
      written(office, 'DELETE FROM lostCard'),
      written(office, `UPDATE lostCard SET publicKey = '${'04'.repeat(65)}'`),
    ]).toEqual([
      'a card is reported lost by two people, for the account that has it',
      'lostCard rows are never deleted',
      'lostCard rows are never changed',
    ]);
  });
});
