/** Issue 8, kinds of work: what each asks for besides, and at most one living card of a number, wherever it is made. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twoCardsOfOne } from '../../../electron/core/results/two-cards.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { kindOf, must } from '../office.ts';
import { approval, exchange, renewal, renumbered, signed } from '../walk-office.ts';
import {
  accepted,
  by,
  caseOf,
  fileIn,
  handedOver,
  oldCardCut,
  on,
  printed,
  stepsDone,
  stored,
  takenIn,
} from './rules-desk.ts';
import { foundBy, refused, rulesOffice, start, stopped, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
const record = approval(1);
/** With its holder. */
let first: Card;
/** With another holder. */
let other: Card;
beforeAll(async () => {
  office = await rulesOffice();
  first = await handedOver(office, await stored(office, record, '1'));
  other = await handedOver(office, await stored(office, approval(6), '4'));
});
afterAll(() => office.close());

const leave = (card: Card): string =>
  `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = 'officer2', handedOverAt = '${start}',
   revision = revision + 1 WHERE id = '${card.id}';`;

test('a card that takes the place of another leaves against the old one', async () => {
  const card = await stored(office, renewal(1, 'expiry'), '2');
  const { id: applicationId } = caseOf(office, renewal(1, 'expiry'));
  const input = { cardId: card.id, revision: card.revision };
  const old = must(await office.call('officer2', 'training.oldCard', { applicationId }));
  const collect = (change: object) =>
    office.attempt('officer2', 'oldCard.collect', { applicationId, ...old, faceMatches: true, ...change });

  expect(await collect({ number: approval(9).card.number })).toMatchObject({ kind: 'oldCard.ofAnother', changed: [] });
  expect(await collect({ faceMatches: false })).toMatchObject({ kind: 'oldCard.faceDiffers', changed: [] });
  await stepsDone(office, card, ['oldCard', 'signature']);
  expect(await office.attempt('officer2', 'card.handOver', input)).toEqual(refused('handover.stepMissing'));

  expect(await office.byHand(leave(card))).toMatchObject({
    said: expect.stringMatching(/every step|old card|another card of this person/),
  });
  const laidDown = `INSERT INTO oldCard (id, applicationId, layout, readBy, differences, state, collectedBy, collectedAt, cancelledBy,
      cancelledAt, revision) VALUES ('${'e'.repeat(32)}', '${applicationId}', '2023', 'eye', '', 'cancelled', 'officer2', '${start}',
      'officer2', '${start}', 1);`;
  expect(await office.byHand(laidDown)).toEqual(foundBy('custodyPapers'));
  await oldCardCut(office, applicationId);
  first = await handedOverSigned(card);
});

async function handedOverSigned(card: Card): Promise<Card> {
  await stepsDone(office, card, ['oldCard', 'identity', 'chip', 'holder']);
  return must(await office.call('officer2', 'card.handOver', { cardId: card.id, revision: card.revision })).card;
}

test('an old card is destroyed before a witness, who is another one', async () => {
  const [old] = must(await office.call('officer1', 'oldCard.list', { states: ['cancelled'] }));
  const { id: oldCardId = '', revision = 1 } = old ?? {};
  const destroy = { oldCardId, revision };

  expect(await office.attempt('officer1', 'oldCard.destroy', { ...destroy, second: by('officer1') })).toEqual(
    refused('access.secondRefused'),
  );
  const alone = `UPDATE oldCard SET state = 'destroyed', destroyedBy = 'officer1', witness = 'officer2', destroyedAt = '${start}'`;
  expect(await office.byHand(alone)).toEqual(stopped('a witness who signed in'));
  expect(await office.byHand('DELETE FROM oldCard')).toEqual(stopped('never deleted'));
});

test('no second card of a number is made while one lives: two applications', async () => {
  const job = await printed(office, approval(2, { card: record.card, person: record.person }));
  const { job: verified } = must(
    await office.call('officer1', 'job.verify', {
      ...on(job),
      plastic: record.card.number.slice(-6),
      visualDefects: [],
    }),
  );
  const intoSafe = { ...on(verified), safe: 'S1', slot: '3' };

  expect(await office.attempt('officer1', 'card.store', intoSafe)).toEqual(refused('card.livingAlready'));

  const twin = `UPDATE card SET numberDigest = (SELECT numberDigest FROM card WHERE id = '${first.id}') WHERE id = '${other.id}'`;
  expect(await office.byHand(twin)).toEqual(stopped('UNIQUE constraint failed: card.numberDigest'));
});

