/** Old cards: read, collected, cancelled, held as evidence, destroyed before a witness; each is a row of its own. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { OldCard, OldCardReading } from '../../../shared/model/hand-over.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { error, fail, ok, type Result } from '../../../shared/result.ts';
import { byTwo, names, type DeedByTwo, type TwoPeopleContext } from '../access/by-two.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { accepted } from '../issue/safe-point.ts';
import type { Reader, Transaction } from '../ports.ts';
import { moveCard } from '../stock/move-card.ts';
import { livingCardsOf } from '../stock/living-cards.ts';
import { revokeAll } from '../stock/revoke.ts';
import { nextOldCard, type OldCardEvent } from './old-card-state.ts';
import { readOldCard, type OldCardRead } from './read-old-card.ts';

type Desk = Pick<DeskContext, 'store' | 'actor' | 'clock' | 'random'>;
/** Collecting may revoke, which the authority hears of. */
type CollectingDesk = Desk & Pick<DeskContext, 'profile'>;

/** Shown beside the new portrait. Each look is on record, also one that fails. */
export function lookAtOldCard(input: ParsedInput<'oldCard.read'>, desk: Desk): Result<OldCardReading> {
  const permitted = requirePermission(desk.actor, 'oldCard.read');
  if (!permitted.ok) return permitted;
  const application = caseOf(desk.store, input.applicationId);
  if (!application.ok) return application;
  const living = livingCardsOf(desk.store, application.value);
  const reading = readOldCard(input, { application: application.value, living, now: desk.clock.now() });
  const recorded = desk.store.commit(desk.actor, (tx) => {
    tx.audit({
      action: 'oldCard.read',
      subject: { kind: 'application', id: input.applicationId },
      outcome: reading.ok ? 'ok' : 'refused',
      detail: {
        readBy: input.record === null ? 'eye' : 'chip',
        ...(reading.ok
          ? { layout: reading.value.layout, relation: reading.value.relation, ...fieldsOf(reading.value) }
          : { problem: reading.error.kind }),
      },
    });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  if (!reading.ok) return reading;
  const { number: _typed, ...said } = reading.value;
  return ok({ ...said, face: input.face });
}

/**
 * The old card is in the office: checked as above once more, its face compared. A card that was made here moves with it;
 * any other card of the person that is on file as living is revoked by its serials, for the holder has but one: also
 * where what they show is of an earlier layout, which was never made here.
 * Fails as reading does, with `oldCard.faceDiffers`, `oldCard.collectedAlready`, and `oldCard.another` where the case had
 * its old card collected before its record was replaced: the next one comes back by a complaint.
 */
export function collectOldCard(input: ParsedInput<'oldCard.collect'>, desk: CollectingDesk): Result<OldCard> {
  const permitted = requirePermission(desk.actor, 'oldCard.collect');
  if (!permitted.ok) return permitted;
  const { faceMatches, ...read } = input;
  return desk.store.commit(desk.actor, (tx) => {
    const application = caseOf(tx, input.applicationId);
    if (!application.ok) return application;
    const living = livingCardsOf(tx, application.value);
    if (tx.oldCardOf(input.applicationId) !== undefined)
      return living.length === 0 ? fail('oldCard.collectedAlready', {}) : fail('oldCard.another', {});
    const reading = readOldCard(read, { application: application.value, living, now: desk.clock.now() });
    if (!reading.ok) return reading;
    if (!faceMatches) return fail('oldCard.faceDiffers', {});
    return collect(tx, application.value, living, reading.value, desk);
  });
}

function collect(
  tx: Transaction,
  application: Application,
  onFile: readonly Card[],
  reading: OldCardRead,
  desk: CollectingDesk,
): Result<OldCard> {
  const { actor, clock, random } = desk;
  const now = clock.now();
  const shown = reading.layout === '2023' ? shownOf(onFile, reading) : undefined;
  const returned = shown === undefined ? ok(undefined) : moveCard(tx, shown, 'returned', now);
  if (!returned.ok) return returned;
  const others = onFile.filter((card) => card !== shown);
  const revoked = revokeAll(tx, others, application, 'superseded', desk);
  if (!revoked.ok) return revoked;
  const fields = fieldsOf(reading);
  const old: OldCard = {
    id: random.id(),
    applicationId: application.id,
    cardId: shown?.id ?? null,
    layout: reading.layout,
    readBy: reading.readBy,
    differences: fields.fields ?? '',
    state: 'collected',
    collectedBy: actor.account,
    collectedAt: now.toISOString(),
    cancelledBy: null,
    cancelledAt: null,
    evidenceReason: null,
    destroyedBy: null,
    witness: null,
    approvalId: null,
    destroyedAt: null,
    revision: 1,
  };
  tx.insertOldCard(old);
  tx.audit({
    action: 'oldCard.collected',
    subject: { kind: 'application', id: application.id },
    outcome: 'ok',
    detail: {
      old: old.id,
      layout: old.layout,
      readBy: old.readBy,
      ...fields,
      ...(shown === undefined ? {} : { oldCard: shown.id, oldBlank: shown.blankSerial }),
    },
  });
  return ok(old);
}

/**
 * By its first day where the chip was read. The eye does not tell where more than one has the printed number, nor whether
 * what lies here is the card that another office may still have in its safe.
 */
function shownOf(cards: readonly Card[], { fields, number }: Pick<OldCardRead, 'fields' | 'number'>): Card | undefined {
  const ofNumber = cards.filter((card) => card.number === number);
  const [sole, ...others] = ofNumber;
  if (fields === null) return others.length === 0 && sole?.state === 'handedOver' ? sole : undefined;
  return ofNumber.find(({ validFrom }) => validFrom === fields.validFrom);
}

/** Cut or punched before the holder's eyes. */
export function cancelOldCard(input: ParsedInput<'oldCard.cancel'>, desk: Desk): Result<OldCard> {
  const permitted = requirePermission(desk.actor, 'oldCard.cancel');
  if (!permitted.ok) return permitted;
  const [cancelledBy, cancelledAt] = [desk.actor.account, desk.clock.now().toISOString()];
  return move(input, 'cancelled', { cancelledBy, cancelledAt, evidenceReason: null }, desk);
}

export function holdAsEvidence(input: ParsedInput<'oldCard.hold'>, desk: Desk): Result<OldCard> {
  const permitted = requirePermission(desk.actor, 'oldCard.hold');
  if (!permitted.ok) return permitted;
  return move(input, 'heldAsEvidence', { evidenceReason: input.reason }, desk);
}

function move(
  { oldCardId, revision }: { readonly oldCardId: string; readonly revision: number },
  event: 'cancelled' | 'heldAsEvidence',
  change: Partial<OldCard>,
  desk: Desk,
): Result<OldCard> {
  return desk.store.commit(desk.actor, (tx) => {
    const old = found(tx, oldCardId, revision, event);
    if (!old.ok) return old;
    const moved: OldCard = { ...old.value, ...change };
    tx.updateOldCard(moved);
    tx.audit({
      action: event === 'cancelled' ? 'oldCard.cancelled' : 'oldCard.evidence',
      subject: { kind: 'application', id: moved.applicationId },
      outcome: 'ok',
      detail: { old: moved.id },
    });
    return ok(moved);
  });
}

/** Before a witness who signs in on the spot. The card that was made here, and its blank, end with it. */
export function destroyOldCard(
  input: ParsedInput<'oldCard.destroy'>,
  context: Desk & TwoPeopleContext,
): Promise<Result<OldCard>> {
  return byTwo(destroyOldCardDeed(input, context), input.second, context);
}

/** The old card as two people destroy it. */
export function destroyOldCardDeed(
  { oldCardId, revision }: ParsedInput<'oldCard.destroy'>,
  { actor, clock }: Pick<Desk, 'actor' | 'clock'>,
): DeedByTwo<OldCard, OldCard> {
  return {
    action: 'oldCard.destroy',
    subjectId: oldCardId,
    find: (reader) => found(reader, oldCardId, revision, 'destroyed'),
    shown: ({ layout }) => [oldCardId, revision, layout],
    act(tx, old, approval) {
      const card = old.cardId === null ? undefined : tx.card(old.cardId);
      const { id: approvalId, approver: witness } = approval;
      const now = clock.now();
      const moved: OldCard = {
        ...old,
        destroyedBy: actor.account,
        witness,
        approvalId,
        destroyedAt: now.toISOString(),
      };
      tx.updateOldCard(moved);
      const ended = card?.state === 'returned' ? moveCard(tx, card, 'destroyed', now, {}, approvalId) : ok(undefined);
      if (!ended.ok) return ended;
      tx.audit({
        action: 'oldCard.destroyed',
        subject: { kind: 'application', id: moved.applicationId },
        outcome: 'ok',
        detail: { old: moved.id, ...names(approval), startedBy: actor.account },
      });
      return ok(moved);
    },
  };
}

export function listOldCards(
  input: ParsedInput<'oldCard.list'>,
  { store, actor }: Pick<Desk, 'store' | 'actor'>,
): Result<CallOutput<'oldCard.list'>> {
  const permitted = requirePermission(actor, 'oldCard.list');
  if (!permitted.ok) return permitted;
  const rows = store.oldCards(input.states).map((old) => {
    // None where the person's data are gone: their old card was destroyed before.
    const application = store.application(old.applicationId);
    return {
      ...old,
      applicationNumber: application?.number ?? '',
      urgent: application?.urgent ?? false,
      caseState: application?.state ?? ('accepted' as const),
    };
  });
  return ok(rows);
}

/** The row as it will be: its next state, one revision on. */
function found(reader: Reader, id: string, revision: number, event: OldCardEvent): Result<OldCard> {
  const old = reader.oldCard(id);
  if (old === undefined) return fail('notFound', { what: 'oldCard' });
  if (old.revision !== revision) return fail('changedMeanwhile', { what: 'oldCard' });
  const state = nextOldCard(old.state, event);
  return state.ok ? ok({ ...old, state: state.value, revision: revision + 1 }) : state;
}

function caseOf(reader: Reader, id: Application['id']): Result<Application> {
  const application = reader.application(id);
  return application === undefined
    ? { ok: false, error: error('notFound', { what: 'application' }) }
    : accepted(reader, application);
}

function fieldsOf({ differences }: Pick<OldCardReading, 'differences'>): { readonly fields?: string } {
  return differences.length === 0 ? {} : { fields: differences.map(({ field }) => field).join(', ') };
}
