/**
 * The key of the log goes to another place by two people: whoever holds it alone could write the log anew. The approval is
 * spent in the transaction of the entry that both keys sign.
 */

import type { SecondPerson } from '../../../shared/model/service.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { names, questionOf, settleByTwo, type TwoPeopleContext } from '../access/by-two.ts';
import { requirePermission } from '../access/permissions.ts';
import { spendApproval, type Approval } from '../access/second-person.ts';
import type { Transaction } from '../ports.ts';

/** Who agreed, as the entry says it. */
export interface AgreedBy {
  readonly approval: string;
  readonly approvedBy: string;
}

/** Called in the transaction that changes the key. */
export type Agreement = (tx: Transaction) => Result<AgreedBy>;

/** What both see: the key that signs now, and where the next one will lie. */
export interface KeyChange {
  readonly verifierKey: string;
  readonly place: readonly string[];
}

/** Fails as `approve` does, and with `access.forbidden`. */
export async function agreeOnKey(
  { verifierKey, place }: KeyChange,
  second: SecondPerson,
  context: TwoPeopleContext,
): Promise<Result<Agreement>> {
  const permitted = requirePermission(context.actor, 'audit.changeKey');
  if (!permitted.ok) return permitted;
  const question = questionOf({ action: 'audit.changeKey', subjectId: 'audit' }, [verifierKey, ...place], context);
  // Spent later, with the key at its new place: what it takes to get there is no part of the transaction.
  const settle = (approval: Approval): Result<Agreement> =>
    ok((tx) => {
      const spent = spendApproval(tx, approval, question, context.clock.now());
      return spent.ok ? ok(names(approval)) : spent;
    });
  return settleByTwo(ok({ question, settle }), second, context);
}
