/**
 * The key of the log goes to another place by two people: whoever holds it alone could write the log anew. The approval is
 * spent in the transaction of the entry that both keys sign.
 */

import type { SecondPerson } from '../../../shared/model/service.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { approve, spendApproval, type ApprovalContext } from '../access/second-person.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Actor, Digest, Transaction } from '../ports.ts';

/** Who agreed, as the entry says it; nothing where nobody is asked. */
export interface AgreedBy {
  readonly approval?: string;
  readonly approvedBy?: string;
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
  context: ApprovalContext & { readonly actor: Actor; readonly digest: Digest },
): Promise<Result<Agreement>> {
  const { actor, clock, digest } = context;
  const permitted = requirePermission(actor, 'audit.changeKey');
  if (!permitted.ok) return permitted;
  const question = {
    action: 'audit.changeKey',
    subjectId: 'audit',
    shown: digest.sha256Hex(utf8Bytes(JSON.stringify([verifierKey, ...place]))),
  } as const;
  const approval = await approve(question, actor, second, context);
  if (!approval.ok) return approval;
  const { id, approver } = approval.value;
  return ok((tx) => {
    const spent = spendApproval(tx, approval.value, question, clock.now());
    return spent.ok ? ok({ approval: id, approvedBy: approver }) : spent;
  });
}
