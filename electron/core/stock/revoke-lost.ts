/** A loss revokes the lost card at once, and tells the authority which (DESIGN.md section 5, kinds). */

import type { Application } from '../../../shared/model/application.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Transaction } from '../ports.ts';
import { revokedResult } from '../results/make-result.ts';
import { moveCard } from './move-card.ts';

/**
 * For a loss: the card of that number that is on file is revoked by its serials. Where none is on file (made elsewhere,
 * or of an earlier layout) the authority is told with the former number, if there is one. Other kinds: nothing.
 */
export function revokeLost(
  tx: Transaction,
  application: Application,
  context: Pick<DeskContext, 'clock' | 'random' | 'profile'>,
): Result<void> {
  if (application.kind !== 'loss') return ok(undefined);
  const origin = { ...context, application };
  const card = tx.livingCard(application.card.number);
  if (card === undefined) {
    const formerNumber = application.card.formerNumber ?? null;
    tx.insertResult(revokedResult(origin, { card: null, formerNumber }, application.kind));
    return ok(undefined);
  }
  const revoked = moveCard(tx, card, 'revoked', context.clock.now());
  if (!revoked.ok) return revoked;
  tx.audit({
    action: 'card.revoked',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: { reason: application.kind, application: application.id, blank: card.blankSerial },
  });
  tx.insertResult(revokedResult(origin, { card, formerNumber: null }, application.kind));
  return ok(undefined);
}
