/** The card goes to its holder: every step of its kind is done and signed for, and the papers of it are made. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Signature } from '../../../shared/model/hand-over.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { findAtDesk, progressFor, type CaseAtDesk } from '../hand-over/at-desk.ts';
import { numberSlipOf } from '../hand-over/number-slip.ts';
import { firstMissing } from '../hand-over/progress.ts';
import { draftOf, receiptHash, signatureUnder } from '../hand-over/sign.ts';
import type { IssueContext } from '../issue/context.ts';
import type { Reader, Transaction } from '../ports.ts';
import { handedOverResult } from '../results/make-result.ts';
import { livingCardsOf } from './living-cards.ts';
import { moveCard } from './move-card.ts';

type Input = ParsedInput<'card.handOver'>;
type HandOverContext = Pick<
  IssueContext,
  'store' | 'actor' | 'clock' | 'random' | 'digest' | 'profile' | 'renderReceipt'
>;

interface Ready extends CaseAtDesk {
  readonly receipt: Receipt;
  readonly signature: Signature;
}

/**
 * The card, `handedOver`, and its receipt as PDF. Fails with `access.samePerson` for the person who accepted the review
 * (no override), with `handover.*` where a step is missing or another receipt was signed, with `card.*` where the card is
 * not ready to leave.
 */
export async function handOverCard(
  input: Input,
  context: HandOverContext,
): Promise<Result<CallOutput<'card.handOver'>>> {
  const permitted = requirePermission(context.actor, 'card.handOver');
  if (!permitted.ok) return permitted;
  const ready = findReady(context.store, input, context);
  if (!ready.ok) return ready;
  const pdf = await context.renderReceipt(ready.value.receipt, ready.value.signature);
  const card = context.store.commit(context.actor, (tx) => {
    // Rendering took a while; what was true before it is asked again inside the transaction.
    const still = findReady(tx, input, context);
    return still.ok ? handOver(tx, still.value, pdf, context) : still;
  });
  return card.ok ? ok({ card: card.value, receipt: pdf }) : card;
}

function findReady(reader: Reader, input: Input, context: HandOverContext): Result<Ready> {
  const stored = reader.card(input.cardId);
  if (stored !== undefined && stored.revision !== input.revision) return fail('changedMeanwhile', { what: 'card' });
  const found = findAtDesk(reader, input.cardId, context);
  if (!found.ok) return found;
  const { card, application } = found.value;
  const missing = firstMissing(progressFor(reader, card, application, context.clock.now()));
  if (missing !== null) return fail('handover.stepMissing', { step: missing });
  const receipt = draftOf(reader, card.id, context);
  if (!receipt.ok) return receipt;
  const signature = signatureUnder(reader, card.id, receiptHash(receipt.value, context.digest));
  if (!signature.ok) return signature;
  // Revoked at review, or collected before: what lives now nobody can explain.
  const living = livingCardsOf(reader, application);
  if (living.some(({ state }) => state === 'handedOver')) return fail('card.livingAlready', {});
  if (living.length > 0) return fail('card.livesElsewhere', {});
  return ok({ ...found.value, receipt: receipt.value, signature: signature.value });
}

function handOver(
  tx: Transaction,
  { card, job, application, receipt, signature }: Ready,
  pdf: Uint8Array,
  context: HandOverContext,
): Result<Card> {
  const old = tx.oldCardOf(application.id);
  const slip = numberSlipOf({ application, receipt });
  if (slip !== null) tx.putCardFile(card.id, 'number-slip.json', utf8Bytes(JSON.stringify(slip)));
  const handedOver = moveCard(tx, card, 'handedOver', context.clock.now(), {
    handedOverAt: context.clock.now().toISOString(),
    handedOverBy: context.actor.account,
  });
  if (!handedOver.ok) return handedOver;
  const text = JSON.stringify(receipt, null, 2) + '\n';
  tx.putJobFile(job.id, 'receipt.json', utf8Bytes(text));
  tx.putJobFile(job.id, 'receipt.pdf', pdf);
  tx.insertResult(handedOverResult({ ...context, application }, card, receipt.oldCardCollected === true));
  const oldCard = old?.cardId ?? null;
  tx.audit({
    action: 'card.handedOver',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: {
      blank: card.blankSerial,
      receipt: receipt.number,
      oldCardCollected: receipt.oldCardCollected === true,
      ...(oldCard === null ? {} : { oldCard, oldBlank: tx.card(oldCard)?.blankSerial ?? '' }),
      means: signature.means,
      receiptDigest: tx.salted(application.id, receiptHash(receipt, context.digest)),
    },
  });
  return handedOver;
}
