/**
 * A revoked card turns up: out of the safe, back from another office, or in the hand of whoever found it. It stays revoked;
 * its plastic lies among what two people destroy at the close.
 */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Transaction } from '../ports.ts';
import { moveCard } from '../stock/move-card.ts';

type Desk = Pick<DeskContext, 'store' | 'actor' | 'clock'>;

/** Fails with `card.wrongState` for a card that is in force, and `stock.wrongPlace` where its plastic is back already. */
export function takeBack(input: ParsedInput<'custody.takeBack'>, { store, actor, clock }: Desk): Result<Card> {
  const permitted = requirePermission(actor, 'custody.takeBack');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    if (card === undefined) return fail('notFound', { what: 'card' });
    if (card.revision !== input.revision) return fail('changedMeanwhile', { what: 'card' });
    if (card.state !== 'revoked') return fail('card.wrongState', { state: card.state, action: 'takeBack' });
    settleOpen(tx, card, 'cameBack', actor.account, clock.now());
    return plasticBack(tx, card, clock.now());
  });
}

/** The plastic of a revoked card, among what came back. */
export function plasticBack(tx: Transaction, card: Card, at: Date): Result<Card> {
  const place = tx.blank(card.blankSerial)?.place ?? '';
  const back = moveCard(tx, card, 'returned', at);
  if (!back.ok) return back;
  tx.audit({
    action: 'card.plasticBack',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: { blank: card.blankSerial, place },
  });
  return back;
}

/** What became of its open dispatch, with the entry; nothing where none is open. */
export function settleOpen(
  tx: Transaction,
  card: Card,
  outcome: 'received' | 'cameBack',
  settledBy: string,
  at: Date,
): void {
  const dispatch = tx.openDispatch(card.id);
  if (dispatch === undefined) return;
  tx.settleDispatch({ ...dispatch, outcome, settledBy, settledAt: at.toISOString() });
  tx.audit({
    action: 'card.dispatchSettled',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: { dispatch: dispatch.id, state: outcome },
  });
}
