// An approval is spent once, on what it was given for: by the use cases, and against a hand that writes into the file.

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  approve,
  approveEach,
  spendApproval,
  type Approval,
  type Question,
} from '../../electron/core/access/second-person.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import type { Result } from '../../shared/result.ts';
import { employ, hasher, password, twoOfficers } from '../support/people.ts';
import { kindOf, must } from './office.ts';
import {
  approval as record,
  now,
  officer1,
  officer2,
  on,
  printed,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

async function office(): Promise<WalkOffice> {
  const walk = await walkOffice();
  await employ(walk.store, twoOfficers);
  return walk;
}

const question: Question = {
  action: 'stock.lose',
  subjectId: '5'.repeat(32),
  shown: sha256Schema.parse('6'.repeat(64)),
};

async function given(walk: WalkOffice, asked = question): Promise<Approval> {
  return must(await approve(asked, officer1, { account: 'officer2', password }, { ...walk.context(), hasher }));
}

function spend(walk: WalkOffice, approval: Approval, asked = question): Result<void> {
  return walk.store.commit(officer1, (tx) => {
    const spent = spendApproval(tx, approval, asked, walk.clock.now());
    if (!spent.ok) return spent;
    tx.audit({ action: 'session.signedOut', subject: { kind: 'account', id: 'officer1' }, outcome: 'ok', detail: {} });
    return spent;
  });
}

function reasonOf(result: Result<unknown>): string {
  return !result.ok && result.error.kind === 'access.secondRefused' ? result.error.data.reason : kindOf(result);
}

/** What the database says to a hand that writes into it beside the program. */
function written(walk: WalkOffice, sql: string): string {
  const db: Database = new SqliteDatabase(join(walk.folder, 'starcard.db'));
  try {
    db.exec(sql);
    return 'taken';
  } catch (refusal) {
    return refusal instanceof Error ? refusal.message : '';
  } finally {
    db.close();
  }
}

describe('an approval', () => {
  test('is spent once, however often it is shown again', async () => {
    const walk = await office();
    const approval = await given(walk);

    expect([reasonOf(spend(walk, approval)), reasonOf(spend(walk, approval))]).toEqual(['ok', 'spent']);
    expect(walk.store.spentApproval(approval.id)).toMatchObject({ startedBy: 'officer1', approver: 'officer2' });
  });

  test('for one card is none for another, and none two minutes later', async () => {
    const walk = await office();
    const approval = await given(walk);

    const other = spend(walk, approval, { ...question, subjectId: '7'.repeat(32) });
    walk.clock.set('2026-03-02T08:02:00.001Z');

    expect([reasonOf(other), reasonOf(spend(walk, approval))]).toEqual(['otherAct', 'late']);
    expect(walk.store.spentApproval(approval.id)).toBeUndefined();
  });

  test('is one for each of the cases that are agreed to in one sitting, and spent on its own', async () => {
    const walk = await office();
    const other = { ...question, subjectId: '7'.repeat(32) };
    const second = { account: 'officer2', password };

    const both = must(await approveEach([question, other], officer1, second, { ...walk.context(), hasher }));
    const [first, last] = both.map(must);
    if (first === undefined || last === undefined) throw new Error('two approvals');

    expect([
      reasonOf(spend(walk, first, other)),
      reasonOf(spend(walk, first)),
      reasonOf(spend(walk, last, other)),
    ]).toEqual(['otherAct', 'ok', 'ok']);
    expect(walk.store.auditEntries({ action: 'session.signInFailed', limit: 5 })).toEqual([]);
  });

  test('of an act that was taken back is not spent', async () => {
    const walk = await office();
    const approval = await given(walk);

    walk.store.commit(officer1, (tx) => {
      must(spendApproval(tx, approval, question, walk.clock.now()));
      return { ok: false, error: { kind: 'notFound', data: { what: 'a reason' } } };
    });

    expect(reasonOf(spend(walk, approval))).toBe('ok');
  });
});

describe('written straight into the file', () => {
  const row = (change: Readonly<Record<string, string>>): string => {
    const values = {
      id: '1'.repeat(32),
      action: 'stock.lose',
      subjectId: 'x',
      shown: '2'.repeat(64),
      startedBy: 'officer1',
      approver: 'officer2',
      expiresAt: '2026-03-02T08:02:00.000Z',
      spentAt: '2026-03-02T08:01:00.000Z',
      ...change,
    };
    const texts = Object.values(values).map((value) => `'${value}'`);
    return `INSERT INTO spentApproval (${Object.keys(values).join()}) VALUES (${texts.join()})`;
  };

  test('an approval by the first person, for no such act, by nobody, or too late is refused', async () => {
    const walk = await office();

    expect([
      written(walk, row({ approver: 'officer1' })),
      written(walk, row({ action: 'stock.forgotten' })),
      written(walk, row({ approver: 'nobody' })),
      written(walk, row({ spentAt: '2026-03-02T08:02:00.001Z' })),
    ]).toEqual([
      'CHECK constraint failed: approver <> startedBy',
      'FOREIGN KEY constraint failed',
      'FOREIGN KEY constraint failed',
      'CHECK constraint failed: spentAt <= expiresAt',
    ]);
  });

  test('a spent approval is not changed, removed or spent again', async () => {
    const walk = await office();
    const approval = await given(walk);
    must(spend(walk, approval));

    expect([
      written(walk, `UPDATE spentApproval SET subjectId = 'another'`),
      written(walk, 'DELETE FROM spentApproval'),
      written(walk, row({ id: approval.id })),
    ]).toEqual([
      'spentApproval rows are never changed',
      'spentApproval rows are never deleted',
      'UNIQUE constraint failed: spentApproval.id',
    ]);
  });

  test('an approval that nobody gave is found', async () => {
    const walk = await office();
    must(spend(walk, await given(walk)));
    const approvals = () => walk.store.diagnose().find(({ check }) => check === 'approvals');

    const before = approvals();
    expect(written(walk, row({}))).toBe('taken');

    expect([before?.ok, approvals()]).toEqual([
      true,
      { check: 'approvals', ok: false, note: '1 approvals that nobody gave, or that are gone' },
    ]);
  });

  test('an approval that was let go and is used hours later is found', async () => {
    const walk = await office();
    const { id, shown, subjectId } = await given(walk);
    const isGood = () => walk.store.diagnose().find(({ check }) => check === 'approvals')?.ok;
    const used = (expiresAt: string) => row({ id, shown, subjectId, expiresAt, spentAt: '2026-03-02T08:01:00.000Z' });
    const undone = 'DROP TRIGGER spentApprovalNoDelete; DELETE FROM spentApproval;';

    expect(written(walk, used('2026-03-02T08:02:00.000Z'))).toBe('taken');
    const inTime = isGood();
    expect(written(walk, `${undone} ${used('2026-03-02T11:00:00.000Z')}`)).toBe('taken');

    expect([inTime, isGood()]).toEqual([true, false]);
  });

  test('an act more in the list of acts that need two is found', async () => {
    const walk = await office();
    written(walk, `INSERT INTO twoPersonAction VALUES ('stock.forgotten')`);

    expect(walk.store.diagnose().find(({ check }) => check === 'approvals')?.ok).toBe(false);
  });

  test('a card that may be printed is not made again without an approval', async () => {
    const walk = await office();
    const job = await printed(walk, record(1));
    must(setAsideJob({ ...on(now(walk, job)), reason: 'printFault', note: '' }, walk.context(officer2)));
    const raise = `UPDATE job SET attempt = 2 WHERE id = '${job.id}'`;
    const forged = `INSERT INTO reprint VALUES ('${job.id}', 2, '${'1'.repeat(32)}')`;

    expect([written(walk, raise), written(walk, forged)]).toEqual([
      'a card that may be printed is made again by two people',
      'a reprint needs the approval of a second person',
    ]);
  });

  test('a change of services is not put in without an approval', async () => {
    const walk = await office();
    const change = `INSERT INTO serviceChange (id, cardId, act, serviceId, listNumber, list, state, startedBy, approvedBy,
      approvalId, startedAt) VALUES ('${'1'.repeat(32)}', 'c', 'withdraw', 'tax', 1, x'00', 'begun', 'officer1', 'officer2',
      '${'2'.repeat(32)}', '2026-03-02T08:00:00.000Z')`;

    expect(written(walk, change)).toBe('a service change needs the approval of a second person');
  });
});
