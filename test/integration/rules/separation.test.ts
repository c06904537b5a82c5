/** Issue 8, separation: no card goes from approval to holder by one person; setting aside needs one, destroying two. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from '../../../shared/model/stock.ts';
import { must } from '../office.ts';
import { approval, signed } from '../walk-office.ts';
import { by, caseOf, composed, encoded, identity, on, stepsDone, stored, takenIn } from './rules-desk.ts';
import { forgedApproval, forgedId, foundBy, refused, rulesOffice, stopped, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
let card: Card;
beforeAll(async () => {
  office = await rulesOffice();
  card = await stored(office, approval(1), '1');
  await stepsDone(office, card);
});
afterAll(() => office.close());

const leave = (who: string): string =>
  `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = '${who}',
   handedOverAt = '2026-03-02T08:00:00.000Z', revision = revision + 1 WHERE id = '${card.id}'`;

test('who accepted a review never hands that card over, in no step of it', async () => {
  const [own, cardId] = [refused('access.samePerson'), card.id];
  const given = { cardId, revision: card.revision };

  expect(await office.attempt('officer1', 'handOver.identity', identity(office, card))).toEqual(own);
  expect(await office.attempt('officer1', 'handOver.inspect', { cardId })).toEqual(own);
  expect(await office.attempt('officer1', 'card.handOver', given)).toEqual(own);

  expect(await office.byHand(leave('officer1'))).toEqual(stopped('never handed over by who accepted its review'));
  const another = `UPDATE application SET reviewedBy = 'officer2' WHERE id = '${card.applicationId}'`;
  expect(await office.byHand(another)).toEqual(stopped('who accepted a review stays once there is a card'));
  expect(await office.byHand(another, 'dropped')).toEqual(foundBy('reviews'));
  // In the name of somebody who was there and did not do it.
  expect(await office.byHand(leave('officer2'))).toEqual(foundBy('persons', 'queue', 'cards'));
  // Its papers say who made it; and by its chip a lost card is revoked.
  expect(await office.byHand(`UPDATE job SET startedBy = 'super1'`)).toEqual(foundBy('cards'));
  expect(await office.byHand(`UPDATE card SET chipSerial = 'ABCDEF01'`)).toEqual(foundBy('cards'));
});

test('no card is begun without a review that accepted it', async () => {
  const record = approval(2);
  const { id } = await composed(office, record);
  await takenIn(office, signed(approval(9)));
  const { id: applicationId, revision } = caseOf(office, approval(9));

  expect(await office.attempt('officer1', 'job.compose', { applicationId, revision })).toEqual(
    refused('application.notAccepted'),
  );

  const unreviewed = `UPDATE application SET state = 'accepted', reviewedBy = 'officer2', reviewedAt = '2026-03-02T08:00:00.000Z'
    WHERE id = (SELECT applicationId FROM job WHERE id = '${id}')`;
  expect(await office.byHand(unreviewed)).toEqual(foundBy('reviews'));
});

test('a card is set aside by one person, and destroyed by two', async () => {
  const job = await encoded(office, approval(3));
  must(await office.call('officer1', 'job.setAside', { ...on(job), reason: 'visualDefect', note: '' }));
  must(await office.call('officer1', 'day.beginClose', {}));
  const blank: string = job.blankSerial ?? '';
  const destroy = { serials: [blank], method: 'shredded' as const };

  expect(await office.attempt('officer1', 'stock.destroy', { ...destroy, second: by('officer1') })).toEqual(
    refused('access.secondRefused'),
  );
  expect(await office.attempt('officer1', 'stock.destroy', { ...destroy, second: by('auditor1') })).toEqual(
    refused('access.secondRefused', 'approval.given refused'),
  );

  const gone = `UPDATE blank SET place = 'destroyed' WHERE serial = '${blank}'`;
  expect(await office.byHand(gone)).toEqual(stopped('by a movement only'));
  expect(await office.byHand(gone, 'dropped')).toEqual(foundBy('stock'));
  const paper = `INSERT INTO destruction VALUES (1, '2026-03-02', '2026-03-02T08:00:00.000Z', 'officer1', 'officer2', 'shredded',
    '${forgedId}', 1)`;
  const forged = forgedApproval('stock.destroy', 'destruction', 'officer1', 'officer2');
  expect(await office.byHand(forged + paper)).toEqual(foundBy('approvals', 'stockPapers'));
  must(await office.call('officer1', 'day.resume', {}));
});

test('one person alone never takes a card from approval to holder, whatever the account is called', async () => {
  const { id } = card;
  const alone = `UPDATE application SET reviewedBy = 'officer2' WHERE id = '${card.applicationId}'; ${leave('officer2')}`;

  expect(
    await office.attempt('officer1', 'handOver.sign', {
      cardId: id,
      receiptHash: '0'.repeat(64),
      signature: { means: 'paper', filedAs: 'A-1' },
    }),
  ).toEqual(refused('access.samePerson'));
  expect(await office.byHand(alone)).toEqual(stopped('who accepted a review stays once there is a card'));
  expect(await office.byHand(alone, 'dropped')).toEqual(foundBy('persons', 'queue', 'reviews', 'cards'));
});
