/** Warnings: each kind appears with its cause, and no kind without one. */

import { describe, expect, test } from 'vitest';
import { warningsFor, type WarningFacts } from '../../../electron/core/review/warnings.ts';
import { applicationSchema, warningSchema, type Application } from '../../../shared/model/application.ts';
import { cardSchema } from '../../../shared/model/stock.ts';

const id = (digit: string): string => digit.repeat(32);

const plain: Application = applicationSchema.parse({
  id: id('a'),
  number: 'A-2026-000001',
  state: 'received',
  heldFrom: null,
  reason: null,
  kind: 'expiry',
  urgent: false,
  person: {
    latinName: 'ZHENGJIAN, YANGBEN',
    chineseName: '证件样本',
    sex: 'F',
    birthDate: '1981-08-03',
    nationality: 'CAN',
    passport: { number: 'AB123456', issuingState: 'CAN', expiresOn: '2031-01-01' },
  },
  card: { number: '911124198108030024', renewalCount: 1, validFrom: '2026-03-01', validUntil: '2036-02-29' },
  decision: { number: 'D-1', date: '2026-02-20', authority: 'Sample authority' },
  recordHash: 'f'.repeat(64),
  expiresAt: '2026-06-01T00:00:00Z',
  receivedAt: '2026-03-02T08:00:00Z',
  reviewedBy: null,
  crop: null,
  reviewedAt: null,
  revision: 1,
});

const card = cardSchema.parse({
  id: id('c'),
  applicationId: id('b'),
  jobId: id('d'),
  number: plain.card.number,
  blankSerial: 'SC-00000001',
  chipSerial: '0123456789ABCDEF',
  validFrom: '2024-03-01',
  validUntil: '2034-02-28',
  state: 'handedOver',
  safe: null,
  slot: null,
  finishedAt: '2024-03-01T00:00:00Z',
  handedOverAt: '2024-03-02T00:00:00Z',
  handedOverBy: 'officer2',
  revision: 2,
});

const facts: WarningFacts = {
  application: plain,
  photo: [],
  living: null,
  waiting: null,
  now: new Date('2026-03-02T08:00:00Z'),
};

function kinds(change: Partial<WarningFacts>): readonly string[] {
  return warningsFor({ ...facts, ...change }).map((warning) => warning.kind);
}

function of(change: Partial<Application>): Partial<WarningFacts> {
  return { application: { ...plain, ...change } };
}

describe('a reviewer is warned', () => {
  test('of nothing where everything is as usual', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ living: card })).toEqual([]);
  });

  const { person, card: data } = plain;
  const former = { formerNumber: 'CAN110081080310' as never, relation: '000' };
  test.each<[string, Partial<WarningFacts>]>([
    ['urgent', of({ urgent: true })],
    ['approvalExpiresSoon', of({ expiresAt: '2026-03-09T07:59:59Z' })],
    ['passportExpiresSoon', of({ person: { ...person, passport: { ...person.passport, expiresOn: '2026-08-28' } } })],
    ['validityStartsLater', of({ card: { ...data, validFrom: '2026-03-03' } })],
    ['minor', of({ person: { ...person, birthDate: '2008-03-02' } })],
    ['noChineseName', of({ person: { ...person, chineseName: undefined } })],
    ['nameNearLimit', of({ person: { ...person, latinName: `LONG, ${'A'.repeat(38)}` } })],
    ['rareCharacter', of({ person: { ...person, chineseName: '𠮷样本' } })],
    ['photoTilted', { photo: [{ kind: 'photoTilted', data: { degrees: 5 } }] }],
    ['livingCardExists', { waiting: { ...card, state: 'inCustody' } }],
    ['livingCardExists', { ...of({ kind: 'firstIssue' }), living: card }],
    ['formerNumberBreaksRelation', of({ card: { ...data, ...former, relation: '123' } })],
  ])('of %s', (kind, change) => {
    expect(kinds(change)).toEqual([kind]);
  });

  test('not of a validity that has begun in China, where the day is eight hours ahead', () => {
    const later = of({ card: { ...data, validFrom: '2026-03-03' } });
    expect([
      kinds({ ...later, now: new Date('2026-03-02T15:59:59Z') }),
      kinds({ ...later, now: new Date('2026-03-02T16:00:00Z') }),
    ]).toEqual([['validityStartsLater'], []]);
  });

  test('not of a relation that leads back', () => {
    expect(kinds(of({ card: { ...data, ...former, relation: '001' } }))).toEqual([]);
  });

  test('in the form that the contract states', () => {
    const all = warningsFor({ ...facts, ...of({ urgent: true, expiresAt: '2026-03-03T00:00:00Z' }), waiting: card });

    expect(all.map((warning) => warningSchema.parse(warning))).toEqual(all);
  });
});
