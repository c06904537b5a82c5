/** An act on stock by two people: asked whether it is possible, approved on the spot, spent in the act's own transaction. */

import type { SecondPerson } from '../../../shared/model/service.ts';
import type { Result } from '../../../shared/result.ts';
import { requirePermission, type Action } from '../access/permissions.ts';
import { approve, spendApproval, type Approval } from '../access/second-person.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Reader, Transaction } from '../ports.ts';
import type { AccountContext } from '../access/accounts.ts';

export interface ActByTwo<F, T> {
  readonly action: Action;
  readonly subjectId: string;
  readonly second: SecondPerson;
  /** What has to be true; asked before a password is compared, and again in the transaction. */
  find(reader: Reader): Result<F>;
  /** What both people saw; its digest is what is approved. */
  shown(found: F): unknown;
  act(tx: Transaction, found: F, approval: Approval): Result<T>;
}

/** Fails as `find`, with `access.*` where the second person may not approve, and as the act does. */
export async function byTwo<F, T>(deed: ActByTwo<F, T>, context: AccountContext): Promise<Result<T>> {
  const { action, subjectId } = deed;
  const permitted = requirePermission(context.actor, action);
  if (!permitted.ok) return permitted;
  const possible = deed.find(context.store);
  if (!possible.ok) return possible;
  const questionOf = (found: F) => ({
    action,
    subjectId,
    shown: context.digest.sha256Hex(utf8Bytes(JSON.stringify(deed.shown(found)))),
  });
  const approval = await approve(questionOf(possible.value), context.actor, deed.second, context);
  if (!approval.ok) return approval;
  return context.store.commit(context.actor, (tx) => {
    const found = deed.find(tx);
    if (!found.ok) return found;
    // What changed meanwhile is another question than the one that was answered.
    const spent = spendApproval(tx, approval.value, questionOf(found.value), context.clock.now());
    return spent.ok ? deed.act(tx, found.value, approval.value) : spent;
  });
}

/** The two names that the entry of an act holds. */
export function names({ id, approver }: Approval): { readonly approval: string; readonly approvedBy: string } {
  return { approval: id, approvedBy: approver };
}
