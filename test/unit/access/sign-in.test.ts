/** Signing in: counted, locked with growing delay, silent about which accounts exist; on a real store. */

import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from '../../../electron/adapters/passwords/argon2id.ts';
import type { OpenStore } from '../../../electron/adapters/sqlite/open-store.ts';
import { signIn, signOut } from '../../../electron/core/access/session.ts';
import { checkPassword, type SignInContext } from '../../../electron/core/access/sign-in.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import type { PasswordHasher, Random } from '../../../electron/core/ports.ts';
import { accountSchema } from '../../../shared/model/account.ts';
import { ok } from '../../../shared/result.ts';
import { freshFolder, handClock, kindOf, must, opened, optionsFor } from '../../integration/office.ts';

/** The same algorithm at a price that tests can pay. */
const cheap = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });
const right = { account: 'officer1', password: 'correct horse' };
const wrong = { account: 'officer1', password: 'battery staple' };
const unknown = { account: 'nobody', password: 'correct horse' };

interface Desk extends SignInContext {
  readonly store: OpenStore;
  readonly clock: ReturnType<typeof handClock>;
  readonly random: Random;
}

async function desk(hasher: PasswordHasher = cheap): Promise<Desk> {
  const clock = handClock('2026-03-02T08:00:00.000Z');
  const store = opened(optionsFor(freshFolder(), { clock }));
  const account = accountSchema.parse({
    name: 'officer1',
    displayName: 'Officer 1',
    role: 'officer',
    passwordHash: await cheap.hash(right.password),
    failedSignIns: 0,
    lockedUntil: null,
  });
  must(
    store.commit({ account: 'system', role: 'system' }, (tx) => {
      tx.insertAccount(account);
      tx.audit({
        action: 'account.created',
        subject: { kind: 'account', id: 'officer1' },
        outcome: 'ok',
        detail: { role: 'officer' },
      });
      return ok(undefined);
    }),
  );
  const keyDeriver = { derive: (_label: string, _context: Uint8Array, length: number) => ok(new Uint8Array(length)) };
  return { store, hasher, clock, keyDeriver, random: systemRandom };
}

async function fail(times: number, context: Desk): Promise<void> {
  for (let time = 0; time < times; time += 1) await signIn(wrong, context);
}

describe('signing in', () => {
  test('with the right password answers the account and forgets earlier failures', async () => {
    const context = await desk();
    await fail(4, context);

    const { account } = must(await signIn(right, context));

    expect([account.name, account.failedSignIns, context.store.account('officer1')?.failedSignIns]).toEqual([
      'officer1',
      0,
      0,
    ]);
  });

  test('says the same, after the same work, for an unknown account and a wrong password', async () => {
    const runs: string[] = [];
    const counting: PasswordHasher = {
      hash: (password) => (runs.push('run'), cheap.hash(password)),
      matches: (password, phc) => (runs.push('run'), cheap.matches(password, phc)),
    };
    const context = await desk(counting);

    const answers = [await signIn(wrong, context), await signIn({ ...wrong, account: 'nobody' }, context)];

    expect(answers.map((answer) => (answer.ok ? 'in' : answer.error.kind))).toEqual([
      'access.wrongPassword',
      'access.wrongPassword',
    ]);
    expect(runs).toHaveLength(2);
  });

  test('locks after five failures, and twice as long after each further one', async () => {
    const context = await desk();
    await fail(5, context);

    const locked = await signIn(right, context);
    context.clock.set('2026-03-02T08:00:31.000Z');
    const again = await signIn(wrong, context);
    const longer = await signIn(right, context);
    context.clock.set('2026-03-02T08:01:32.000Z');

    const lockedFor = (seconds: number) => ({
      ok: false,
      error: { kind: 'access.lockedOut', data: { account: 'officer1', seconds } },
    });
    expect([locked, longer]).toEqual([lockedFor(30), lockedFor(60)]);
    expect(kindOf(again)).toBe('access.wrongPassword');
    expect(kindOf(await signIn(right, context))).toBe('ok');
  });

  test('counts guesses that run side by side', async () => {
    const context = await desk();

    await Promise.all(Array.from({ length: 8 }, () => signIn(wrong, context)));

    expect(context.store.account('officer1')?.failedSignIns).toBe(5);
    expect(kindOf(await signIn(right, context))).toBe('access.lockedOut');
  });

  test('puts every attempt on record, and never what was typed for an unknown name', async () => {
    const context = await desk();
    await signIn(right, context);
    await signIn(wrong, context);
    await signIn(unknown, context);
    must(signOut({ account: 'officer1', role: 'officer' }, context));

    const entries = context.store.auditEntries({ limit: 5 }).toSorted((a, b) => a.sequence - b.sequence);

    expect(entries.map(({ action, outcome, actor, subject }) => [action, outcome, actor, subject.id])).toEqual([
      ['session.signedIn', 'ok', 'officer1', 'officer1'],
      ['shift.started', 'ok', 'officer1', 'officer1'],
      ['session.signInFailed', 'refused', 'officer1', 'officer1'],
      ['session.signInFailed', 'refused', 'unknown', 'unknown'],
      ['session.signedOut', 'ok', 'officer1', 'officer1'],
    ]);
  });
});

test('a program that only reads checks the password and leaves no trace', async () => {
  const context = await desk();
  const before = context.store.auditEntries({ limit: 100 }).length;

  const answers = [right, wrong, unknown].map(async (input) => kindOf(await checkPassword(input, context)));

  expect(await Promise.all(answers)).toEqual(['ok', 'access.wrongPassword', 'access.wrongPassword']);
  expect(context.store.auditEntries({ limit: 100 })).toHaveLength(before);
  expect(context.store.account('officer1')?.failedSignIns).toBe(0);
});
