/** Signing in by account and password: counted, locked out with growing delay, and silent about which accounts exist. */

import type { Account } from '../../../shared/model/account.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { Actor, Clock, PasswordHasher, Store, Transaction } from '../ports.ts';

export interface SignInContext {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
}

/** So many wrong passwords in a row are forgiven; from then on each one locks the account, twice as long each time. */
const forgivenFailures = 5;
const firstLockSeconds = 30;
const longestLockSeconds = 3600;

type Verdict =
  | { readonly kind: 'signedIn'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly seconds: number };

/**
 * The account when name and password are right. Fails with `access.wrongPassword`, the same after the same work for an
 * unknown account and a wrong password, or with `access.lockedOut`. Every attempt is on record.
 */
export async function signIn(
  input: { readonly account: string; readonly password: string },
  context: SignInContext,
): Promise<Result<Account>> {
  return attemptSignIn(input, context, (tx, account) =>
    tx.audit({
      action: 'session.signedIn',
      subject: { kind: 'account', id: account.name },
      outcome: 'ok',
      detail: { failuresBefore: account.failedSignIns },
    }),
  );
}

/**
 * Compares name and password as `signIn` does, counted and locked out alike, for whatever somebody signs: `record` puts
 * the good attempt on record in the transaction that counts it.
 */
export async function attemptSignIn(
  input: { readonly account: string; readonly password: string },
  context: SignInContext,
  record: (tx: Transaction, account: Account) => void,
): Promise<Result<Account>> {
  const passwordMatches = await comparePassword(input, context);
  const known = context.store.account(input.account);
  // What was typed for a name may be a password typed into the wrong field: an unknown one goes into no row.
  const actor: Actor =
    known === undefined ? { account: 'unknown', role: 'system' } : { account: known.name, role: known.role };
  const verdict = context.store.commit(actor, (tx) =>
    ok(judge(tx, input.account, passwordMatches, context.clock.now(), record)),
  );
  if (!verdict.ok) return verdict;
  switch (verdict.value.kind) {
    case 'signedIn':
      return ok(verdict.value.account);
    case 'wrong':
      return fail('access.wrongPassword', { account: input.account });
    case 'locked':
      return fail('access.lockedOut', { account: input.account, seconds: verdict.value.seconds });
    default:
      return assertNever(verdict.value);
  }
}

/** The same question without a trace, for a program that only reads beside the one that writes. */
export async function checkPassword(
  input: { readonly account: string; readonly password: string },
  context: SignInContext,
): Promise<Result<Account>> {
  const passwordMatches = await comparePassword(input, context);
  const account = context.store.account(input.account);
  if (account === undefined) return fail('access.wrongPassword', { account: input.account });
  const seconds = secondsLocked(account, context.clock.now());
  if (seconds > 0) return fail('access.lockedOut', { account: input.account, seconds });
  return passwordMatches ? ok(account) : fail('access.wrongPassword', { account: input.account });
}

/** Costs one Argon2id run whether or not the account exists, so that the time says nothing either. */
async function comparePassword(
  input: { readonly account: string; readonly password: string },
  { store, hasher }: SignInContext,
): Promise<boolean> {
  if (input.password === '') return false;
  const account = store.account(input.account);
  if (account !== undefined) return hasher.matches(input.password, account.passwordHash);
  await hasher.hash(input.password);
  return false;
}

/** Decides inside the transaction: attempts that run side by side are counted one after the other. */
function judge(
  tx: Transaction,
  name: string,
  passwordMatches: boolean,
  now: Date,
  record: (tx: Transaction, account: Account) => void,
): Verdict {
  const account = tx.account(name);
  const seconds = account === undefined ? 0 : secondsLocked(account, now);
  if (account === undefined || seconds > 0 || !passwordMatches) {
    tx.audit({
      action: 'session.signInFailed',
      subject: { kind: 'account', id: account?.name ?? 'unknown' },
      outcome: 'refused',
      detail: { locked: seconds > 0 },
    });
    if (account === undefined) return { kind: 'wrong' };
    // A guess at a locked account is not compared, right or wrong: the answer must not tell.
    if (seconds > 0) return { kind: 'locked', seconds };
    tx.updateAccount(afterFailure(account, now));
    return { kind: 'wrong' };
  }
  const open: Account = { ...account, failedSignIns: 0, lockedUntil: null };
  tx.updateAccount(open);
  record(tx, account);
  return { kind: 'signedIn', account: open };
}

function secondsLocked(account: Account, now: Date): number {
  if (account.lockedUntil === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(account.lockedUntil) - now.getTime()) / 1000));
}

function afterFailure(account: Account, now: Date): Account {
  const failedSignIns = account.failedSignIns + 1;
  if (failedSignIns < forgivenFailures) return { ...account, failedSignIns };
  const seconds = Math.min(longestLockSeconds, firstLockSeconds * 2 ** (failedSignIns - forgivenFailures));
  return { ...account, failedSignIns, lockedUntil: new Date(now.getTime() + seconds * 1000).toISOString() };
}

/** Puts the end of a session on record. */
export function signOut(actor: Actor, store: Store): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit({
      action: 'session.signedOut',
      subject: { kind: 'account', id: actor.account },
      outcome: 'ok',
      detail: {},
    });
    return ok(undefined);
  });
}
