/** A card comes back with a complaint: it is inspected, then it is decided whose error it is, and so what follows. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Complaint } from '../../../shared/model/custody.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import type { ComplaintDecision } from '../../../shared/model/results.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { byTwo, type DeedByTwo, type TwoPeopleContext } from '../access/by-two.ts';
import type { Approval } from '../access/second-person.ts';
import { differing } from '../hand-over/inspect-card.ts';
import type { IssueContext } from '../issue/context.ts';
import { madeOf } from '../issue/made-of.ts';
import { inspectCardOf } from '../issue/tap.ts';
import type { Reader, Transaction } from '../ports.ts';
import { complaintResult } from '../results/make-result.ts';
import { moveCard } from '../stock/move-card.ts';

type Desk = Pick<IssueContext, 'store' | 'actor' | 'clock' | 'random' | 'profile'>;

/** From the safe or from its holder's hand; until it is decided the card is not handed over. */
export function openComplaint(input: ParsedInput<'complaint.open'>, desk: Desk): Result<Complaint> {
  const { store, actor, clock, random } = desk;
  const permitted = requirePermission(actor, 'complaint.open');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    const job = card === undefined ? undefined : tx.job(card.jobId);
    if (card === undefined || job === undefined) return fail('notFound', { what: 'card' });
    if (card.state !== 'inCustody' && card.state !== 'handedOver')
      return fail('card.wrongState', { state: card.state, action: 'complain' });
    if (tx.complaint(card.id)?.decision === null) return fail('complaint.open', {});
    const complaint: Complaint = {
      id: random.id(),
      cardId: card.id,
      what: input.what,
      recordHash: job.recordHash,
      openedBy: actor.account,
      openedAt: clock.now().toISOString(),
      inspectedBy: null,
      inspectedAt: null,
      findings: null,
      decision: null,
      decidedBy: null,
      decidedAt: null,
      approvedBy: null,
      approvalId: null,
    };
    tx.insertComplaint(complaint);
    tx.audit({
      action: 'complaint.opened',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { complaint: complaint.id, kind: complaint.what },
    });
    return ok(complaint);
  });
}

/** The card lies on the writer. What is found is kept: fields that differ, or that the chip is silent. */
export async function inspectComplaint(
  input: ParsedInput<'complaint.inspect'>,
  context: IssueContext,
): Promise<Result<Complaint>> {
  const { store, actor, clock } = context;
  const permitted = requirePermission(actor, 'complaint.inspect');
  if (!permitted.ok) return permitted;
  const before = openOf(store, input.cardId);
  if (!before.ok) return before;
  const { card } = before.value;
  const job = store.job(card.jobId);
  if (job === undefined) return fail('notFound', { what: 'job' });
  // What it was made of: a replacement since says another thing, and nothing that opens this chip.
  const made = madeOf(store, job.recordHash);
  if (made === undefined) return fail('notFound', { what: 'record' });
  const inspection = await context.devices.run(job.id, () => inspectCardOf(job, made, context));
  // Another card, or none, is no finding about this one.
  const isOther = !inspection.ok && !inspection.error.kind.startsWith('chip.');
  if (isOther) return inspection;
  const fields = inspection.ok ? differing(inspection.value, job, made, context) : ok('chip');
  if (!fields.ok) return fields;
  return store.commit(actor, (tx) => {
    const still = openOf(tx, input.cardId);
    if (!still.ok) return still;
    const { complaint } = still.value;
    const findings = fields.value.slice(0, 500);
    const inspected = { ...complaint, inspectedBy: actor.account, inspectedAt: clock.now().toISOString(), findings };
    tx.updateComplaint(inspected);
    tx.audit({
      action: 'complaint.inspected',
      subject: { kind: 'card', id: card.id },
      outcome: findings === '' ? 'ok' : 'failed',
      detail: { complaint: complaint.id, ...(findings === '' ? {} : { fields: findings }) },
    });
    return ok(inspected);
  });
}

