/**
 * Services in cards: the holder is asked, two people agree, the journal is written before the chip and after it. What the
 * chip comes to is told as an outcome; sometimes nobody knows, and it is found out later.
 */

import { requirePermission } from '../../../../electron/core/access/permissions.ts';
import { approve, type Question } from '../../../../electron/core/access/second-person.ts';
import { serviceOf, type ServiceRequest } from '../../../../electron/core/service/change-list.ts';
import { askConsent, consentTo } from '../../../../electron/core/service/consent.ts';
import { beginChange, recordUnknown, settleChange } from '../../../../electron/core/service/journal.ts';
import type { ServiceChange } from '../../../../electron/core/service/service-change.ts';
import { serviceDetailsSchema, type ServiceDetails } from '../../../../shared/model/service.ts';
import type { Card } from '../../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { at, card, nothing, second, type Acts, type Scene } from '../choose.ts';
import type { ModelContext } from '../model-office.ts';

export const serviceActs: Acts = {
  consent: {
    weight: 4,
    run(scene) {
      const found = card(scene, ['handedOver', 'handedOver', 'inCustody', 'revoked']);
      const request = requestOf(scene);
      if (found === undefined || request.act === 'withdraw') return nothing;
      const language = scene.dice.chance(0.5) ? 'zh' : 'en';
      return askConsent({ cardId: found.id, request, language, agrees: scene.dice.chance(0.85) }, at(scene));
    },
  },
  service: {
    weight: 6,
    async run(scene) {
      const found = card(scene, ['handedOver', 'handedOver', 'inCustody']);
      if (found === undefined) return nothing;
      const request = requestOf(scene);
      const context = at(scene);
      // Mostly the holder is asked right before.
      const asked = scene.dice.chance(0.8) && request.act !== 'withdraw';
      if (asked) {
        const consent = askConsent({ cardId: found.id, request, language: 'en', agrees: true }, context);
        if (!consent.ok) return consent;
      }
      return changed(scene, found, request, context);
    },
  },
  settleService: {
    weight: 4,
    run(scene) {
      const sql = `SELECT cardId FROM serviceChange WHERE state = 'begun'`;
      const id = scene.dice.of(scene.office.file.prepare(sql).pluck().all() as Card['id'][]);
      const change = id === undefined ? undefined : scene.office.store.serviceChanges(id).at(-1);
      return change === undefined ? nothing : cameTo(scene, change, at(scene));
    },
  },
};

function requestOf({ dice, town }: Scene): ServiceRequest {
  const service: ServiceDetails = serviceDetailsSchema.parse({
    id: dice.of(['tax', 'bank', 'rail']),
    nameZh: '税务',
    nameEn: 'Tax',
    endpoint: 'https://tax.example/',
    from: '2026-03-02',
    until: '2027-03-02',
  });
  const act = dice.of(['add', 'add', 'renew', 'withdraw'] as const) ?? 'add';
  if (act === 'add') return { act, service };
  const until = new Date(town.clock.now().getTime() + 86_400_000 * 90).toISOString().slice(0, 10);
  return act === 'renew' ? { act, serviceId: service.id, until } : { act, serviceId: service.id };
}

/** As `changeServices` does, but for the card on the writer. */
async function changed(
  scene: Scene,
  { id: cardId }: Card,
  request: ServiceRequest,
  context: ModelContext,
): Promise<Result<unknown>> {
  const { store, actor, clock, random, digest } = context;
  const action = `service.${request.act}` as const;
  const permitted = requirePermission(actor, action);
  if (!permitted.ok) return permitted;
  const shown = digest.sha256Hex(new TextEncoder().encode(JSON.stringify([cardId, request])));
  const question: Question = { action, subjectId: cardId, shown };
  const approval = await approve(question, actor, second(scene), context);
  if (!approval.ok) return approval;
  const earlier = store.serviceChanges(cardId);
  const open = earlier.find(({ state }) => state === 'begun');
  if (open !== undefined) return fail('service.unfinished', { service: open.serviceId });
  const consent = consentTo(request, cardId, store, context);
  if (!consent.ok) return consent;
  const change: ServiceChange = {
    id: random.id(),
    cardId,
    act: request.act,
    serviceId: serviceOf(request),
    listNumber: Math.max(0, ...earlier.map(({ listNumber }) => listNumber)) + 1,
    list: new TextEncoder().encode(JSON.stringify(request)),
    state: 'begun',
    startedBy: actor.account,
    approvedBy: approval.value.approver,
    consentId: consent.value?.id ?? null,
    approvalId: approval.value.id,
    startedAt: clock.now().toISOString(),
    settledAt: null,
  };
  const begun = beginChange(change, approval.value, question, context);
  return begun.ok ? cameTo(scene, change, context) : begun;
}

function cameTo({ dice }: Scene, change: ServiceChange, context: ModelContext): Result<unknown> {
  if (change.state !== 'begun') return ok('settled before');
  if (dice.chance(0.15)) return recordUnknown(change, 'service.unknownOutcome', context);
  return settleChange(change, dice.chance(0.9) ? 'done' : 'notDone', context);
}
