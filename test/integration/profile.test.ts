// The profile is changed by a signed file and two people: refused by the use case, stopped or found where a hand writes.

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemVerifier } from '../../electron/adapters/system/verifier.ts';
import { chooserFromOptions } from '../../electron/app/cli/desk.ts';
import { diagnoseFolder } from '../../electron/app/cli/whole-folder.ts';
import { openDesk } from '../../electron/app/desk-session.ts';
import { profileOfFolder } from '../../electron/app/folder-profile.ts';
import { readTrainingAccounts } from '../../electron/app/training.ts';
import { openWorkstation, type Workstation } from '../../electron/app/workstation.ts';
import {
  changeProfile,
  offerProfile,
  viewProfile,
  type ProfileContext,
} from '../../electron/core/profile/change-profile.ts';
import { builtIn, profileInForce } from '../../electron/core/profile/in-force.ts';
import { profileRoots, type ProfileRoot } from '../../electron/core/profile/roots.ts';
import { signTrainingProfile } from '../../electron/core/profile/sign-training.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { secondPersonSchema } from '../../shared/model/service.ts';
import type { Result } from '../../shared/result.ts';
import { freshFolder, kindOf, must } from './office.ts';
import { written } from '../support/hand.ts';
import { admin, by, found, officer, peopleOffice, type PeopleOffice } from './people-office.ts';
import { byHand } from './resealed.ts';

const staffing = { overrideByTwo: true, idleLockSeconds: 90 };
const compiledIn: readonly ProfileRoot[] = profileRoots.map((root) => ({ ...root, proves: 'live' }));

function file(serial: number, over: Partial<Profile> = { staffing }, validFrom = '2026-03-01T00:00:00Z'): string {
  return signTrainingProfile({ version: 1, serial, validFrom, profile: { ...specimenProfile, ...over } });
}

function contextOf(office: PeopleOffice, actor: Actor = admin, roots = profileRoots): ProfileContext {
  return { ...office.context(actor), verifier: systemVerifier, roots, running: builtIn };
}

function change(office: PeopleOffice, jws: string, second: object = by('super1'), actor: Actor = admin) {
  return changeProfile({ jws, second: secondPersonSchema.parse(second) }, contextOf(office, actor));
}

async function inForce(office: PeopleOffice): Promise<string> {
  const read = await profileInForce(office.store, contextOf(office));
  return read.ok ? `${read.value.serial}` : read.error.kind;
}