/**
 * What follows of each decision: production fault, the card goes back and the same approval makes another, which two people
 * agree to; authority's error, it goes back and the case waits for a replacement record; holder's damage or nothing wrong,
 * it stays whose it is. Fails with `complaint.notInspected`, `complaint.contradicted` where the inspection says otherwise,
 * and `access.secondRefused`.
 */
export async function decideComplaint(
  input: ParsedInput<'complaint.decide'>,
  context: Desk & TwoPeopleContext,
): Promise<Result<CallOutput<'complaint.decide'>>> {
  const { store, actor } = context;
  const permitted = requirePermission(actor, 'complaint.decide');
  if (!permitted.ok) return permitted;
  const before = decidable(store, input);
  if (!before.ok) return before;
  if (input.decision !== 'productionFault') return store.commit(actor, (tx) => decide(tx, input, null, context));
  if (input.second === null) return fail('access.secondRefused', { account: '', reason: 'missing' });
  return byTwo(ourFaultDeed(input, context), input.second, context);
}

/** The complaint as two people find that the fault is ours; where it waited for the second, with what had been found then. */
export function ourFaultDeed(
  input: ParsedInput<'complaint.decide'> & { readonly findings?: string },
  context: Desk,
): DeedByTwo<OpenComplaint, CallOutput<'complaint.decide'>> {
  return {
    action: 'complaint.decide',
    // The card's newest one; without any, `find` says so.
    subjectId: context.store.complaint(input.cardId)?.id ?? '',
    find(reader) {
      const found = decidable(reader, input);
      if (!found.ok) return found;
      const isSame = input.findings === undefined || found.value.complaint.findings === input.findings;
      return isSame ? found : fail('changedMeanwhile', { what: 'complaint' });
    },
    // Inspected anew meanwhile: another question than the one that was answered.
    shown: ({ complaint: { id, findings } }) => [id, findings, input.decision],
    act: (tx, _found, approval) => decide(tx, input, approval, context),
  };
}

function decide(
  tx: Transaction,
  input: ParsedInput<'complaint.decide'>,
  approval: Approval | null,
  context: Desk,
): Result<CallOutput<'complaint.decide'>> {
  const { actor, clock } = context;
  const found = decidable(tx, input);
  if (!found.ok) return found;
  const { complaint, card } = found.value;
  const application = tx.application(card.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  const { decision } = input;
  const decided: Complaint = {
    ...complaint,
    decision,
    decidedBy: actor.account,
    decidedAt: clock.now().toISOString(),
    approvedBy: approval?.approver ?? null,
    approvalId: approval?.id ?? null,
  };
  tx.updateComplaint(decided);
  const moved = goesBack(decision) ? moveCard(tx, card, 'returned', clock.now()) : ok(card);
  if (!moved.ok) return moved;
  tx.insertResult(complaintResult({ ...context, application }, card, decision));
  tx.audit({
    action: 'complaint.decided',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: {
      complaint: complaint.id,
      decision,
      ...(approval === null ? {} : { approval: approval.id, approvedBy: approval.approver }),
    },
  });
  return ok({ complaint: decided, card: moved.value });
}

interface OpenComplaint {
  readonly complaint: Complaint;
  readonly card: Card;
}

function decidable(reader: Reader, { cardId, decision }: ParsedInput<'complaint.decide'>): Result<OpenComplaint> {
  const found = openOf(reader, cardId);
  if (!found.ok) return found;
  const { findings } = found.value.complaint;
  if (findings === null) return fail('complaint.notInspected', {});
  return decision === 'unfounded' && findings !== ''
    ? fail('complaint.contradicted', { decision, fields: findings })
    : found;
}

/** Whether the plastic comes back into the office with that decision. */
function goesBack(decision: ComplaintDecision): boolean {
  return decision === 'productionFault' || decision === 'authorityError';
}

function openOf(reader: Reader, cardId: CardId): Result<OpenComplaint> {
  const card = reader.card(cardId);
  const complaint = reader.complaint(cardId);
  if (card === undefined) return fail('notFound', { what: 'card' });
  return complaint?.decision === null ? ok({ complaint, card }) : fail('complaint.none', {});
}
