/** Another person hands the card to its holder; the old card is dealt with; a receipt is made. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { KindOfIssue } from '../../../shared/model/approval.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { isAboutRecord } from '../audit/about-record.ts';
import { mirrorsRecord } from '../issue/check-record.ts';
import type { IssueContext } from '../issue/context.ts';
import { mayGoOn } from '../issue/safe-point.ts';
import type { Digest, Reader, Transaction } from '../ports.ts';
import { handedOverResult } from '../results/make-result.ts';
import { moveCard } from './move-card.ts';
import { makeReceipt } from './receipt.ts';

type Input = ParsedInput<'card.handOver'>;
type HandOverContext = Pick<
  IssueContext,
  'store' | 'actor' | 'clock' | 'random' | 'digest' | 'profile' | 'renderReceipt'
>;

interface Case {
  readonly card: Card;
  readonly job: Job;
  readonly application: Application;
}

/**
 * The card, `handedOver`, and its receipt as PDF. Fails with `access.samePerson` for the person who accepted the review
 * (no override), with `handover.*` where a step is missing, with `card.*` where the card is not ready to leave.
 */
export async function handOverCard(
  input: Input,
  context: HandOverContext,
): Promise<Result<CallOutput<'card.handOver'>>> {
  const permitted = requirePermission(context.actor, 'card.handOver');
  if (!permitted.ok) return permitted;
  const found = findCase(context.store, input, context);
  if (!found.ok) return found;
  const at = context.clock.now();
  const collected = hasOldCard(found.value.application.kind) ? input.oldCardCollected : null;
  const receipt = makeReceipt({ ...found.value, oldCardCollected: collected, at }, context);
  if (!receipt.ok) return receipt;
  const pdf = await context.renderReceipt(receipt.value);
  const card = context.store.commit(context.actor, (tx) => {
    // Rendering took a while; what was true before it is asked again inside the transaction.
    const still = findCase(tx, input, context);
    return still.ok ? handOver(tx, still.value, receipt.value, pdf, context) : still;
  });
  return card.ok ? ok({ card: card.value, receipt: pdf }) : card;
}

function findCase(reader: Reader, input: Input, { actor, digest }: HandOverContext): Result<Case> {
  const card = reader.card(input.cardId);
  const job = card === undefined ? undefined : reader.job(card.jobId);
  if (card === undefined || job === undefined) return fail('notFound', { what: 'card' });
  if (card.revision !== input.revision) return fail('changedMeanwhile', { what: 'card' });
  if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'handOver' });
  const application = mayGoOn(reader, job);
  if (!application.ok) return application;
  if (wasReviewedBy(reader, application.value, actor.account)) {
    return fail('access.samePerson', { account: actor.account });
  }
  const unchanged = mirrorsLogAndRecord(reader, card, application.value, digest);
  if (!unchanged.ok) return unchanged;
  const steps = allStepsDone(input, application.value.kind);
  return steps.ok ? ok({ card, job, application: application.value }) : steps;
}

/** What an edited row could hide: a card that left before, or the name, number or dates of somebody else. */
function mirrorsLogAndRecord(reader: Reader, card: Card, application: Application, digest: Digest): Result<void> {
  const [left] = reader.auditEntries({ action: 'card.handedOver', subjectId: card.id, limit: 1 });
  if (left !== undefined) return fail('card.wrongState', { state: 'handedOver', action: 'handOver' });
  const { number, validFrom, validUntil } = application.card;
  if (card.number !== number || card.validFrom !== validFrom || card.validUntil !== validUntil) {
    return fail('application.differsFromRecord', { fields: 'card' });
  }
  return mirrorsRecord(application, { store: reader, digest });
}

/** By the row and by the log: an edited row does not make two people out of one. */
function wasReviewedBy(reader: Reader, application: Application, account: string): boolean {
  if (application.reviewedBy === null || application.reviewedBy === account) return true;
  return reader
    .auditEntries({ action: 'application.accepted', subjectId: application.id, actor: account, limit: 100 })
    .some((entry) => isAboutRecord(reader, entry, application));
}

function allStepsDone(input: Input, kind: KindOfIssue): Result<void> {
  if (!input.identityChecked) return fail('handover.identityNotChecked', {});
  if (!input.holderChecked) return fail('handover.holderNotChecked', {});
  if (hasOldCard(kind) && !input.oldCardCollected) return fail('handover.oldCardNotCollected', {});
  return ok(undefined);
}

/** Every kind but a first issue and a loss has an old card, and it is collected (docs/design.md section 5). */
function hasOldCard(kind: KindOfIssue): boolean {
  return kind !== 'firstIssue' && kind !== 'loss';
}

function handOver(
  tx: Transaction,
  { card, job, application }: Case,
  receipt: Receipt,
  pdf: Uint8Array,
  context: HandOverContext,
): Result<Card> {
  const old = collectOldCard(tx, application, context);
  if (!old.ok) return old;
  const { actor, clock } = context;
  const handedOver = moveCard(tx, card, 'handedOver', clock.now(), {
    handedOverAt: receipt.handedOverAt,
    handedOverBy: actor.account,
  });
  if (!handedOver.ok) return handedOver;
  tx.putJobFile(job.id, 'receipt.json', new TextEncoder().encode(JSON.stringify(receipt, null, 2) + '\n'));
  tx.putJobFile(job.id, 'receipt.pdf', pdf);
  tx.insertResult(handedOverResult({ ...context, application }, card, receipt.oldCardCollected === true));
  tx.audit({
    action: 'card.handedOver',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: {
      blank: card.blankSerial,
      receipt: receipt.number,
      oldCardCollected: receipt.oldCardCollected === true,
      ...(old.value === null ? {} : { oldCard: old.value.id, oldBlank: old.value.blankSerial }),
    },
  });
  return handedOver;
}

/** The card that the holder had until now, if it was made here: it is back in the office before the new one leaves. */
function collectOldCard(tx: Transaction, application: Application, { clock }: HandOverContext): Result<Card | null> {
  const old = tx.livingCard(application.card.number);
  if (old === undefined) return ok(null);
  // A lost card was revoked at review, and a first card has none before it: what lives now nobody can explain.
  if (!hasOldCard(application.kind)) return fail('card.livingAlready', {});
  return moveCard(tx, old, 'returned', clock.now());
}
