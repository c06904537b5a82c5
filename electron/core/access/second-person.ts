/**
 * The second of two people, who signs in on the spot (docs/design.md section 10). The approval binds the act, its subject
 * and a digest of what was shown to the one who gave it, holds for 120 seconds, and is spent in the act's transaction.
 */

import type { Account } from '../../../shared/model/account.ts';
import type { Sha256 } from '../../../shared/model/ids.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { subjectOf } from '../officer-card/proof.ts';
import type { Actor, Transaction } from '../ports.ts';
import type { Instant } from '../../../shared/model/time.ts';
import { requirePermission, type Action } from './permissions.ts';
import { attemptSignIn, type SignedBy, type SignInContext } from './sign-in.ts';

/** As `starcard diagnose` asks of every row. */
export const HOLDS_MS = 120_000;

/** What is to be approved. */
export interface Question {
  readonly action: Action;
  /** The id of the card, job or account that the act is on. */
  readonly subjectId: string;
  /** SHA-256 of what both people saw. */
  readonly shown: Sha256;
}

export interface Approval extends Question {
  /** Random; spent once. */
  readonly id: string;
  readonly startedBy: string;
  readonly approver: string;
  readonly expiresAt: Date;
}

/** An approval that was used up, as its row keeps it. */
export interface SpentApproval {
  readonly id: string;
  readonly action: string;
  readonly subjectId: string;
  readonly shown: Sha256;
  readonly startedBy: string;
  readonly approver: string;
  readonly expiresAt: Instant;
  readonly spentAt: Instant;
}

export type ApprovalContext = SignInContext;

/**
 * Checks the second person's password and permission. Fails with `access.secondRefused` for the same person and for a
 * role without the permission, with `access.mustChangePassword` where others know the password, else as signing in does;
 * every attempt is on record and counts towards a lock-out.
 */
export async function approve(
  question: Question,
  first: Actor,
  second: SecondPerson,
  context: ApprovalContext,
): Promise<Result<Approval>> {
  const given = await approveEach([question], first, second, context);
  if (!given.ok) return given;
  const [approval] = given.value;
  if (approval === undefined) throw new Error('no answer to a question');
  return approval;
}

/**
 * The same for several cases in one sitting: one sign-in, and an approval of its own for each, in their order. A case that
 * the second person may not approve is refused by itself, with `access.secondRefused`.
 */
export async function approveEach(
  questions: readonly Question[],
  first: Actor,
  second: SecondPerson,
  context: ApprovalContext,
): Promise<Result<readonly Result<Approval>[]>> {
  if (second.account === first.account)
    return fail('access.secondRefused', { account: second.account, reason: 'same' });
  const asked = questions.map((question) => ({ ...question, id: context.random.id() }));
  // An officer's card signs exactly these cases, and no others.
  const subject = subjectOf(
    JSON.stringify(asked.map(({ id, action, subjectId, shown }) => [id, action, subjectId, shown])),
  );
  let givenAt = context.clock.now();
  const record = (tx: Transaction, account: Account, by: SignedBy): void => {
    // It runs from its entry on: a row that holds longer is nobody's.
    givenAt = context.clock.now();
    for (const { id: approval, action, subjectId: about, shown } of asked) {
      tx.audit({
        action: 'approval.given',
        subject: { kind: 'account', id: account.name },
        outcome: mayApprove(account, action) && !account.mustChangePassword ? 'ok' : 'refused',
        detail: { approval, action, subject: about, shown, startedBy: first.account, ...by },
      });
    }
  };
  const checked = await attemptSignIn(second, context, record, { purpose: 'approve', subject });
  if (!checked.ok) return checked;
  const approver = checked.value;
  const expiresAt = new Date(givenAt.getTime() + HOLDS_MS);
  const answers = asked.map((question): Result<Approval> =>
    mayApprove(approver, question.action)
      ? ok({ ...question, startedBy: first.account, approver: approver.name, expiresAt })
      : fail('access.secondRefused', { account: second.account, reason: 'role' }),
  );
  const mayAny = answers.some((answer) => answer.ok);
  return mayAny && approver.mustChangePassword ? fail('access.mustChangePassword', {}) : ok(answers);
}

/** Whether an approval is for exactly this act and still holds. Fails with `access.secondRefused`. */
export function holdsFor(approval: Approval, question: Question, now: Date): Result<void> {
  const { approver: account } = approval;
  const isSame =
    approval.action === question.action &&
    approval.subjectId === question.subjectId &&
    approval.shown === question.shown;
  if (!isSame) return fail('access.secondRefused', { account, reason: 'otherAct' });
  return now > approval.expiresAt ? fail('access.secondRefused', { account, reason: 'late' }) : ok(undefined);
}

/**
 * Uses the approval up, in the transaction of the act: the act's own row refers to `approval.id`, and the database holds
 * each id once. Fails with `access.secondRefused` where it is for another act, too old, or was spent before.
 */
export function spendApproval(tx: Transaction, approval: Approval, question: Question, now: Date): Result<void> {
  const holds = holdsFor(approval, question, now);
  if (!holds.ok) return holds;
  const { id, action, subjectId, shown, startedBy, approver } = approval;
  if (tx.spentApproval(id) !== undefined) return fail('access.secondRefused', { account: approver, reason: 'spent' });
  const [expiresAt, spentAt] = [approval.expiresAt.toISOString(), now.toISOString()];
  tx.insertSpentApproval({ id, action, subjectId, shown, startedBy, approver, expiresAt, spentAt });
  return ok(undefined);
}

/** By role alone; a password that whoever gave it knows too is nobody's own yet, and no second person's. */
function mayApprove({ name, role }: Account, action: Action): boolean {
  return requirePermission({ account: name, role }, action).ok;
}
