// One account, one session; a shift and its checkpoint; a locked screen; two people from approval to holder.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changeRole, createAccount, disableAccount } from '../../electron/core/access/accounts.ts';
import { mayCall, type DeskState } from '../../electron/core/access/gate.ts';
import {
  endOpenSessions,
  endShift,
  lockScreen,
  signIn,
  signOut,
  unlockScreen,
} from '../../electron/core/access/session.ts';
import { acceptApplication, acceptByPlan } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { kindOf, must } from './office.ts';
import { doStep } from './hand-over-steps.ts';
import { written } from '../support/hand.ts';
import { employ, hasher, password, twoOfficers } from '../support/people.ts';
import { by, entries, found, officer, peopleOffice, type PeopleOffice } from './people-office.ts';
import { approval, idOf, officer2, renewal, signed, stored, walkOffice, type WalkOffice } from './walk-office.ts';

async function deskOf(office: PeopleOffice, account: string): Promise<DeskState> {
  const { sessionId, account: signedIn } = must(await signIn(by(account), office.context()));
  return { account, role: signedIn.role, sessionId, isLocked: false };
}

describe('a session', () => {
  test('of an account ends where the same account signs in again', async () => {
    const office = await peopleOffice();
    const first = await deskOf(office, 'officer1');
    const second = await deskOf(office, 'officer1');

    expect([first, second].map((desk) => kindOf(mayCall('queue.list', desk, office.store)))).toEqual([
      'access.sessionEnded',
      'ok',
    ]);
    expect(office.store.auditEntries({ action: 'session.ended', limit: 1 })[0]?.detail).toEqual({ ending: 'replaced' });
  });

  test('is over at once where its account is disabled', async () => {
    const office = await peopleOffice();
    const desk = await deskOf(office, 'officer1');
    must(await disableAccount({ name: 'officer1', revision: 1, second: by('super1') }, office.context()));

    expect(kindOf(mayCall('queue.list', desk, office.store))).toBe('access.sessionEnded');
    expect(kindOf(mayCall('session.signOut', desk, office.store))).toBe('ok');
  });

  test('is over at once where its account is given another role: what was taken away is not kept until the evening', async () => {
    const office = await peopleOffice();
    const desk = await deskOf(office, 'officer1');
    const change = { name: 'officer1', revision: 1, role: 'auditor', second: by('super1') } as const;
    must(await changeRole(change, office.context()));

    expect(kindOf(mayCall('card.handOver', desk, office.store))).toBe('access.sessionEnded');
  });

  test('is one for each account in the database too, ends once, and does not begin again', async () => {
    const office = await peopleOffice();
    await deskOf(office, 'officer1');
    const twice = `INSERT INTO session (id, account, startedAt) VALUES ('${'1'.repeat(32)}', 'officer1', 'now')`;

    expect(written(office, twice)).toBe('UNIQUE constraint failed: session.account');
    must(signOut(officer, office.context()));
    expect([
      written(office, 'UPDATE session SET endedAt = NULL, ending = NULL'),
      written(office, 'DELETE FROM session'),
    ]).toEqual(['a session ends once and is never rewritten', 'session rows are never deleted']);
  });

  test('that a killed program left open is ended as lost', async () => {
    const office = await peopleOffice();
    await deskOf(office, 'officer1');

    must(endOpenSessions('lost', office.context()));

    expect([office.store.openSessions(), entries(office, 1)]).toEqual([[], ['session.ended ok by system']]);
    expect(office.store.openShift('officer1')).toBeDefined();
  });

  test('does nothing before a given password was changed', async () => {
    const office = await peopleOffice();
    const newcomer = { name: 'newcomer', displayName: 'New Comer', role: 'officer' } as const;
    const made = must(await createAccount({ ...newcomer, second: by('super1') }, office.context()));
    const given = { account: 'newcomer', password: made.password };
    const { sessionId } = must(await signIn(given, office.context()));
    const desk = { account: 'newcomer', role: 'officer', sessionId, isLocked: false } as const;
    const calls = [
      'queue.list',
      'job.print',
      'account.beginTotp',
      'account.changePassword',
      'session.signOut',
    ] as const;

    expect(calls.map((name) => kindOf(mayCall(name, desk, office.store)))).toEqual([
      'access.mustChangePassword',
      'access.mustChangePassword',
      'access.mustChangePassword',
      'ok',
      'ok',
    ]);
  });
});

describe('a locked screen', () => {
  test('answers nothing but the same person’s password', async () => {
    const office = await peopleOffice();
    const desk = { ...(await deskOf(office, 'officer1')), isLocked: true };
    must(lockScreen(officer, office.context()));
    const calls = ['application.open', 'queue.list', 'job.print', 'session.unlock', 'session.signOut'] as const;

    expect(calls.map((name) => kindOf(mayCall(name, desk, office.store)))).toEqual([
      'access.screenLocked',
      'access.screenLocked',
      'access.screenLocked',
      'ok',
      'ok',
    ]);
    const unlocked = [
      await unlockScreen(officer, { password: 'guessed' }, office.context()),
      await unlockScreen(officer, { password }, office.context()),
    ];
    expect(unlocked.map(kindOf)).toEqual(['access.wrongPassword', 'ok']);
  });

  test('counts guesses as signing in does', async () => {
    const office = await peopleOffice();
    for (let time = 0; time < 5; time += 1) await unlockScreen(officer, { password: 'guessed' }, office.context());

    expect(kindOf(await unlockScreen(officer, { password }, office.context()))).toBe('access.lockedOut');
  });
});

