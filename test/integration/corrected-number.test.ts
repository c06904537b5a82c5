// A record is replaced after its card had left: the card stays in force, and is collected when the next one is handed over.
// A person has one card, under whatever number it was made.

import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { inspectComplaint, openComplaint } from '../../electron/core/custody/complain.ts';
import { cancelOldCard, collectOldCard, lookAtOldCard } from '../../electron/core/hand-over/old-card.ts';
import { previewCard } from '../../electron/core/issue/preview.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { viewOfHandOver } from '../../electron/core/hand-over/open-hand-over.ts';
import { proveCard } from '../../electron/core/service/prove-card.ts';
import { replacementOf } from '../../electron/core/sample/sign-record.ts';
import { formerNumberFrom } from '../../shared/card/relation.ts';
import type { Card } from '../../shared/model/stock.ts';
import { formerNumberSchema } from '../../shared/model/ids.ts';
import type { ReplacementRecord } from '../../shared/model/approval.ts';
import { oldCardOfTraining } from '../../electron/app/training-old-card.ts';
import { applicationOf, doStep, handedOver, oldRecord } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { byHand } from './resealed.ts';
import { service, serviceOffice } from './service-office.ts';
import {
  accepted,
  approval,
  exchange,
  idOf,
  officer2,
  recordOf,
  renewal,
  renumbered,
  replaced,
  signed,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const steps = ['identity', 'chip', 'holder', 'signature'] as const;

/** A first card that left, and the next one of the same case, made from the corrected record, in the safe. */
async function corrected(change: Partial<ReplacementRecord> = {}) {
  const walk = await walkOffice();
  const record = approval(1);
  const first = must(await handedOver(walk, await stored(walk, record))).card;
  await walk.take(signed({ ...renumbered(record), ...change }));
  const next = await stored(walk, record, '2');
  return { walk, record, first, next };
}

function open({ store, clock }: WalkOffice, { id }: Card) {
  const view = must(viewOfHandOver(store, id, clock.now()));
  return view.steps.filter(({ done }) => done === null).map(({ requirement }) => requirement);
}

function states({ store }: WalkOffice, ...cards: readonly Card[]) {
  return cards.map(({ id }) => store.card(id)?.state);
}

function asked(walk: WalkOffice, next: Card, number: string) {
  return { applicationId: applicationOf(walk, next).id, number, record: null, face: null, faceMatches: true };
}

test('the card that left stays in force, and is collected and cut before the next one leaves', async () => {
  const { walk, first, next } = await corrected();
  const context = walk.context(officer2);
  expect([...states(walk, first, next), ...open(walk, next)]).toEqual(['handedOver', 'inCustody', 'oldCard', ...steps]);
  expect(kindOf(await handedOver(walk, next, { without: ['oldCard'] }))).toBe('handover.stepMissing');

  const old = must(collectOldCard(asked(walk, next, first.number), context));
  expect([old.cardId, ...states(walk, first), ...open(walk, next)]).toEqual([
    first.id,
    'returned',
    'oldCard',
    ...steps.filter((step) => step === 'signature'),
  ]);
  must(cancelOldCard({ oldCardId: old.id, revision: old.revision }, context));
  const { card } = must(await handedOver(walk, next));

  expect([card.number, ...states(walk, first, next)]).toEqual([
    renumbered(approval(1)).card.number,
    'returned',
    'handedOver',
  ]);
  const receipt = walk.store.jobFile(card.jobId, 'receipt.json');
  expect(JSON.parse(new TextDecoder().decode(receipt))).toMatchObject({ kind: 'firstIssue', oldCardCollected: true });
  expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
});

test('the faces on the screen are those of the very card, not of the one that followed', async () => {
  const { walk, first, next } = await corrected();
  const { applicationId } = next;
  const shown = (cardId?: Card['id']) =>
    previewCard({ applicationId, ...(cardId === undefined ? {} : { cardId }) }, walk.context(officer2));
  const facesOf = ({ jobId }: Card) => walk.store.jobFile(jobId, 'card.pdf');
  const other = await stored(walk, approval(2), '3');

  expect(must(await shown(first.id)).pdf).toEqual(facesOf(first));
  expect(must(await shown(next.id)).pdf).toEqual(facesOf(next));
  expect(must(await shown()).pdf).toEqual(facesOf(next));
  expect(kindOf(await shown(other.id))).toBe('notFound');
});

test('a case whose record was replaced is work again, whether its card had left or lay in the safe', async () => {
  const walk = await walkOffice();
  const [left, kept] = [approval(1), approval(2)];
  must(await handedOver(walk, await stored(walk, left)));
  await stored(walk, kept, '2');
  await walk.take(signed(renumbered(left)), replaced(kept, 'PRZYKŁADOWA-NOWA, ŻANETA'));
  const toReview = walk.store.queue({ view: 'toReview', offset: 0, limit: 9 }).total;
  for (const record of [left, kept]) await accepted(walk, record);

  const { rows } = walk.store.queue({ view: 'toIssue', offset: 0, limit: 9 });

  expect([toReview, rows.length]).toEqual([2, 2]);
  expect(rows.map(({ number }) => number).toSorted()).toEqual([left.applicationNumber, kept.applicationNumber]);
  const { job, card } = must(await openApplication({ applicationId: idOf(walk, left) }, walk.context()));
  expect([job, card]).toEqual([null, null]);
  expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
});

test('its chip may say what was corrected; the number of somebody else is not believed', async () => {
  const { walk, first, next } = await corrected();
  const application = applicationOf(walk, next);
  const { birthDate, latinName } = approval(1).person;
  const { number, validFrom, validUntil } = first;
  const said = {
    layout: 'Y',
    number,
    birthDate,
    latinName,
    validFrom,
    validUntil,
    renewalCount: 0,
    relation: null,
  } as const;
  const record = oldRecord(application, said);
  const input = { ...asked(walk, next, number), record };

  const read = must(lookAtOldCard(input, walk.context(officer2)));
  const other = lookAtOldCard({ ...input, number: approval(2).card.number }, walk.context(officer2));

  expect([read.relation, read.differences.map(({ field }) => field)]).toEqual(['earlier', ['birthDate']]);
  expect(kindOf(other)).toBe('oldCard.ofAnother');
  expect(must(collectOldCard(input, walk.context(officer2))).cardId).toBe(first.id);
});

test('a record that keeps its number collects the card too', async () => {
  const walk = await walkOffice();
  const record = approval(1);
  const first = must(await handedOver(walk, await stored(walk, record))).card;
  await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
  const next = await stored(walk, record, '2');

  must(await handedOver(walk, next));

  expect(states(walk, first, next)).toEqual(['returned', 'handedOver']);
});

test('a loss revokes it at the acceptance, under whatever number it was made', async () => {
  const { walk, first, next } = await corrected({
    kind: 'loss',
    card: { ...renumbered(approval(1)).card, renewalCount: 1 },
  });

  expect([...states(walk, first), ...open(walk, next)]).toEqual(['revoked', ...steps]);
  must(await handedOver(walk, next));
});

test('a loss whose own new card had left: that card is no lost one, and is collected as any other', async () => {
  const walk = await walkOffice();
  const lost = must(await handedOver(walk, await stored(walk, approval(1)))).card;
  const record = renewal(1, 'loss');
  const first = must(await handedOver(walk, await stored(walk, record, '2'))).card;
  await walk.take(signed(renumbered(record)));
  const next = await stored(walk, record, '3');
  const revoked = walk.store.revocations().map(({ cardId, reason }) => [cardId, reason]);

  expect([revoked, ...states(walk, lost, first)]).toEqual([[[lost.id, 'loss']], 'revoked', 'handedOver']);
  expect(open(walk, next)).toEqual(['oldCard', ...steps]);
  expect(kindOf(await handedOver(walk, next, { without: ['oldCard'] }))).toBe('handover.stepMissing');
  must(await handedOver(walk, next));

  expect(states(walk, first, next)).toEqual(['returned', 'handedOver']);
  expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
});

test('a loss that is corrected tells of a 15-character number once, and of another one where that was wrong', async () => {
  const walk = await walkOffice();
  const record = exchange(1, {}, 'loss');
  await accepted(walk, record);
  const numbers = () => walk.store.revocations().map(({ formerNumber }) => formerNumber);
  const { formerNumber } = record.card;
  const person = { ...record.person, latinName: 'PRZYKŁADOWA-NOWA, ŻANETA' };
  const same = replacementOf(record, signed(record).hash, systemRandom.uuid(), { person });
  await walk.take(signed(same));
  await accepted(walk, record);

  expect(numbers()).toEqual([formerNumber]);
  const { card } = exchange(1, { relation: '013' }, 'loss');
  const other = formerNumberSchema.parse(formerNumberFrom(card.number, 'POL', '013'));
  const change = { card: { ...card, formerNumber: other } };
  await walk.take(signed(replacementOf(same, signed(same).hash, systemRandom.uuid(), change)));
  await accepted(walk, record);
  expect(new Set(numbers())).toEqual(new Set([formerNumber, other]));
});

test('where the case had an old card before, the next one comes back by a complaint', async () => {
  const walk = await walkOffice();
  must(await handedOver(walk, await stored(walk, approval(1))));
  const record = renewal(1, 'damage');
  const second = must(await handedOver(walk, await stored(walk, record))).card;
  await walk.take(signed(renumbered(record)));
  const next = await stored(walk, record, '2');

  const collected = collectOldCard(asked(walk, next, second.number), walk.context(officer2));

  expect([kindOf(collected), ...open(walk, next)]).toEqual(['oldCard.another', 'oldCard', ...steps]);
});

test('a complaint about it inspects it by the record that it was made of', async () => {
  const { walk, first } = await corrected();
  const cardId = first.id;
  must(openComplaint({ cardId, what: 'data' }, walk.context(officer2)));

  expect(must(await inspectComplaint({ cardId }, walk.context(officer2))).findings).toBe('');
});

test('its services are proven as before', async () => {
  const office = await serviceOffice();
  const { walk, card, context } = office;
  must(await office.change({ add: service('tax') }));
  must(await handedOver(walk, card));
  await walk.take(signed(renumbered(recordOf(walk, card))));

  expect(must(await proveCard({ cardId: card.id }, context()))).toMatchObject([{ serviceId: 'tax', proven: true }]);
});

test('the training office shows the card of the number that it was made with', async () => {
  const { walk, first, next } = await corrected();
  const context = walk.context(officer2);
  const parts = { profile: context.profile, store: walk.store };
  const old = must(oldCardOfTraining(parts, next.applicationId));

  expect(old.number).toBe(first.number);
  const input = { applicationId: next.applicationId, ...old, faceMatches: true };
  expect(must(collectOldCard(input, context))).toMatchObject({ readBy: 'chip', layout: '2023', cardId: first.id });
});

describe('past the program', () => {
  const leave = (id: string): string =>
    `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = 'officer2',
     handedOverAt = '2026-03-02T08:00:00.000Z', revision = revision + 1 WHERE id = '${id}'`;

  test('no second card of the person leaves, nor beside one that is merely laid on the desk', async () => {
    const { walk, first, next } = await corrected();
    for (const step of steps.slice(0, 3)) must(await doStep(walk, next, step));
    const shell = new SqliteDatabase(join(walk.folder, 'starcard.db'));
    shell.exec(`INSERT INTO handOverStep (cardId, step, doneBy, doneAt, receiptHash)
      VALUES ('${next.id}', 'signature', 'officer2', '2026-03-02T08:00:00.000Z', '${'a'.repeat(64)}')`);

    expect(() => shell.exec(leave(next.id))).toThrow('another card of this person');
    must(collectOldCard(asked(walk, next, first.number), walk.context(officer2)));
    expect(() => shell.exec(leave(next.id))).toThrow('cancelled or held as evidence');
    shell.close();
  });

  test('one that left all the same is found by diagnose', async () => {
    const { walk, next } = await corrected();
    byHand(walk.folder, (_vault, db) => db.exec(leave(next.id)));
    const found = walk.store.diagnose().filter((finding) => !finding.ok);
    expect(found.find(({ check }) => check === 'livingCards')?.note).toMatch(/^1 /);
  });
});
