/** Sessions and shifts: one account, one session; a shift lasts from its first sign-in until the person ends it. */

import type { Account } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Actor, Clock, Store, Transaction } from '../ports.ts';
import type { OpenSession, SessionEnding } from './ports.ts';
import { attemptSignIn, type Credentials, type SignedBy, type SignInContext } from './sign-in.ts';
import { system } from './system-actor.ts';

type SessionContext = SignInContext;

export interface SignedIn {
  readonly account: Account;
  /** Of the session: whoever signs in by the same account later ends it. */
  readonly sessionId: string;
}

/**
 * Signs in and begins a session, and a shift where none runs. A session of the same account that somebody left open ends
 * with it: the newer one counts. Fails as `attemptSignIn` does.
 */
export async function signIn(input: Credentials, context: SessionContext): Promise<Result<SignedIn>> {
  const sessionId = context.random.id();
  const startedAt = context.clock.now().toISOString();
  const signedIn = await attemptSignIn(input, context, (tx, account, by) => {
    const before = tx.openSession(account.name);
    if (before !== undefined) endSession(tx, before, 'replaced', context.clock);
    tx.insertSession({ id: sessionId, account: account.name, startedAt });
    const subject = { kind: 'account', id: account.name } as const;
    const detail = { failuresBefore: account.failedSignIns, ...by };
    tx.audit({ action: 'session.signedIn', subject, outcome: 'ok', detail });
    if (tx.openShift(account.name) !== undefined) return;
    tx.insertShift({ id: context.random.id(), account: account.name, startedAt });
    tx.audit({ action: 'shift.started', subject, outcome: 'ok', detail: {} });
  });
  return signedIn.ok ? ok({ account: signedIn.value, sessionId }) : signedIn;
}

type EndContext = { readonly store: Store; readonly clock: Clock };

/** Puts the end of a session on record; one that somebody else has ended is over already. */
export function signOut(actor: Actor, { store, clock }: EndContext): Result<void> {
  return store.commit(actor, (tx) => {
    const open = tx.openSession(actor.account);
    if (open !== undefined) tx.endSession(open.id, 'signedOut', clock.now().toISOString());
    tx.audit({
      action: 'session.signedOut',
      subject: { kind: 'account', id: actor.account },
      outcome: 'ok',
      detail: {},
    });
    return ok(undefined);
  });
}

/**
 * Ends the person's shift and session; the log writes a checkpoint with it. What is at a device goes on under the name of
 * who began it. Fails with `shift.none`.
 */
export function endShift(actor: Actor, { store, clock }: EndContext): Result<void> {
  return store.commit(actor, (tx) => {
    const shift = tx.openShift(actor.account);
    if (shift === undefined) return fail('shift.none', {});
    const now = clock.now();
    tx.endShift(shift.id, now.toISOString());
    const open = tx.openSession(actor.account);
    if (open !== undefined) tx.endSession(open.id, 'signedOut', now.toISOString());
    const subject = { kind: 'account', id: actor.account } as const;
    const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(shift.startedAt)) / 60_000));
    tx.audit({ action: 'session.signedOut', subject, outcome: 'ok', detail: {} });
    tx.audit({ action: 'shift.ended', subject, outcome: 'ok', detail: { minutes } });
    return ok(undefined);
  });
}

/** Sessions that a program left open: `lost` where it was killed, `stopped` where it ended. Nothing where there are none. */
export function endOpenSessions(ending: 'lost' | 'stopped', { store, clock }: EndContext): Result<void> {
  const open = store.openSessions();
  if (open.length === 0) return ok(undefined);
  return store.commit(system, (tx) => {
    for (const session of open) endSession(tx, session, ending, clock);
    return ok(undefined);
  });
}

function endSession(tx: Transaction, session: OpenSession, ending: SessionEnding, clock: Clock): void {
  tx.endSession(session.id, ending, clock.now().toISOString());
  const subject = { kind: 'account', id: session.account } as const;
  tx.audit({ action: 'session.ended', subject, outcome: 'ok', detail: { ending } });
}

/** The screen was left: the work stays as it is, and nobody sees or does anything before the same person is back. */
export function lockScreen(actor: Actor, { store }: EndContext): Result<void> {
  return store.commit(actor, (tx) => {
    const subject = { kind: 'account', id: actor.account } as const;
    tx.audit({ action: 'session.locked', subject, outcome: 'ok', detail: {} });
    return ok(undefined);
  });
}

/** The same person's password, and code or card; fails as signing in does, and counts like it. */
export async function unlockScreen(
  actor: Actor,
  secret: Omit<Credentials, 'account' | 'isSignedIn'>,
  context: SignInContext,
): Promise<Result<void>> {
  const unlocked = (tx: Transaction, account: Account, by: SignedBy): void => {
    const subject = { kind: 'account', id: account.name } as const;
    const detail = { failuresBefore: account.failedSignIns, ...by };
    tx.audit({ action: 'session.unlocked', subject, outcome: 'ok', detail });
  };
  const to = { purpose: 'unlock', subject: '' } as const;
  const back = await attemptSignIn({ ...secret, account: actor.account }, context, unlocked, to);
  return back.ok ? ok(undefined) : back;
}
