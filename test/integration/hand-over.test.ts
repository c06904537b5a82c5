/** The rules of hand-over, each broken once through the use case: people, old cards, chip, signature, time. */

import { describe, expect, test } from 'vitest';
import { checkIdentity } from '../../electron/core/hand-over/check-identity.ts';
import { confirmByHolder } from '../../electron/core/hand-over/confirm.ts';
import { inspectAtDesk } from '../../electron/core/hand-over/inspect-card.ts';
import {
  cancelOldCard,
  collectOldCard,
  destroyOldCard,
  holdAsEvidence,
} from '../../electron/core/hand-over/old-card.ts';
import { readOldCard } from '../../electron/core/hand-over/read-old-card.ts';
import { viewHandOver } from '../../electron/core/hand-over/open-hand-over.ts';
import { draftReceipt, signReceipt } from '../../electron/core/hand-over/sign.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import type { Collector } from '../../shared/model/hand-over.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import type { Card } from '../../shared/model/stock.ts';
import { applicationOf, doStep, handedOver, oldRecord } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { password } from '../support/people.ts';
import { second, serviceOffice } from './service-office.ts';
import { approval, exchange, officer1, officer2, renewal, stored, walkOffice, type WalkOffice } from './walk-office.ts';

function identity(card: Card, change: { readonly passportNumber?: string; readonly collector?: Collector } = {}) {
  const collector: Collector = { kind: 'holder' };
  return { cardId: card.id, passportNumber: 'EP000001', portraitMatches: true, collector, ...change };
}

describe('whoever collects', () => {
  test('shows the passport of the approval, with spaces or without, and the face that is printed', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const context = walk.context(officer2);

    const answers = [
      checkIdentity(identity(card, { passportNumber: 'EP000002' }), context),
      checkIdentity({ ...identity(card), portraitMatches: false }, context),
      checkIdentity(identity(card, { passportNumber: 'ep 000 001' }), context),
    ];

    expect(answers.map(kindOf)).toEqual(['handover.passportDiffers', 'handover.portraitDiffers', 'ok']);
    const attempts = walk.store.auditEntries({ action: 'handover.identity', subjectId: card.id, limit: 9 });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['ok', 'refused', 'refused']);
    expect(JSON.stringify(attempts)).not.toContain('EP00000');
  });

  test('may be a proxy with a document of their own, who is not named in the log', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const proxy = { kind: 'proxy', name: 'VZOR, JAN', relation: 'spouse', paper: 'PA-17' } as const;
    const as = (documentNumber: string) => identity(card, { collector: { ...proxy, documentNumber } });

    const answers = [as('EP000001'), as('CZ9876543')].map((input) => checkIdentity(input, walk.context(officer2)));

    expect(answers.map(kindOf)).toEqual(['handover.proxySameDocument', 'ok']);
    expect(new TextDecoder().decode(walk.store.cardFile(card.id, 'collector.json'))).toContain('VZOR');
    expect(JSON.stringify(walk.store.auditEntries({ limit: 100 }))).not.toContain('VZOR');
  });
});

test.each(['identity', 'chip', 'holder', 'signature'] as const)('a card does not leave without %s', async (step) => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));

  const refused = await handedOver(walk, card, { without: step === 'chip' ? ['chip', 'holder'] : [step] });

  expect(refused).toEqual({ ok: false, error: { kind: 'handover.stepMissing', data: { step } } });
});

test('what was done yesterday is done again', async () => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));
  must(await doStep(walk, card, 'identity'));
  walk.clock.set('2026-03-03T08:00:00.000Z');

  const view = must(viewHandOver({ cardId: card.id }, walk.context(officer2)));

  expect(view.steps.find(({ requirement }) => requirement === 'identity')?.done).toBeNull();
});

test('a card does not leave before it is valid', async () => {
  const walk = await walkOffice();
  const card = await stored(
    walk,
    approval(1, { card: { ...approval(1).card, validFrom: '2026-03-20', validUntil: '2036-03-19' } }),
  );

  const refused = await doStep(walk, card, 'identity');

  expect(refused).toEqual({ ok: false, error: { kind: 'handover.tooEarly', data: { from: '2026-03-20' } } });
});

test('no step is by the person who accepted the review', async () => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));
  const own = walk.context(officer1);
  const look = { cardId: card.id, means: 'screen', language: 'zh', facesRight: true, chipRight: true } as const;

  const answers = [
    checkIdentity(identity(card), own),
    await inspectAtDesk({ cardId: card.id }, own),
    confirmByHolder(look, own),
    await draftReceipt({ cardId: card.id }, own),
    await handOverCard({ cardId: card.id, revision: 1 }, own),
  ];

  expect(answers.map(kindOf)).toEqual(answers.map(() => 'access.samePerson'));
});

