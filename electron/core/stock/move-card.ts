/** Moves a card, and the blank that it is made of with it, in one transaction. */

import type { Blank, Card } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { Transaction } from '../ports.ts';
import { nextBlank, type BlankEvent } from './blank-state.ts';
import type { StockMove } from './ledger-store.ts';
import { nextCard, type CardEvent } from './card-state.ts';

/**
 * The card after an event, stored. The slot is free again once the card has left the safe. `approvalId`: of the second
 * person, spent in this transaction; a card is destroyed by two.
 */
export function moveCard(
  tx: Transaction,
  card: Card,
  event: CardEvent,
  at: Date,
  changes: Partial<Pick<Card, 'handedOverAt' | 'handedOverBy'>> = {},
  approvalId?: string,
): Result<Card> {
  const state = nextCard(card.state, event);
  if (!state.ok) return state;
  const blankEvent = blankFollows(event);
  const blank =
    blankEvent === null
      ? ok(null)
      : moveBlank(tx, card, { act: blankEvent, at, ...(approvalId === undefined ? {} : { approvalId }) });
  if (!blank.ok) return blank;
  const place = leavesSafe(event) ? { safe: null, slot: null } : {};
  const moved: Card = { ...card, ...changes, ...place, state: state.value, revision: card.revision + 1 };
  tx.updateCard(moved);
  return ok(moved);
}

/** A revoked card in its holder's hands is where it was: revocation moves no plastic. */
function blankFollows(event: CardEvent): BlankEvent | null {
  switch (event) {
    case 'handedOver':
    case 'returned':
    case 'destroyed':
      return event;
    case 'dispatched':
    case 'received':
    case 'revoked':
      return null;
    default:
      return assertNever(event);
  }
}

function leavesSafe(event: CardEvent): boolean {
  return event === 'handedOver' || event === 'dispatched' || event === 'destroyed';
}

function moveBlank(tx: Transaction, card: Card, move: StockMove & { readonly act: BlankEvent }): Result<Blank> {
  const blank = tx.blank(card.blankSerial);
  if (blank === undefined) return fail('notFound', { what: 'blank' });
  const place = nextBlank(blank.place, move.act);
  if (!place.ok) return place;
  const moved: Blank = { ...blank, place: place.value, updatedAt: move.at.toISOString() };
  tx.moveBlanks(move, [moved]);
  return ok(moved);
}
