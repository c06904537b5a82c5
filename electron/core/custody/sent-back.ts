/** Another office sends back a card that was made here: its own row is on file, so the paper has to say what the row says. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Transaction } from '../ports.ts';
import { moveCard } from '../stock/move-card.ts';
import { revokeAll } from '../stock/revoke.ts';
import { plasticBack, settleOpen } from './come-back.ts';
import type { DispatchPaper } from './dispatch.ts';
import { nameOfDesk } from './way.ts';

type Desk = Pick<DeskContext, 'store' | 'actor' | 'clock' | 'random' | 'profile'>;
type Place = Pick<ParsedInput<'custody.chooseAndTakeIn'>, 'safe' | 'slot'>;

/** Fails with `dispatch.untrusted` where the paper is of another card, `dispatch.notUnderWay` where it was used before, `card.livingAlready`, `card.slotTaken`, `card.wrongState`. */
export function sentBack(
  { id, from, card: named, job }: DispatchPaper,
  { safe, slot }: Place,
  context: Desk,
): Result<Card> {
  const { store, actor, clock } = context;
  return store.commit(actor, (tx) => {
    const card = tx.card(named.id);
    const made = card === undefined ? undefined : tx.job(card.jobId);
    if (card === undefined || made === undefined) return fail('notFound', { what: 'card' });
    if (!isSame(card, named) || made.recordHash !== job.recordHash)
      return fail('dispatch.untrusted', { flaw: 'content' });
    // A paper opens once: the card may have been sent on since, and the same paper would open it a second time.
    const arrivals = tx.auditEntries({ action: 'card.arrived', subjectId: card.id, limit: 100 });
    if (arrivals.some(({ detail }) => detail['dispatch'] === id)) return fail('dispatch.notUnderWay', {});
    if (card.state !== 'dispatched' && card.state !== 'revoked')
      return fail('card.wrongState', { state: card.state, action: 'received' });
    const { blankSerial } = card;
    tx.audit({
      action: 'card.arrived',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { dispatch: id, office: nameOfDesk(from), blank: blankSerial, safe, slot },
    });
    settleOpen(tx, card, 'cameBack', actor.account, clock.now());
    if (card.state === 'revoked') return plasticBack(tx, card, clock.now());
    const superseded = revokeReplaced(tx, card, made.recordHash, context);
    if (!superseded.ok) return superseded;
    if (superseded.value.state === 'revoked') return plasticBack(tx, superseded.value, clock.now());
    const waiting = tx.waitingCard(card.number);
    if (waiting !== undefined && waiting.id !== card.id) return fail('card.livingAlready', {});
    if (tx.cardInSlot(safe, slot) !== undefined) return fail('card.slotTaken', { safe, slot });
    return moveCard(tx, card, 'received', clock.now(), { safe, slot });
  });
}

/**
 * Nobody came for it there, and meanwhile another record of its case was accepted: as one that had waited here. The card as it
 * is then.
 */
function revokeReplaced(tx: Transaction, card: Card, recordHash: string, context: Desk): Result<Card> {
  const application = tx.application(card.applicationId);
  if (application?.state !== 'accepted' || application.recordHash === recordHash) return ok(card);
  const revoked = revokeAll(tx, [card], application, 'recordReplaced', context);
  return revoked.ok ? ok(tx.card(card.id) ?? card) : revoked;
}

function isSame(one: Card, other: Card): boolean {
  const keys = ['number', 'blankSerial', 'chipSerial', 'validFrom', 'validUntil'] as const;
  return keys.every((key) => one[key] === other[key]);
}