test('another card on the writer is no inspection of this one', async () => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));
  const other = await stored(walk, approval(2), '2');
  const context = walk.context(officer2);
  const training = { ...walk.training, placeBlank: () => walk.training.placeBlank(other.blankSerial) };

  expect(kindOf(await inspectAtDesk({ cardId: card.id }, { ...context, training }))).toBe('stock.cardOfOther');
});

test('a holder who disagrees is on record, and the card stays', async () => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));
  must(await doStep(walk, card, 'chip'));
  const look = { cardId: card.id, means: 'sheet', language: 'en', facesRight: false, chipRight: true } as const;

  expect(kindOf(confirmByHolder(look, walk.context(officer2)))).toBe('handover.holderDisagrees');
  const [entry] = walk.store.auditEntries({ action: 'handover.holder', limit: 1 });
  expect(entry).toMatchObject({ outcome: 'refused', detail: { problem: 'faces' } });
});

describe('a signature', () => {
  async function drafted(walk: WalkOffice) {
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder'] as const) must(await doStep(walk, card, step));
    const { receiptHash } = must(await draftReceipt({ cardId: card.id }, walk.context(officer2)));
    return { card, receiptHash };
  }
  const signature = { means: 'paper', filedAs: 'F-1' } as const;

  test('is under the receipt that was drawn up, and no other', async () => {
    const walk = await walkOffice();
    const { card, receiptHash } = await drafted(walk);
    const other = sha256Schema.parse('0'.repeat(64));
    const sign = (hash: typeof other) =>
      signReceipt({ cardId: card.id, receiptHash: hash, signature }, walk.context(officer2));

    expect([sign(other), sign(receiptHash)].map(kindOf)).toEqual(['handover.otherReceipt', 'ok']);
  });

  test('is of whoever collects: somebody else at the desk signs anew', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const proxy = {
      kind: 'proxy',
      name: 'VZOR, JAN',
      documentNumber: 'CZ1',
      relation: 'spouse',
      paper: 'PA-1',
    } as const;
    must(checkIdentity(identity(card, { collector: proxy }), walk.context(officer2)));
    const leave = () => handOverCard({ cardId: card.id, revision: card.revision }, walk.context(officer2));

    const early = await leave();
    must(await doStep(walk, card, 'signature'));

    expect(early).toMatchObject({ error: { kind: 'handover.stepMissing', data: { step: 'signature' } } });
    expect(kindOf(await leave())).toBe('ok');
  });

  test('is of no use under another draft', async () => {
    const walk = await walkOffice();
    const { card, receiptHash } = await drafted(walk);
    must(signReceipt({ cardId: card.id, receiptHash, signature }, walk.context(officer2)));
    walk.clock.set('2026-03-02T08:10:00.000Z');
    must(await draftReceipt({ cardId: card.id }, walk.context(officer2)));

    const refused = await handOverCard({ cardId: card.id, revision: 1 }, walk.context(officer2));

    expect(kindOf(refused)).toBe('handover.otherReceipt');
  });

  test('of an hour ago is too old', async () => {
    const walk = await walkOffice();
    const { card, receiptHash } = await drafted(walk);
    must(signReceipt({ cardId: card.id, receiptHash, signature }, walk.context(officer2)));
    walk.clock.set('2026-03-02T09:00:01.000Z');

    expect(kindOf(await handOverCard({ cardId: card.id, revision: 1 }, walk.context(officer2)))).toBe(
      'handover.otherReceipt',
    );
  });
});

