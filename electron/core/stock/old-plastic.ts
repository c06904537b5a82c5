/** Blanks that are finished cards: an old card has a way of its own, and a card that was kept here ends with its plastic. */

import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader, Transaction } from '../ports.ts';
import { nextCard } from './card-state.ts';

/** The blanks of old cards that are collected, cut or held as evidence: they are destroyed as old cards, or not at all. */
export function oldPlastic(reader: Reader): ReadonlySet<string> {
  const cards = reader.oldCards(['collected', 'cancelled', 'evidence']);
  return new Set(cards.flatMap(({ cardId }) => (cardId === null ? [] : (reader.card(cardId)?.blankSerial ?? []))));
}

/** Fails with `stock.oldCard`. */
export function noneIsOldCard(reader: Reader, blanks: readonly Blank[]): Result<void> {
  const kept = oldPlastic(reader);
  const found = blanks.find(({ serial }) => kept.has(serial));
  return found === undefined ? ok(undefined) : fail('stock.oldCard', { blank: found.serial });
}

/** The cards that these blanks were, ended; a blank that never became one has none. */
export function endCards(tx: Transaction, blanks: readonly Blank[]): Result<void> {
  for (const { serial, jobId } of blanks) {
    const card = jobId === null ? undefined : tx.cardOfJob(jobId);
    if (card === undefined || card.blankSerial !== serial) continue;
    const state = nextCard(card.state, 'destroyed');
    if (!state.ok) return state;
    tx.updateCard({ ...card, state: state.value, safe: null, slot: null, revision: card.revision + 1 });
  }
  return ok(undefined);
}