test('one approval makes no two cards, also where it was imported on two workstations', async () => {
  const again = await takenIn(office, signed(record), signed(approval(1)));
  expect([again.imported, again.duplicates, again.refused.map(({ error }) => error.kind)]).toEqual([
    0,
    1,
    ['intake.conflict'],
  ]);

  const elsewhere = await rulesOffice();
  try {
    await stored(elsewhere, record, '1');
    const files = [office, elsewhere].map((one) => fileIn(one, 'made.results'));
    for (const [number, one] of [office, elsewhere].entries()) {
      one.choose(files[number] ?? '');
      must(await one.call('officer1', 'results.chooseAndExport', {}));
    }
    // Neither database can see the other: whoever has both files finds the two (`starcard results compare`).
    const found = must(twoCardsOfOne(files.map((file) => readFileSync(file, 'utf8'))));

    expect(found).toMatchObject([{ applicationNumber: record.applicationNumber }]);
    expect(found[0]?.cards).toHaveLength(2);
  } finally {
    await elsewhere.closeBeside();
  }
  const beside = `UPDATE application SET numberDigest = (SELECT numberDigest FROM application WHERE id = '${first.applicationId}')
    WHERE id = '${other.applicationId}'`;
  expect(await office.byHand(beside)).toEqual(stopped('UNIQUE'));
});

test('a loss revokes the lost card at once and for good', async () => {
  await accepted(office, renewal(1, 'loss', { applicationNumber: approval(3).applicationNumber }));

  expect(office.station.store.card(first.id)?.state).toBe('revoked');
  expect(await office.attempt('officer1', 'service.read', { cardId: first.id })).toMatchObject({ changed: [] });
  const back = await office.attempt('officer1', 'complaint.open', { cardId: first.id, what: 'print' });
  expect(back.kind).toBe('card.wrongState');

  const alive = `UPDATE card SET state = 'handedOver' WHERE id = '${first.id}'`;
  expect(await office.byHand(alive)).toEqual(stopped('never comes back'));
  expect(await office.byHand('DELETE FROM revocation')).toEqual(stopped('never deleted'));
});

test('a voluntary exchange reads the old card, whose number has to lead to the new one', async () => {
  const { id: applicationId } = await accepted(office, exchange(5));
  const old = must(await office.call('officer2', 'training.oldCard', { applicationId }));
  const collect = (change: object) =>
    office.attempt('officer2', 'oldCard.collect', { applicationId, ...old, faceMatches: true, ...change });

  expect(await collect({ record: null, face: null })).toMatchObject({ kind: 'oldCard.mustBeRead', changed: [] });
  expect(await collect({ number: 'FRA123456789012' })).toMatchObject({ changed: [] });

  const eased = `DELETE FROM requiredStep WHERE requirement = 'oldCardRead'`;
  expect(await office.byHand(eased)).toEqual(stopped('part of the program'));
  expect(await office.byHand(eased, 'dropped')).toEqual(foundBy('requiredSteps'));
});

test('a complaint is decided after the card was inspected, and our own fault by two', async () => {
  must(await office.call('officer1', 'complaint.open', { cardId: other.id, what: 'print' }));
  const decide = { cardId: other.id, decision: 'productionFault' as const };

  const early = await office.call('officer1', 'complaint.decide', { ...decide, second: by('officer2') });
  expect(kindOf(early)).toBe('complaint.notInspected');
  must(await office.call('officer1', 'complaint.inspect', { cardId: other.id }));
  expect(await office.attempt('officer1', 'complaint.decide', { ...decide, second: null })).toEqual(
    refused('access.secondRefused'),
  );
  expect(await office.attempt('officer1', 'complaint.decide', { ...decide, second: by('officer1') })).toEqual(
    refused('access.secondRefused'),
  );

  const decided = `UPDATE complaint SET decision = 'unfounded', decidedBy = 'officer1', decidedAt = '${start}'`;
  expect(await office.byHand(decided)).toEqual(foundBy('queue', 'custodyPapers'));
});

test('a person has one card, also where the record was corrected to another number after it had left', async () => {
  const corrected = approval(7);
  const left = await handedOver(office, await stored(office, corrected, '7'));
  await takenIn(office, signed(renumbered(corrected)));
  const { id: applicationId, revision } = caseOf(office, corrected);
  const next = await stored(office, corrected, '8');
  await stepsDone(office, next, ['oldCard', 'signature']);

  expect([left.number === next.number, left.state, applicationId === next.applicationId, revision > 1]).toEqual([
    false,
    'handedOver',
    true,
    true,
  ]);
  expect(await office.attempt('officer2', 'card.handOver', { cardId: next.id, revision: next.revision })).toEqual(
    refused('handover.stepMissing'),
  );
  const signedFor = `INSERT INTO handOverStep (cardId, step, doneBy, doneAt, receiptHash)
    VALUES ('${next.id}', 'signature', 'officer2', '${start}', '${'0'.repeat(64)}');`;
  expect(await office.byHand(signedFor + leave(next))).toEqual(stopped('another card of this person'));
  expect(await office.byHand(signedFor + leave(next), 'dropped')).toMatchObject({
    found: expect.arrayContaining(['livingCards', 'cards']),
  });
});
