/**
 * The desk: a card and its holder, every step of its kind, one of them sometimes left out; old cards up to their end. What
 * the chip says is told as an outcome, through the same entry and row as the use case.
 */

import { findAtDesk } from '../../../../electron/core/hand-over/at-desk.ts';
import { checkIdentity } from '../../../../electron/core/hand-over/check-identity.ts';
import { confirmByHolder } from '../../../../electron/core/hand-over/confirm.ts';
import {
  collectOldCard,
  cancelOldCard,
  destroyOldCard,
  holdAsEvidence,
} from '../../../../electron/core/hand-over/old-card.ts';
import { draftReceipt, signReceipt } from '../../../../electron/core/hand-over/sign.ts';
import { livingCardsOf } from '../../../../electron/core/stock/living-cards.ts';
import { handOverCard } from '../../../../electron/core/stock/hand-over.ts';
import type { Card } from '../../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { shownOldCard } from '../../hand-over-steps.ts';
import { at, card, nothing, second, shown, type Acts, type Scene } from '../choose.ts';
import type { ModelContext } from '../model-office.ts';
import { isHere } from '../town.ts';

export const deskActs: Acts = {
  handOver: {
    weight: 22,
    run(scene) {
      const found = card(scene, scene.dice.chance(0.92) ? ['inCustody'] : ['handedOver', 'dispatched']);
      return found === undefined ? nothing : atTheDesk(scene, found, at(scene));
    },
  },
  oldCardFirst: {
    weight: 2,
    run(scene) {
      const found = card(scene, ['inCustody']);
      return found === undefined ? nothing : collect(scene, found, at(scene));
    },
  },
  oldCardOn: {
    weight: 4,
    run(scene) {
      const old = scene.dice.of(scene.office.store.oldCards(['collected', 'cancelled', 'evidence']));
      if (old === undefined) return nothing;
      const { id: oldCardId, revision } = shown(scene, old);
      const [asked, context] = [{ oldCardId, revision }, at(scene)];
      if (scene.dice.chance(0.2)) return holdAsEvidence({ ...asked, reason: 'asked for by others' }, context);
      if (scene.dice.chance(0.3)) return cancelOldCard(asked, context);
      return destroyOldCard({ ...asked, second: second(scene) }, context);
    },
  },
};

async function atTheDesk(scene: Scene, found: Card, context: ModelContext): Promise<Result<unknown>> {
  const { dice, office } = scene;
  const { id: cardId } = found;
  const application = office.store.application(found.applicationId);
  if (application === undefined) return ok('the case is gone');
  const passportNumber = dice.chance(0.98) ? application.person.passport.number : 'XX000000';
  const collector = { kind: 'holder' } as const;
  const word = { means: 'sheet', language: 'en', facesRight: dice.chance(0.98), chipRight: true } as const;
  const steps: readonly (() => Result<unknown> | Promise<Result<unknown>>)[] = [
    () => takeOldCard(scene, found, context),
    () => checkIdentity({ cardId, passportNumber, portraitMatches: dice.chance(0.98), collector }, context),
    () => inspected(scene, found, context),
    () => confirmByHolder({ cardId, ...word }, context),
    () => signed(found, context),
  ];
  for (const step of steps) {
    if (dice.chance(0.03)) continue;
    const done = await step();
    if (!done.ok) return done;
  }
  return handOverCard({ cardId, revision: shown(scene, found).revision }, context);
}

async function takeOldCard(scene: Scene, found: Card, context: ModelContext): Promise<Result<unknown>> {
  const old = context.store.oldCardOf(found.applicationId);
  if (old !== undefined) {
    const { id: oldCardId, revision } = old;
    return old.state === 'collected' ? cancelOldCard({ oldCardId, revision }, context) : ok(old);
  }
  const collected = collect(scene, found, context);
  if (!collected.ok || collected.value === null) return collected;
  const { id: oldCardId, revision } = collected.value;
  return cancelOldCard({ oldCardId, revision }, context);
}

/** The old card of that case, read as its kind asks for; sometimes it is somebody else's. */
function collect({ dice, office }: Scene, { applicationId }: Card, context: ModelContext) {
  const application = office.store.application(applicationId);
  if (application === undefined) return ok(null);
  // What lies at the other office is in nobody's hand; what that office handed over, this one's books do not know as theirs.
  const inHand = livingCardsOf(office.store, application).filter(({ state }) => state === 'handedOver');
  const old = shownOldCard(office.store, application, inHand);
  if (old === null) return ok(null);
  const isRead = dice.chance(application.kind === 'damage' ? 0.3 : 0.9);
  const number = dice.chance(0.97) ? old.number : '911124198108030024';
  const record = isRead ? old.record : null;
  const faceMatches = dice.chance(0.98);
  return collectOldCard({ applicationId, number, record, face: null, faceMatches }, context);
}

function inspected({ town, office }: Scene, { id, blankSerial }: Card, context: ModelContext): Result<void> {
  const { store, actor, clock } = context;
  return store.commit(actor, (tx) => {
    const found = findAtDesk(tx, id, context);
    if (!found.ok) return found;
    if (!isHere(town, office, blankSerial)) return fail('chip.unknownOutcome', {});
    const subject = { kind: 'card', id } as const;
    tx.audit({ action: 'handover.chip', subject, outcome: 'ok', detail: { blank: blankSerial } });
    const doneAt = clock.now().toISOString();
    tx.insertHandOverStep({ cardId: id, step: 'chip', doneBy: actor.account, doneAt, receiptHash: null });
    return ok(undefined);
  });
}

async function signed({ id: cardId }: Card, context: ModelContext): Promise<Result<unknown>> {
  const draft = await draftReceipt({ cardId }, context);
  if (!draft.ok) return draft;
  const { receiptHash } = draft.value;
  return signReceipt({ cardId, receiptHash, signature: { means: 'paper', filedAs: 'F-1' } }, context);
}