describe('a change of the profile', () => {
  test('is shown field by field, made by two, on record with both names, and takes effect at the next start', async () => {
    const office = await peopleOffice();
    const jws = file(3);

    const offer = must(await offerProfile(jws, contextOf(office)));
    const view = must(await change(office, jws));

    const differences = [
      { field: 'staffing.overrideByTwo', from: ['false'], to: ['true'] },
      { field: 'staffing.idleLockSeconds', from: ['600'], to: ['90'] },
    ];
    expect(offer).toMatchObject({ serial: 3, replaces: 0, differences });
    expect(view).toMatchObject({ serial: 0, next: { serial: 3, differences } });
    const [entry] = office.store.auditEntries({ action: 'profile.changed', limit: 1 });
    expect(entry).toMatchObject({
      actor: 'admin',
      detail: { number: 3, profileDigest: offer.digest, approvedBy: 'super1' },
    });
    expect(await inForce(office)).toBe('3');
    expect(found(office, 'profile')).toBe('ok: 1 changes of the profile');
    expect(found(office, 'approvals')).toMatch(/^ok/);
  });

  test('is compared with what was taken in before, not with what the program started with', async () => {
    const office = await peopleOffice();
    must(await change(office, file(1)));

    const offer = must(await offerProfile(file(2), contextOf(office)));

    expect(offer).toMatchObject({ replaces: 1, differences: [] });
  });

  test.each([
    ['an officer as the first', officer, by('super1'), 'access.forbidden'],
    ['an officer as the second', admin, by('officer1'), 'access.secondRefused'],
    ['an auditor as the second', admin, by('auditor1'), 'access.secondRefused'],
    ['the first as the second', admin, by('admin'), 'access.secondRefused'],
    ['a wrong password of the second', admin, { account: 'super1', password: 'guessed' }, 'access.wrongPassword'],
  ])('is not made with %s', async (_what, first, second, kind) => {
    const office = await peopleOffice();

    expect(kindOf(await change(office, file(1), second, first))).toBe(kind);
    expect(await inForce(office)).toBe('0');
  });

  test.each([
    ['an older number', file(2), 'profile.older'],
    ['the same number', file(3, {}), 'profile.older'],
    ['a profile of tomorrow', file(4, {}, '2026-03-03T00:00:00Z'), 'profile.notYet'],
    ['a live one under the training root', file(4, { live: true }), 'profile.trainingOnly'],
    ['no profile at all', 'anything', 'profile.unreadable'],
  ])('is not made to %s', async (_what, jws, kind) => {
    const office = await peopleOffice();
    must(await change(office, file(3)));

    expect(kindOf(await change(office, jws))).toBe(kind);
    expect(await inForce(office)).toBe('3');
  });

  test.each([
    ['of another office', { office: '110000-01' }, 'profile.trainingOnly'],
    ['of another workstation', { workstation: 'WS-2' }, 'profile.trainingOnly'],
    ['that would turn a training folder into a live one', { live: true }, 'profile.otherFolder'],
  ])('is not made to a profile %s, also where the authority signed it', async (_what, identity, kind) => {
    const office = await peopleOffice();

    const offered = await offerProfile(file(1, identity), contextOf(office, admin, compiledIn));

    expect(kindOf(offered)).toBe(kind);
  });

  test('is shown to nobody, nor offered, who may not see it, whoever calls', async () => {
    const office = await peopleOffice();
    const context = contextOf(office, officer);

    const refused = [await viewProfile(context), await offerProfile(file(1), context)];

    expect(refused.map(kindOf)).toEqual(['access.forbidden', 'access.forbidden']);
  });

  test('is not made where another was made meanwhile', async () => {
    const office = await peopleOffice();
    const [slow, quick] = await Promise.all([change(office, file(1)), change(office, file(2), by('super2'))]);

    expect([kindOf(slow), kindOf(quick)].toSorted()).toEqual(['changedMeanwhile', 'ok']);
  });
});

/** A row as its entry would have it, but for what is changed. */
function row(values: Partial<Readonly<Record<string, string | number>>> = {}): string {
  const all = {
    serial: 9,
    jws: file(9),
    digest: 'd'.repeat(64),
    changedBy: 'admin',
    approvedBy: 'super1',
    approvalId: 'a'.repeat(32),
    changedAt: '2026-03-02T08:00:00.000Z',
    ...values,
  };
  const texts = Object.values(all).map((value) => `'${value}'`);
  return `INSERT INTO profileChange (${Object.keys(all).join(', ')}) VALUES (${texts.join(', ')})`;
}

/** A second person who was never asked. */
function approval(digest: string): string {
  return `INSERT INTO spentApproval VALUES ('${'a'.repeat(32)}', 'profile.change', '${digest}', '${'0'.repeat(64)}',
    'admin', 'super1', '2026-03-02T08:02:00.000Z', '2026-03-02T08:00:00.000Z')`;
}

