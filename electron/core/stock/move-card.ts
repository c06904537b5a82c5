/** Moves a card, and the blank that it is made of with it, in one transaction. */

import type { Blank, Card } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { Transaction } from '../ports.ts';
import { nextBlank, type BlankEvent } from './blank-state.ts';
import { nextCard, type CardEvent } from './card-state.ts';

/** The card after an event, stored. The slot is free again once the card has left the safe. */
export function moveCard(
  tx: Transaction,
  card: Card,
  event: CardEvent,
  at: Date,
  changes: Partial<Pick<Card, 'handedOverAt' | 'handedOverBy' | 'safe' | 'slot'>> = {},
): Result<Card> {
  const state = nextCard(card.state, event);
  if (!state.ok) return state;
  const blankEvent = blankFollows(event);
  const blank = blankEvent === null ? ok(null) : moveBlank(tx, card, blankEvent, at);
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

function moveBlank(tx: Transaction, card: Card, event: BlankEvent, at: Date): Result<Blank> {
  const blank = tx.blank(card.blankSerial);
  if (blank === undefined) return fail('notFound', { what: 'blank' });
  const place = nextBlank(blank.place, event);
  if (!place.ok) return place;
  const moved: Blank = { ...blank, place: place.value, updatedAt: at.toISOString() };
  tx.updateBlank(moved);
  return ok(moved);
}
