/** Issue 8, custody and hand-over: the right person, the right card, every step of one day, a signature of one receipt. */

import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from '../../../shared/model/stock.ts';
import { approval } from '../walk-office.ts';
import { service } from '../service-office.ts';
import { must } from '../office.ts';
import { by, caseOf, fileIn, identity, printed, on, steps, stepsDone, stored } from './rules-desk.ts';
import { penLine } from '../../support/desk-inputs.ts';
import { foundBy, refused, rulesOffice, start, stopped, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
let card: Card;
beforeAll(async () => {
  office = await rulesOffice();
  card = await stored(office, approval(1), '1');
});
afterAll(() => office.close());

const leave = (): string =>
  `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = 'officer2', handedOverAt = '${start}',
   revision = revision + 1 WHERE id = '${card.id}';`;

const step = (name: string, receiptHash = 'NULL'): string =>
  `INSERT INTO handOverStep (cardId, step, doneBy, doneAt, receiptHash)
   VALUES ('${card.id}', '${name}', 'officer2', '${start}', ${receiptHash});`;

test('a card lies in the safe once it was verified, in a slot of its own', async () => {
  const job = await printed(office, approval(2));
  const store = { ...on(job), safe: 'S1', slot: '7' };
  const read = { ...on(job), plastic: '000000', visualDefects: [] };

  expect(await office.attempt('officer1', 'card.store', store)).toMatchObject({ kind: 'job.wrongState', changed: [] });
  expect(await office.attempt('officer1', 'job.verify', read)).toMatchObject({ kind: 'verify.plasticMismatch' });

  const twice = `UPDATE card SET safe = NULL WHERE id = '${card.id}'`;
  expect(await office.byHand(twice)).toEqual(stopped('CHECK constraint failed'));
  const put = (slot: string): string => `UPDATE job SET state = 'verified' WHERE id = '${job.id}';
    INSERT INTO card (id, applicationId, jobId, numberDigest, blankSerial, chipSerial, validFrom, validUntil, state, safe, slot,
      finishedAt, revision, sealed)
    SELECT '${'e'.repeat(32)}', applicationId, id, '${'a'.repeat(64)}', '${job.blankSerial}', 'CHIP-E', '2026-03-01',
      '2031-02-28', 'inCustody', 'S1', '${slot}', '${start}', 1, CAST(x'01' || zeroblob(40) AS BLOB) FROM job WHERE id = '${job.id}'`;
  expect(await office.byHand(put('1'))).toEqual(stopped('UNIQUE constraint failed: card.safe, card.slot'));
  expect(await office.byHand(put('9'))).toEqual(foundBy('persons', 'records', 'cards'));

  const { revision } = office.station.store.job(job.id) ?? job;
  const plastic = caseOf(office, approval(2)).card.number.slice(-6);
  must(await office.call('officer1', 'job.verify', { jobId: job.id, revision, plastic, visualDefects: [] }));
  const verified = { ...store, revision: office.station.store.job(job.id)?.revision ?? 0, slot: '1' };
  expect(await office.attempt('officer1', 'card.store', verified)).toEqual(refused('card.slotTaken'));
});

test('a card is given to who is on it: passport and printed face', async () => {
  const right = identity(office, card);
  const other = { ...right, passportNumber: 'XX0000000' };

  expect(await office.attempt('officer2', 'handOver.identity', other)).toMatchObject({
    kind: 'handover.passportDiffers',
    changed: [],
  });
  expect(await office.attempt('officer2', 'handOver.identity', { ...right, portraitMatches: false })).toMatchObject({
    kind: 'handover.portraitDiffers',
    changed: [],
  });

  expect(await office.byHand(step('identity'))).toEqual(foundBy('steps'));
});

test('a card leaves when every step of it is done, and signed for this receipt', async () => {
  const [cardId, given] = [card.id, { cardId: card.id, revision: card.revision }];
  expect(await office.attempt('officer2', 'card.handOver', given)).toEqual(refused('handover.stepMissing'));
  await stepsDone(office, card, ['chip', 'holder', 'signature']);
  const confirm = { cardId, means: 'sheet', language: 'en', facesRight: true, chipRight: true } as const;

  expect(await office.attempt('officer2', 'handOver.holder', confirm)).toEqual(refused('handover.stepMissing'));
  await stepsDone(office, card, ['identity', 'holder', 'signature']);
  expect(await office.attempt('officer2', 'handOver.holder', { ...confirm, chipRight: false })).toMatchObject({
    kind: 'handover.holderDisagrees',
    changed: [],
  });
  await stepsDone(
    office,
    card,
    steps.filter((name) => name !== 'holder'),
  );
  must(await office.call('officer2', 'handOver.draft', { cardId }));
  const otherReceipt = { cardId, receiptHash: '0'.repeat(64), signature: penLine };
  expect(await office.attempt('officer2', 'handOver.sign', otherReceipt)).toEqual(refused('handover.otherReceipt'));
  expect(await office.attempt('officer2', 'card.handOver', given)).toEqual(refused('handover.stepMissing'));

  expect(await office.byHand(leave())).toEqual(stopped('when every step of its kind is done'));
  expect(await office.byHand(step('signature', `'${'0'.repeat(64)}'`) + leave())).toEqual(
    foundBy('persons', 'queue', 'cards', 'steps'),
  );
});

test('the last look counts: who was not recognised, or did not agree, is asked again', async () => {
  const [cardId, given] = [card.id, { cardId: card.id, revision: card.revision }];
  await stepsDone(office, card);
  const no = { cardId, means: 'sheet', language: 'en', facesRight: false, chipRight: true } as const;
  const stranger = { ...identity(office, card), portraitMatches: false };

  expect(await office.attempt('officer2', 'handOver.holder', no)).toMatchObject({ kind: 'handover.holderDisagrees' });
  expect(await office.attempt('officer2', 'card.handOver', given)).toEqual(refused('handover.stepMissing'));
  await stepsDone(office, card, ['identity', 'chip', 'signature']);
  expect(await office.attempt('officer2', 'handOver.identity', stranger)).toMatchObject({
    kind: 'handover.portraitDiffers',
  });
  expect(await office.attempt('officer2', 'card.handOver', given)).toEqual(refused('handover.stepMissing'));

  // A forged step does not help either: the program asks the log.
  expect(await office.byHand(leave())).toEqual(foundBy('persons', 'queue', 'cards'));
});

test('a card goes back after its time, and to another office on paper', async () => {
  const onCard = { cardId: card.id, revision: card.revision };
  const own = office.station.profile.office;

  expect(await office.attempt('super1', 'custody.returnUncollected', onCard)).toEqual(refused('custody.tooSoon'));
  office.choose(fileIn(office, 'x.dispatch'));
  expect(await office.attempt('officer1', 'custody.dispatch', { ...onCard, office: own })).toEqual(
    refused('dispatch.ownOffice'),
  );
  writeFileSync(fileIn(office, 'forged.dispatch'), 'aaaa.bbbb.cccc');
  office.choose(fileIn(office, 'forged.dispatch'));
  const taken = await office.attempt('officer1', 'custody.chooseAndTakeIn', { safe: 'B', slot: '7', key: 'no key' });
  expect(taken).toMatchObject({ kind: 'dispatch.untrusted', changed: [] });
  expect(await office.attempt('officer1', 'custody.settle', { cardId: card.id, back: null })).toEqual(
    refused('dispatch.notUnderWay'),
  );

  const older = `UPDATE card SET finishedAt = '2025-09-01T08:00:00.000Z' WHERE id = '${card.id}'`;
  expect(await office.byHand(older)).toEqual(foundBy('cards'));
  const away = `UPDATE card SET state = 'dispatched', safe = NULL, slot = NULL WHERE id = '${card.id}'`;
  expect(await office.byHand(away)).toMatchObject({ said: expect.stringContaining('dispatch') });
  const paper = `INSERT INTO dispatch (id, cardId, office, dispatchedBy, dispatchedAt, digest)
    VALUES ('${'e'.repeat(32)}', '${card.id}', 'OTHER-02', 'officer1', '${start}', hex(zeroblob(32)))`;
  expect(await office.byHand(paper)).toEqual(foundBy('custodyPapers'));
});

test('a service is written with the holder’s consent, by two', async () => {
  const tax = service('tax');
  const add = { cardId: card.id, listNumber: 0, service: tax };
  const asked = { cardId: card.id, request: { act: 'add' as const, service: tax }, language: 'zh' as const };

  expect(await office.attempt('officer1', 'service.add', { ...add, second: by('officer2') })).toMatchObject({
    kind: 'service.consentMissing',
    changed: [],
  });
  must(await office.call('officer1', 'service.consent', { ...asked, agrees: true }));
  expect(await office.attempt('officer1', 'service.add', { ...add, second: by('officer1') })).toMatchObject({
    kind: 'access.secondRefused',
    changed: [],
  });

  const consent = `INSERT INTO serviceConsent (id, cardId, act, serviceId, termsDigest, language, askedBy, askedAt)
    VALUES ('${'e'.repeat(32)}', '${card.id}', 'add', 'post', lower(hex(zeroblob(32))), 'zh', 'officer1', '${start}')`;
  expect(await office.byHand(consent)).toEqual(foundBy('consents'));
});
