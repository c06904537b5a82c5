/**
 * A card on the desk: every step of its kind, one of them sometimes left out; what the chip says is told as an outcome,
 * through the same entry and row as the use case.
 */

import { findAtDesk } from '../../../electron/core/hand-over/at-desk.ts';
import { checkIdentity } from '../../../electron/core/hand-over/check-identity.ts';
import { confirmByHolder } from '../../../electron/core/hand-over/confirm.ts';
import { draftReceipt, signReceipt } from '../../../electron/core/hand-over/sign.ts';
import type { IssueContext } from '../../../electron/core/issue/context.ts';
import type { Actor } from '../../../electron/core/ports.ts';
import { handOverCard } from '../../../electron/core/stock/hand-over.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { takeOldCard } from '../hand-over-steps.ts';
import type { Dice, ModelOffice } from './model-office.ts';

export async function atTheDesk(office: ModelOffice, card: Card, dice: Dice, actor: Actor): Promise<Result<unknown>> {
  const context = office.context(actor);
  const cardId = card.id;
  const application = office.store.application(card.applicationId);
  if (application === undefined) return ok('the case is gone');
  const passportNumber = application.person.passport.number;
  const collector = { kind: 'holder' } as const;
  const steps: readonly (() => Result<unknown> | Promise<Result<unknown>>)[] = [
    () => takeOldCard(office, card, actor),
    () => checkIdentity({ cardId, passportNumber, portraitMatches: dice.chance(0.97), collector }, context),
    () => inspected(card, context),
    () => confirmByHolder({ cardId, means: 'sheet', language: 'en', facesRight: true, chipRight: true }, context),
    () => signed(card, context),
  ];
  for (const step of steps) {
    if (dice.chance(0.03)) continue;
    const done = await step();
    if (!done.ok) return done;
  }
  return handOverCard({ cardId, revision: card.revision }, context);
}

function inspected(card: Card, context: IssueContext): Result<void> {
  const { store, actor, clock } = context;
  return store.commit(actor, (tx) => {
    const found = findAtDesk(tx, card.id, context);
    if (!found.ok) return found;
    const subject = { kind: 'card', id: card.id } as const;
    tx.audit({ action: 'handover.chip', subject, outcome: 'ok', detail: { blank: card.blankSerial } });
    const doneAt = clock.now().toISOString();
    tx.insertHandOverStep({ cardId: card.id, step: 'chip', doneBy: actor.account, doneAt, receiptHash: null });
    return ok(undefined);
  });
}

async function signed({ id: cardId }: Card, context: IssueContext): Promise<Result<unknown>> {
  const draft = await draftReceipt({ cardId }, context);
  if (!draft.ok) return draft;
  const { receiptHash } = draft.value;
  return signReceipt({ cardId, receiptHash, signature: { means: 'paper', filedAs: 'F-1' } }, context);
}