describe('a hand in the database', () => {
  test.each([
    ['changes a row', () => `UPDATE profileChange SET jws = 'x'`, 'profileChange rows are never changed'],
    ['takes a row away', () => 'DELETE FROM profileChange', 'profileChange rows are never deleted'],
    ['writes a row without an approval', () => row(), 'a change of the profile needs the approval of a second person'],
    [
      'writes an older row, approval and all',
      () => `${approval('d'.repeat(64))}; ${row({ serial: 2 })}`,
      'an older profile never comes back',
    ],
    [
      'uses the approval of another file',
      (office: PeopleOffice) => row({ approvalId: office.store.newestProfileChange()?.approvalId ?? '' }),
      'a change of the profile needs the approval of a second person',
    ],
  ])('is stopped where it %s', async (_what, sql, refusal) => {
    const office = await peopleOffice();
    must(await change(office, file(3)));

    expect(written(office, sql(office))).toBe(refusal);
  });

  const hands: readonly (readonly [string, string])[] = [
    ['altered row', `UPDATE profileChange SET jws = replace(jws, '.', 'x')`],
    [
      'row with another file',
      `UPDATE profileChange SET jws = '${file(3, { retention: { cardIssued: 1, cardNeverLeft: 1, noCard: 1 } })}'`,
    ],
    ['row that is gone', 'DELETE FROM profileChange'],
    ['row of its own', `PRAGMA foreign_keys = OFF; ${row()}`],
    ['row with another number', 'UPDATE profileChange SET serial = 8'],
  ];
  test.each(hands)('without triggers is found by the %s, and nobody works by it', async (_what, sql) => {
    const office = await peopleOffice();
    must(await change(office, file(3)));

    byHand(office.folder, (_vault, db) => db.exec(sql));

    expect(await inForce(office)).toBe('profile.altered');
    expect(kindOf(await change(office, file(12)))).toBe('profile.altered');
    expect(found(office, 'profile')).toMatch(/^BAD/);
  });

  test('is found where it forges the approval too', async () => {
    const office = await peopleOffice();
    const digest = office.context().digest.sha256Hex(new TextEncoder().encode(file(9)));
    expect([written(office, approval(digest)), written(office, row({ digest }))]).toEqual(['taken', 'taken']);
    expect(await inForce(office)).toBe('profile.altered');
    expect([found(office, 'profile'), found(office, 'approvals')]).toEqual([
      expect.stringMatching(/^BAD/),
      expect.stringMatching(/^BAD/),
    ]);
  });
});

describe('a workstation', () => {
  const common = { holder: 'test', program: 'test', deviceSpeed: 'instant', publish: () => undefined } as const;

  function started(folder: string): Promise<Result<Workstation>> {
    return openWorkstation({ folder, root: resolve(import.meta.dirname, '../..'), mode: 'write', ...common });
  }

  test('works by the profile from its next start on, and not at all by one that a hand put there', async () => {
    const folder = join(freshFolder(), 'office');
    const path = join(freshFolder(), 'second.profile');
    writeFileSync(path, `${file(1)}\n`);

    const first = must(await started(folder));
    const desk = openDesk(first, {
      chooser: chooserFromOptions(path),
      version: '',
      electron: '',
      forProduction: true,
    });
    const passwordOf = (account: string): string =>
      readTrainingAccounts(folder)?.find(({ name }) => name === account)?.password ?? '';
    const [one, two] = ['administrator1', 'supervisor1'].map((account) => ({
      account,
      password: passwordOf(account),
    }));
    if (one === undefined || two === undefined) throw new Error('no accounts');
    must(await desk.dispatch.call('session.signIn', one));
    const offer = must(await desk.dispatch.call('profile.chooseAndCheck', {}));
    must(await desk.dispatch.call('profile.change', { jws: offer?.jws ?? '', second: two }));
    const before = must(await desk.dispatch.call('session.current', {}));
    await first.close();
    const second = must(await started(folder));
    const after = second.profile.staffing;
    const view = must(
      await viewProfile({
        ...second.serviceContext(admin),
        verifier: systemVerifier,
        roots: profileRoots,
        running: second.inForce,
      }),
    );
    await second.close();
    const beside = must(await profileOfFolder(folder));
    byHand(folder, (_vault, db) => db.exec('DELETE FROM profileChange'));
    const third = await started(folder);

    expect([before.idleLockSeconds, after, beside.serial]).toEqual([600, staffing, 1]);
    expect(view).toMatchObject({ serial: 1, next: null });
    expect([kindOf(third), kindOf(await profileOfFolder(folder))]).toEqual(['profile.altered', 'profile.altered']);
    const findings = must(await diagnoseFolder(folder)).filter(({ ok }) => !ok);
    expect(findings.map(({ check }) => check)).toEqual(['profile']);
  });
});
