/** Acceptance takes the superseded card out of use: a lost one at once (docs/design.md section 5, kinds). */

import type { Application } from '../../../shared/model/application.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Transaction } from '../ports.ts';
import { revokedResult } from '../results/make-result.ts';
import { moveCard } from './move-card.ts';

type RevokeContext = Pick<DeskContext, 'clock' | 'random' | 'profile'>;

/**
 * What the acceptance of an application takes out of use. A loss: the card of that number that is on file is revoked by
 * its serials; where none is (made elsewhere, or of an earlier layout) the authority is told with the former number, if
 * there is one. Any kind: a card of this very case that still waits in the safe, made from a record since replaced.
 */
export function revokeSuperseded(tx: Transaction, application: Application, context: RevokeContext): Result<void> {
  const waiting = tx.waitingCard(application.card.number);
  if (waiting?.applicationId === application.id) {
    const revoked = revoke(tx, waiting, application, 'recordReplaced', context);
    if (!revoked.ok) return revoked;
  }
  if (application.kind !== 'loss') return ok(undefined);
  const living = tx.livingCard(application.card.number);
  if (living !== undefined) return revoke(tx, living, application, 'loss', context);
  const formerNumber = application.card.formerNumber ?? null;
  tx.insertResult(revokedResult({ ...context, application }, { card: null, formerNumber }, 'loss'));
  return ok(undefined);
}

function revoke(
  tx: Transaction,
  card: Card,
  application: Application,
  reason: string,
  context: RevokeContext,
): Result<void> {
  const revoked = moveCard(tx, card, 'revoked', context.clock.now());
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