describe('a shift', () => {
  test('begins with the first sign-in, goes on through sign-outs, and its end writes a checkpoint', async () => {
    const office = await peopleOffice();
    await deskOf(office, 'officer1');
    must(signOut(officer, office.context()));
    await deskOf(office, 'officer1');
    office.clock.set('2026-03-02T16:00:00.000Z');

    must(endShift(officer, office.context()));

    expect(entries(office, 6)).toEqual([
      'shift.started ok by officer1',
      'session.signedOut ok by officer1',
      'session.signedIn ok by officer1',
      'session.signedOut ok by officer1',
      'shift.ended ok by officer1',
      'audit.checkpoint ok by system',
    ]);
    expect(office.store.auditEntries({ action: 'shift.ended', limit: 1 })[0]?.detail).toEqual({ minutes: 480 });
    expect(office.store.auditEntries({ action: 'audit.checkpoint', limit: 1 })[0]?.detail['occasion']).toBe('shift');
    expect(readFileSync(join(office.folder, 'audit.checkpoint'), 'utf8')).toBe(office.store.treeHead()?.checkpoint);
    expect(kindOf(endShift(officer, office.context()))).toBe('shift.none');
  });

  test('is one for each person, and its row is not rewritten', async () => {
    const office = await peopleOffice();
    await deskOf(office, 'officer1');
    const twice = `INSERT INTO shift (id, account, startedAt) VALUES ('${'1'.repeat(32)}', 'officer1', 'now')`;

    expect([
      written(office, twice),
      written(office, `UPDATE shift SET startedAt = 'earlier'`),
      written(office, 'DELETE FROM shift'),
    ]).toEqual([
      'UNIQUE constraint failed: shift.account',
      'a shift ends once and is never rewritten',
      'shift rows are never deleted',
    ]);
  });
});

describe('one person alone', () => {
  test('never takes a card from approval to holder, by the screen or in the file', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const on = { cardId: card.id, revision: card.revision };
    const gone = `state = 'handedOver', handedOverAt = '${walk.clock.now().toISOString()}'`;

    expect(kindOf(await handOverCard(on, walk.context()))).toBe('access.samePerson');
    expect([
      written(walk, `UPDATE card SET ${gone}, handedOverBy = 'officer1' WHERE id = '${card.id}'`),
      written(walk, `UPDATE application SET reviewedBy = 'officer2'`),
    ]).toEqual([
      'a card is never handed over by who accepted its review',
      'who accepted a review stays once there is a card',
    ]);
    expect(kindOf(await handOverCard(on, walk.context(officer2)))).toBe('ok');
  });
});

describe('a warning, where the staffing plan has two people answer for it', () => {
  const profile = { ...specimenProfile, staffing: { ...specimenProfile.staffing, overrideByTwo: true } };

  async function warned(): Promise<{
    readonly walk: WalkOffice;
    readonly input: Parameters<typeof acceptApplication>[0];
  }> {
    const walk = await walkOffice();
    await employ(walk.store, twoOfficers);
    const record = renewal(1, 'expiry');
    await walk.take(signed(record));
    const applicationId = idOf(walk, record);
    const { application, warnings } = must(await openApplication({ applicationId }, walk.context()));
    const acknowledged = warnings.map(({ kind }) => kind);
    expect(acknowledged.length).toBeGreaterThan(0);
    return { walk, input: { applicationId, revision: application.revision, acknowledged } };
  }

  test('is set aside by two, and both are on record', async () => {
    const { walk, input } = await warned();
    const context = { ...walk.context(), profile, hasher };

    const alone = await acceptByPlan(input, context);
    const past = await acceptApplication(input, context);
    const both = await acceptByPlan({ ...input, second: by('officer2') }, context);

    expect([alone, past, both].map(kindOf)).toEqual(['access.overrideNeedsSecond', 'access.overrideNeedsSecond', 'ok']);
    expect(walk.store.auditEntries({ action: 'application.accepted', limit: 1 })[0]).toMatchObject({
      actor: 'officer1',
      detail: { approvedBy: 'officer2' },
    });
    expect(
      written(walk, `INSERT INTO warningOverride VALUES ('${input.applicationId}', 9, 'x', '${'1'.repeat(32)}')`),
    ).toBe('a warning is overridden by two people');
  });

  test('asks for no password where the case is no longer the one that was shown', async () => {
    const { walk, input } = await warned();
    const stale = { ...input, revision: input.revision + 1, second: by('officer2') };

    const refused = await acceptByPlan(stale, { ...walk.context(), profile, hasher });

    expect(kindOf(refused)).toBe('changedMeanwhile');
    expect(walk.store.auditEntries({ action: 'approval.given', limit: 1 })).toEqual([]);
  });

  test('needs one person in an office of two', async () => {
    const { walk, input } = await warned();

    expect(kindOf(await acceptByPlan(input, { ...walk.context(), hasher }))).toBe('ok');
  });

  test('a review that nobody is on record for is found', async () => {
    const { walk, input } = await warned();
    must(await acceptByPlan(input, { ...walk.context(), hasher }));
    const before = found(walk, 'reviews');
    written(walk, `UPDATE application SET reviewedBy = 'officer2'`);

    expect([before, found(walk, 'reviews')]).toEqual([
      'ok: 0 reviews that nobody is on record for',
      'BAD: 1 reviews that nobody is on record for',
    ]);
  });
});
