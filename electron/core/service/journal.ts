/** The journal of changes: a row and an audit entry before the chip is touched, and another when it is known what came of it. */

import type { AuditOutcome } from '../../../shared/model/audit.ts';
import type { ServiceAct } from '../../../shared/model/service.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { spendApproval, type Approval, type Question } from '../access/second-person.ts';
import type { Digest, Transaction } from '../ports.ts';
import type { ServiceContext } from './context.ts';
import type { ServiceChange } from './service-change.ts';

type JournalContext = Pick<ServiceContext, 'store' | 'actor' | 'clock' | 'digest'>;

const actions = {
  add: 'service.add',
  renew: 'service.renew',
  withdraw: 'service.withdraw',
} as const satisfies Readonly<Record<ServiceAct, string>>;

/** Before the first byte goes to the chip; spends the approval. Fails with `access.secondRefused` where it no longer holds. */
export function beginChange(
  change: ServiceChange,
  approval: Approval,
  question: Question,
  context: JournalContext,
): Result<void> {
  const { store, actor, clock, digest } = context;
  return store.commit(actor, (tx) => {
    const spent = spendApproval(tx, approval, question, clock.now());
    if (!spent.ok) return spent;
    tx.insertServiceChange(change);
    const consent = change.consentId === null ? {} : { consent: change.consentId };
    tx.audit(entryOf(change, 'begun', tx, digest, { approval: approval.id, ...consent }));
    return ok(undefined);
  });
}

/** What came of it, seen in the chip itself. */
export function settleChange(
  change: ServiceChange,
  state: 'done' | 'notDone',
  { store, actor, clock, digest }: JournalContext,
): Result<void> {
  return store.commit(actor, (tx) => {
    tx.settleServiceChange({ ...change, state, settledAt: clock.now().toISOString() });
    tx.audit(entryOf(change, state === 'done' ? 'ok' : 'failed', tx, digest, {}));
    return ok(undefined);
  });
}

/** Nobody can say what the chip holds: the row stays open, the log says so. */
export function recordUnknown(
  change: ServiceChange,
  reason: string,
  { store, actor, digest }: JournalContext,
): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit(entryOf(change, 'unknown', tx, digest, { error: reason }));
    return ok(undefined);
  });
}

function entryOf(
  change: ServiceChange,
  outcome: AuditOutcome,
  tx: Transaction,
  digest: Digest,
  more: { readonly approval?: string; readonly consent?: string; readonly error?: string },
) {
  const card = tx.card(change.cardId);
  if (card === undefined) throw new Error('a change of the services of no card');
  return {
    action: actions[change.act],
    subject: { kind: 'card', id: change.cardId },
    outcome,
    detail: {
      change: change.id,
      service: change.serviceId,
      listNumber: change.listNumber,
      // The list names what a person may be served by; alone, its digest could be guessed.
      listDigest: tx.salted(card.applicationId, digest.sha256Hex(change.list)),
      startedBy: change.startedBy,
      approvedBy: change.approvedBy,
      ...more,
    },
  } as const;
}
