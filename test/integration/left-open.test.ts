/** What one person left open at the desk is finished by nobody else: a dialog of the system, a password still compared, a screen. */

import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chooser } from '../../electron/app/chooser.ts';
import { openDesk, type OpenDesk } from '../../electron/app/desk-session.ts';
import type { Workstation } from '../../electron/app/workstation.ts';
import type { PasswordHasher } from '../../electron/core/ports.ts';
import { fail } from '../../shared/result.ts';
import { hasher, password } from '../support/people.ts';
import { kindOf, must } from './office.ts';
import { caseOf, fileIn, takenIn } from './rules/rules-desk.ts';
import { rulesOffice, type RulesOffice } from './rules/rules-office.ts';
import { approval, signed } from './walk-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
  await takenIn(office, signed(approval(1)));
});
afterAll(() => office.close());

const asOfficer = { account: 'officer1', password };

function deskWith(chooser: Chooser, compares: PasswordHasher = hasher, change: Partial<Workstation> = {}): OpenDesk {
  const { station } = office;
  const there: Workstation = {
    ...station,
    ...change,
    hasher: compares,
    serviceContext: (actor) => ({ ...station.serviceContext(actor), hasher: compares }),
  };
  return openDesk(there, { chooser, version: '', electron: '', forProduction: true });
}

/** A dialog that stays open until it is answered. */
function openDialog() {
  let answer: (path: string | null) => void = () => undefined;
  const open = new Promise<string | null>((resolve) => (answer = resolve));
  const ask = (): Promise<string | null> => open;
  return { chooser: { openFile: ask, saveFile: ask, folder: ask }, answer };
}

describe('a dialog that was left open', () => {
  async function exportAnswered(between: (desk: OpenDesk) => Promise<unknown>) {
    const { chooser, answer } = openDialog();
    const desk = deskWith(chooser);
    must(await desk.dispatch.call('session.signIn', asOfficer));
    const { id: applicationId } = caseOf(office, approval(1));
    const exported = desk.dispatch.call('person.chooseAndExport', { applicationId });
    await between(desk);
    const path = fileIn(office, `${crypto.randomUUID()}.zip`);
    answer(path);
    const answered = must(await exported);
    return { isAnswered: answered !== null, isWritten: existsSync(path) };
  }
  const exports = () => office.station.store.auditEntries({ action: 'person.exported', limit: 10 }).length;

  test('gives nobody’s data to whoever answers it before the locked screen', async () => {
    const before = exports();
    const locked = await exportAnswered((desk) => desk.dispatch.call('session.lock', {}));

    expect(locked).toEqual({ isAnswered: false, isWritten: false });
    expect(exports()).toBe(before);
  });

  test('does not act for who asked once somebody else has signed in', async () => {
    const another = { account: 'officer2', password };
    const taken = await exportAnswered((desk) => desk.dispatch.call('session.signIn', another));

    expect(taken).toEqual({ isAnswered: false, isWritten: false });
  });

  test('goes on for the same person, also when the screen was locked meanwhile', async () => {
    const back = await exportAnswered(async (desk) => {
      must(await desk.dispatch.call('session.lock', {}));
      must(await desk.dispatch.call('session.unlock', { password }));
    });

    expect(back).toEqual({ isAnswered: true, isWritten: true });
  });
});

const none = (): Promise<null> => Promise.resolve(null);
const noDialog = { openFile: none, saveFile: none, folder: none };

test('a screen locks also where no entry can be written any more, and tells the page', async () => {
  const { store } = office.station;
  let isFull = false;
  const told: unknown[] = [];
  const { dispatch } = deskWith(noDialog, hasher, {
    store: {
      ...store,
      commit: (...work) => (isFull ? fail('storage.full', { path: office.folder }) : store.commit(...work)),
    },
    publish: (event, data) => void (event === 'session.changed' && told.push(data)),
  });
  must(await dispatch.call('session.signIn', asOfficer));
  isFull = true;

  const locked = await dispatch.call('session.lock', {});

  expect(kindOf(locked)).toBe('storage.full');
  expect(told.at(-1)).toMatchObject({ locked: true });
  expect(kindOf(await dispatch.call('queue.list', { view: 'all', text: '', offset: 0, limit: 5 }))).toBe(
    'access.screenLocked',
  );
});

describe('a password that is still being compared', () => {
  /** Compares as always, and answers once it is told to. */
  function slow() {
    let answer = (): void => undefined;
    const told = new Promise<void>((resolve) => (answer = resolve));
    async function matches(typed: string, hash: string): Promise<boolean> {
      const isRight = await hasher.matches(typed, hash);
      await told;
      return isRight;
    }
    return { compares: { ...hasher, matches }, answer };
  }

  test('opens no screen but the one that it was typed before', async () => {
    const { compares, answer } = slow();
    let speed: PasswordHasher = hasher;
    const desk = deskWith(noDialog, { hash: hasher.hash, matches: (typed, hash) => speed.matches(typed, hash) });
    must(await desk.dispatch.call('session.signIn', asOfficer));
    must(await desk.dispatch.call('session.lock', {}));
    speed = compares;
    const unlocked = desk.dispatch.call('session.unlock', { password });
    speed = hasher;
    must(await desk.dispatch.call('session.signIn', { account: 'super1', password }));
    must(await desk.dispatch.call('session.lock', {}));
    answer();

    expect(kindOf(await unlocked)).toBe('access.sessionEnded');
    expect(desk.session).toMatchObject({ account: { name: 'super1' }, isLocked: true });
  });

  test('is wrong once it was changed', async () => {
    const { compares, answer } = slow();
    const next = 'violet kettle orbit 9';
    const late = deskWith(noDialog, compares).dispatch.call('session.signIn', asOfficer);
    const own = deskWith(noDialog).dispatch;
    must(await own.call('session.signIn', asOfficer));
    must(await own.call('account.changePassword', { current: password, next }));
    answer();

    expect(kindOf(await late)).toBe('access.wrongPassword');
    expect(kindOf(await own.call('stock.view', {}))).toBe('ok');
  });
});