describe('an old card', () => {
  test('of a voluntary exchange is read, and its number leads to the new one', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, exchange(1));
    const application = applicationOf(walk, card);
    const number = application.card.formerNumber ?? '';
    const read = (change: { readonly number?: string; readonly record?: Uint8Array | null }) => {
      const input = {
        applicationId: application.id,
        number,
        record: oldRecord(application),
        face: null,
        faceMatches: true,
      };
      return kindOf(collectOldCard({ ...input, ...change }, walk.context(officer2)));
    };

    const answers = [
      read({ record: null }),
      read({ number: 'CAN110081080310' }),
      read({ number: 'CAN110081080319' }),
      read({ record: oldRecord(application, { birthDate: '1990-01-01' }) }),
      read({ record: oldRecord(application, { validUntil: '2026-03-01' }) }),
      read({}),
      read({}),
    ];

    expect(answers).toEqual([
      'oldCard.mustBeRead',
      'oldCard.ofAnother',
      'oldCard.numberInvalid',
      'oldCard.recordDiffers',
      'oldCard.notValid',
      'ok',
      'oldCard.collectedAlready',
    ]);
  });

  test('to which the relation item does not lead back is not exchanged', async () => {
    const walk = await walkOffice();
    const application = applicationOf(walk, await stored(walk, exchange(1)));
    const { id: applicationId, card } = application;
    const number = card.formerNumber ?? '';
    const input = { applicationId, number, record: oldRecord(application), face: null };
    const reading = (relation: string) =>
      readOldCard(input, {
        application: { ...application, card: { ...card, relation } },
        living: [],
        now: walk.clock.now(),
      });

    expect(['013', '012'].map((relation) => kindOf(reading(relation)))).toEqual(['oldCard.relationBroken', 'ok']);
  });

  test('merely laid on the desk lets no card leave; cut or kept as evidence it does', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, exchange(1));
    const application = applicationOf(walk, card);
    const context = walk.context(officer2);
    const number = application.card.formerNumber ?? '';
    const read = { applicationId: application.id, number, record: oldRecord(application), face: null };
    const old = must(collectOldCard({ ...read, faceMatches: true }, context));

    const refused = await draftReceipt({ cardId: card.id }, context);
    const held = must(holdAsEvidence({ oldCardId: old.id, revision: 1, reason: 'case 12' }, context));

    expect(refused).toMatchObject({ error: { kind: 'handover.stepMissing', data: { step: 'oldCard' } } });
    expect(held).toMatchObject({ state: 'evidence', revision: 2 });
    expect(must(await handedOver(walk, card)).card.state).toBe('handedOver');
  });

  test.each([
    ['read by its chip', 'voluntaryExchange'],
    ['read by eye', 'damage'],
  ] as const)('of an earlier layout, %s, has the card of this layout that is on file revoked', async (_how, kind) => {
    const walk = await walkOffice();
    const first = await stored(walk, approval(1));
    must(await handedOver(walk, first));
    const next = await stored(walk, exchange(1, {}, kind), '2');

    const given = must(await handedOver(walk, next));

    expect(given.card.state).toBe('handedOver');
    expect(walk.store.oldCardOf(next.applicationId)).toMatchObject({ cardId: null });
    expect(walk.store.card(first.id)?.state).toBe('revoked');
    expect(walk.store.revocationsOf(next.applicationId)).toMatchObject([{ cardId: first.id, reason: 'superseded' }]);
    expect(walk.store.revocationsOf(first.applicationId)).toEqual([]);
  });

  test('with another face stays with the new card in the office', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, exchange(1));
    const application = applicationOf(walk, card);
    const input = { applicationId: application.id, record: oldRecord(application), face: null, faceMatches: false };

    const refused = collectOldCard({ ...input, number: application.card.formerNumber ?? '' }, walk.context(officer2));

    expect(kindOf(refused)).toBe('oldCard.faceDiffers');
  });

  test('is destroyed by two people, after it was cut, and its blank ends with it', async () => {
    const { walk, card: first, context } = await serviceOffice();
    must(await handedOver(walk, first));
    const next = await stored(walk, renewal(1, 'expiry'), '2');
    const { id: applicationId } = applicationOf(walk, next);
    const read = { applicationId, number: next.number, record: null, face: null, faceMatches: true };
    const old = must(collectOldCard(read, walk.context(officer2)));
    const destroy = (revision: number, account: string) =>
      destroyOldCard({ oldCardId: old.id, revision, second: { account, password } }, context());

    const early = await destroy(1, second.account);
    must(cancelOldCard({ oldCardId: old.id, revision: 1 }, walk.context(officer2)));
    const alone = await destroy(2, 'officer1');
    const destroyed = must(await destroy(2, second.account));
    const again = await destroy(3, second.account);

    expect([early, alone, again].map(kindOf)).toEqual([
      'oldCard.wrongState',
      'access.secondRefused',
      'oldCard.wrongState',
    ]);
    expect(destroyed).toMatchObject({ state: 'destroyed', destroyedBy: 'officer1', witness: 'officer2' });
    expect([walk.store.card(first.id)?.state, walk.store.blank(first.blankSerial)?.place]).toEqual([
      'destroyed',
      'destroyed',
    ]);
  });
});
