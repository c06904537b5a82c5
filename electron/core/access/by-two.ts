/**
 * What two people do together: asked whether it is possible, approved on the spot, spent in the act's own transaction. One
 * case by itself, or several that one person agrees to in one sitting.
 */

import type { SecondPerson } from '../../../shared/model/service.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Actor, Digest, Reader, Transaction } from '../ports.ts';
import { requirePermission, type Action } from './permissions.ts';
import {
  approve,
  approveEach,
  spendApproval,
  type Approval,
  type ApprovalContext,
  type Question,
} from './second-person.ts';

export interface TwoPeopleContext extends ApprovalContext {
  /** The first of the two. */
  readonly actor: Actor;
  readonly digest: Digest;
}

/** An act that is one transaction. What takes time, as hashing a password, is done before it is put to anybody. */
export interface DeedByTwo<F, T> {
  readonly action: Action;
  readonly subjectId: string;
  /** What has to be true; asked before a password is compared, and again in the transaction. */
  find(reader: Reader): Result<F>;
  /** What both people saw; its digest is what is approved. */
  shown(found: F): unknown;
  act(tx: Transaction, found: F, approval: Approval): Result<T>;
}

/** A case as it is put to a second person, and what is done once they agreed: `settle` spends their approval. */
export interface CaseByTwo<T> {
  readonly question: Question;
  settle(approval: Approval): Result<T> | Promise<Result<T>>;
}

/** Fails with `access.forbidden` and as `find`: what cannot be done is said before anybody's password is asked for. */
export function putToTwo<F, T>(deed: DeedByTwo<F, T>, context: TwoPeopleContext): Result<CaseByTwo<T>> {
  const { action, subjectId } = deed;
  const permitted = requirePermission(context.actor, action);
  if (!permitted.ok) return permitted;
  const possible = deed.find(context.store);
  if (!possible.ok) return possible;
  const asks = (found: F): Question => questionOf({ action, subjectId }, deed.shown(found), context);
  return ok({
    question: asks(possible.value),
    settle: (approval) =>
      context.store.commit(context.actor, (tx) => {
        const found = deed.find(tx);
        if (!found.ok) return found;
        // What changed meanwhile is another question than the one that was answered.
        const spent = spendApproval(tx, approval, asks(found.value), context.clock.now());
        return spent.ok ? deed.act(tx, found.value, approval) : spent;
      }),
  });
}

/** The same case, and what follows once its act is on record. */
export function followedBy<T, U>(asked: Result<CaseByTwo<T>>, next: (done: T) => Result<U>): Result<CaseByTwo<U>> {
  if (!asked.ok) return asked;
  const { question, settle } = asked.value;
  return ok({
    question,
    async settle(approval) {
      const done = await settle(approval);
      return done.ok ? next(done.value) : done;
    },
  });
}

/** By the digest of what both people saw. */
export function questionOf(
  about: Pick<Question, 'action' | 'subjectId'>,
  shown: unknown,
  { digest }: Pick<TwoPeopleContext, 'digest'>,
): Question {
  return { ...about, shown: digest.sha256Hex(utf8Bytes(JSON.stringify(shown))) };
}

/** Fails as `putToTwo`, with `access.*` where the second person may not approve, and as the act does. */
export function byTwo<F, T>(
  deed: DeedByTwo<F, T>,
  second: SecondPerson,
  context: TwoPeopleContext,
): Promise<Result<T>> {
  return settleByTwo(putToTwo(deed, context), second, context);
}

/** One case by itself. Fails as it does, with `access.*` where the second person may not approve, and as the act does. */
export async function settleByTwo<T>(
  asked: Result<CaseByTwo<T>>,
  second: SecondPerson,
  context: TwoPeopleContext,
): Promise<Result<T>> {
  if (!asked.ok) return asked;
  const approval = await approve(asked.value.question, context.actor, second, context);
  return approval.ok ? asked.value.settle(approval.value) : approval;
}

/**
 * Several cases in one sitting: one sign-in, an approval of its own for each, then one act after the other, each in its own
 * transaction. What came of each, in their order: one that fails stops no other, and spends nothing unless its act was begun
 * before, as a change of services is. Fails where nobody signed in; and with the first case's failure where none of them
 * could be put to anybody, so that no password is asked for nothing.
 */
export async function eachByTwo<T>(
  cases: readonly Result<CaseByTwo<T>>[],
  second: SecondPerson,
  context: TwoPeopleContext,
): Promise<Result<readonly Result<T>[]>> {
  const possible = cases.flatMap((asked) => (asked.ok ? [asked.value] : []));
  const impossible = cases.find((asked) => !asked.ok);
  if (possible.length === 0 && impossible !== undefined && !impossible.ok) return impossible;
  const questions = possible.map(({ question }) => question);
  const approvals = await approveEach(questions, context.actor, second, context);
  if (!approvals.ok) return approvals;
  const left = approvals.value.values();
  const settled: Result<T>[] = [];
  for (const asked of cases) {
    if (!asked.ok) {
      settled.push(asked);
      continue;
    }
    const approval = left.next();
    if (approval.done === true) throw new Error('a question without an answer');
    // One after the other: what one changes the next has to see.
    settled.push(approval.value.ok ? await asked.value.settle(approval.value.value) : approval.value);
  }
  return ok(settled);
}

/** The two names that the entry of an act holds. */
export function names({ id, approver }: Approval): { readonly approval: string; readonly approvedBy: string } {
  return { approval: id, approvedBy: approver };
}
