/** Takes cards out of use: what an acceptance supersedes (docs/design.md section 5, kinds), what a withdrawal ends. */

import type { Application } from '../../../shared/model/application.ts';
import type { Revocation } from '../../../shared/model/custody.ts';
import type { RevokeReason } from '../../../shared/model/results.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Transaction } from '../ports.ts';
import { revokedResult, type ResultOrigin } from '../results/make-result.ts';
import { livingCardsOf } from './living-cards.ts';
import { moveCard } from './move-card.ts';

type RevokeContext = Pick<ResultOrigin, 'clock' | 'random' | 'profile'>;

/**
 * What the acceptance of an application takes out of use. A loss: the card of that person that is on file is revoked by
 * its serials, under whatever number it was made, and with it one that another office may have handed over; where none is
 * (made elsewhere, or of an earlier layout) the authority is told with the former number, if there is one. Any kind: a card
 * of this very case that still waits for its holder, made from a record since replaced, also where that record gave another
 * number. One that its holder has stays in force until it is collected at the hand-over of the next: nobody is left without
 * a card by a correction.
 */
export function revokeSuperseded(tx: Transaction, application: Application, context: RevokeContext): Result<void> {
  const ended = revokeAll(tx, waitingOf(tx, application), application, 'recordReplaced', context);
  if (!ended.ok || application.kind !== 'loss') return ended;
  const living = livingCardsOf(tx, application);
  if (living.length > 0) return revokeAll(tx, living, application, 'loss', context);
  const formerNumber = application.card.formerNumber ?? null;
  tx.insertRevocation(rowOf(application, null, formerNumber, 'loss', context));
  tx.insertResult(revokedResult({ ...context, application }, { card: null, formerNumber }, 'loss'));
  return ok(undefined);
}

/**
 * Those of the case that wait, here or on their way to another office. One that arrived there counts as with its holder
 * and keeps its number taken, which holds up the next card; under a number that is the case's no more nothing would.
 */
function waitingOf(tx: Transaction, { id, card: { number } }: Application): readonly Card[] {
  const arrived = new Set(tx.cardsElsewhere(number).map((card) => card.id));
  return tx.cardsOfApplication(id).filter((card) => isWaiting(card) && !arrived.has(card.id));
}

/** The finished cards of a case that the authority withdrew, in the safe or with the holder; there may be none. */
export function revokeWithdrawn(tx: Transaction, application: Application, context: RevokeContext): Result<void> {
  const cards = tx.cardsOfApplication(application.id);
  const waiting = revokeAll(tx, cards.filter(isWaiting), application, 'withdrawn', context);
  if (!waiting.ok) return waiting;
  return revokeAll(tx, cards.filter(isHandedOver), application, 'withdrawnAfterHandOver', context);
}

function isWaiting({ state }: Card): boolean {
  return state === 'inCustody' || state === 'dispatched';
}

function isHandedOver({ state }: Card): boolean {
  return state === 'handedOver';
}

/** A card by its serials and first day, or a 15-character number; a card made elsewhere by neither, its office knows it. */
function rowOf(
  application: Application,
  card: Card | null,
  formerNumber: string | null,
  reason: RevokeReason,
  { clock }: RevokeContext,
): Revocation {
  return {
    applicationId: application.id,
    cardId: card?.id ?? null,
    blankSerial: card?.blankSerial ?? null,
    chipSerial: card?.chipSerial ?? null,
    validFrom: card?.validFrom ?? null,
    formerNumber,
    reason,
    revokedAt: clock.now().toISOString(),
  };
}

/**
 * A finished card that is missing from the safe: whoever has it has nothing that is in force, and its slot is free. One
 * that was revoked before stays as it is. Fails with `card.wrongState` for a card that is not in custody.
 */
export function revokeLostInOffice(tx: Transaction, card: Card, context: RevokeContext): Result<void> {
  if (card.state === 'revoked') return ok(undefined);
  const application = tx.application(card.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'lost' });
  return revoke(tx, card, application, 'lostInOffice', context, { safe: null, slot: null });
}

/** Of one person: none of them is the card that they are to have. */
export function revokeAll(
  tx: Transaction,
  cards: readonly Card[],
  application: Application,
  reason: RevokeReason,
  context: RevokeContext,
): Result<void> {
  for (const card of cards) {
    const revoked = revoke(tx, card, application, reason, context);
    if (!revoked.ok) return revoked;
  }
  return ok(undefined);
}

function revoke(
  tx: Transaction,
  card: Card,
  application: Application,
  reason: RevokeReason,
  context: RevokeContext,
  place: Partial<Pick<Card, 'safe' | 'slot'>> = {},
): Result<void> {
  tx.insertRevocation(rowOf(application, card, null, reason, context));
  const revoked = moveCard(tx, card, 'revoked', context.clock.now(), place);
  if (!revoked.ok) return revoked;
  tx.audit({
    action: 'card.revoked',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: { reason, application: application.id, blank: card.blankSerial },
  });
  tx.insertResult(revokedResult({ ...context, application }, { card, formerNumber: null }, reason));
  return ok(undefined);
}
