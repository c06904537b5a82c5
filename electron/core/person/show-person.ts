/** Who a person is and what holds each of their cases, before anybody decides to erase them; the look is on record. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import { personViewSchema, type ErasureView, type PersonView } from '../../../shared/person/view.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Actor, Reader } from '../ports.ts';
import { casesOfPerson } from './cases-of-person.ts';
import { whatHolds, type PersonContext } from './erase.ts';
import { endOfCase, keptUntil } from './retention.ts';

const heldBySchema = personViewSchema.shape.cases.element.shape.heldBy;

type Looking = Pick<PersonContext, 'store' | 'actor' | 'clock' | 'profile'>;

/** Fails with `access.*`, `notFound`, `person.erased`. */
export function showPerson({ applicationId }: ParsedInput<'person.show'>, looking: Looking): Result<PersonView> {
  const { store, actor } = looking;
  const permitted = requirePermission(actor, 'person.show');
  if (!permitted.ok) return permitted;
  const asked = store.application(applicationId);
  if (asked === undefined) {
    const erasure = store.erasureOfCase(applicationId) ?? null;
    return erasure === null ? fail('notFound', { what: 'application' }) : fail('person.erased', { erasure });
  }
  const cases = casesOfPerson(store, asked);
  const { latinName, chineseName = null } = asked.person;
  const recorded = store.commit(actor, (tx) => {
    for (const { id } of cases)
      tx.audit({ action: 'application.viewed', subject: { kind: 'application', id }, outcome: 'ok', detail: {} });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  return ok({
    applicationId,
    revision: asked.revision,
    latinName,
    chineseName,
    cases: cases.map((one) => caseOf(one, looking)),
  });
}

function caseOf(application: Application, { store, clock, profile }: Looking): PersonView['cases'][number] {
  const now = clock.now();
  const { kind, until } = keptUntil(endOfCase(store, application), profile.retention);
  // By a reason that waits for no day: what is left is what nothing lifts.
  const held = whatHolds(store, application, 'requested', now, profile);
  return {
    id: application.id,
    number: application.number,
    state: application.state,
    kind,
    keptUntil: until.slice(0, 10),
    isOver: now.toISOString() >= until,
    heldBy: held.ok || held.error.kind !== 'person.stillNeeded' ? null : heldBySchema.parse(held.error.data.by),
  };
}

export function listErasures(
  { limit }: ParsedInput<'person.erasures'>,
  actor: Actor,
  store: Reader,
): Result<ErasureView[]> {
  const permitted = requirePermission(actor, 'person.erasures');
  if (!permitted.ok) return permitted;
  return ok(
    store.erasures(limit).map(({ id, reason, state, startedBy, approvedBy, startedAt, endedAt }) => {
      const cases = store.casesOfErasure(id).length;
      return { id, reason, state, startedBy, approvedBy, startedAt, endedAt, cases };
    }),
  );
}
