/** What may be called at a desk right now, before any question of permission: locked, replaced, or a password to choose. */

import type { CallName } from '../../../shared/contract.ts';
import type { Role } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';

export interface DeskState {
  readonly account: string;
  /** By which it signed in; what it may do is asked of this one until it signs in again. */
  readonly role: Role;
  /** Null where a program only reads beside another one. */
  readonly sessionId: string | null;
  readonly isLocked: boolean;
}

/** The way out and the language are open whatever the state. */
const always: ReadonlySet<CallName> = new Set(['session.current', 'session.signOut', 'session.setLanguage']);
const whileLocked: ReadonlySet<CallName> = new Set([...always, 'session.unlock', 'session.lock']);
const beforeOwnPassword: ReadonlySet<CallName> = new Set([...always, 'account.changePassword']);

/**
 * Fails with `access.sessionEnded` where the account signed in elsewhere, was disabled or has another role now, with
 * `access.screenLocked`, with `access.mustChangePassword` before a given password was changed.
 */
export function mayCall(name: CallName, desk: DeskState | null, reader: Reader): Result<void> {
  if (desk === null || name === 'session.signIn') return ok(undefined);
  const account = reader.account(desk.account);
  const isOver = desk.sessionId !== null && reader.openSession(desk.account)?.id !== desk.sessionId;
  const isOther = account === undefined || account.disabled || account.role !== desk.role;
  if ((isOver || isOther) && !always.has(name)) return fail('access.sessionEnded', {});
  if (desk.isLocked && !whileLocked.has(name)) return fail('access.screenLocked', {});
  if (account?.mustChangePassword === true && !beforeOwnPassword.has(name) && !whileLocked.has(name))
    return fail('access.mustChangePassword', {});
  return ok(undefined);
}
