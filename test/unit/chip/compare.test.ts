/** The finished chip against the record: every contradiction by name, and nothing else. */

import { expect, test } from 'vitest';
import { compareWithRecord } from '../../../electron/core/chip/compare.ts';
import type { ChipRecord, Inspection } from '../../../electron/core/chip/chip.ts';
import { cardDataSchema } from '../../../shared/model/approval.ts';
import { chipSerialSchema, sha256Schema } from '../../../shared/model/ids.ts';
import { drawnPhoto, input } from './sample.ts';

const record: ChipRecord = {
  person: input.person,
  card: input.card,
  photo: input.photo,
  sodHash: sha256Schema.parse('0'.repeat(64)),
};

const inspection: Inspection = {
  chipSerial: chipSerialSchema.parse('5350454311111111'),
  openedBy: 'PACE',
  locked: true,
  steps: [
    { check: 'files', passed: true, problem: null },
    { check: 'groupHashes', passed: true, problem: null },
  ],
  fields: {
    mrz: '',
    latinName: 'ZHENGJIAN, YANGBEN',
    chineseName: '证件样本',
    sex: 'F',
    birthDate: '1981-08-03',
    nationality: 'CAN',
    cardNumber: '911124198108030024',
    validFrom: '2023-09-15',
    validUntil: '2033-09-14',
    photo: input.photo,
    sodHash: record.sodHash,
  },
};

test('a chip that says what the record says has no differences', () => {
  expect(compareWithRecord(inspection, record)).toEqual([]);
});

test('a chip of somebody else differs in every field', () => {
  const somebody: ChipRecord = {
    person: {
      ...record.person,
      latinName: 'MUSTERFRAU, ERIKA',
      chineseName: '样本',
      sex: 'M',
      birthDate: '1985-01-01',
      nationality: 'DEU',
    },
    card: cardDataSchema.parse({
      number: '932682198501010017',
      renewalCount: 0,
      validFrom: '2024-01-01',
      validUntil: '2033-12-31',
    }),
    photo: drawnPhoto(800),
    sodHash: sha256Schema.parse('f'.repeat(64)),
  };

  expect(compareWithRecord(inspection, somebody)).toEqual([
    { field: 'latinName', expected: 'MUSTERFRAU, ERIKA', found: 'ZHENGJIAN, YANGBEN' },
    { field: 'chineseName', expected: '样本', found: '证件样本' },
    { field: 'sex', expected: 'M', found: 'F' },
    { field: 'birthDate', expected: '1985-01-01', found: '1981-08-03' },
    { field: 'nationality', expected: 'DEU', found: 'CAN' },
    { field: 'cardNumber', expected: '932682198501010017', found: '911124198108030024' },
    { field: 'validFrom', expected: '2024-01-01', found: '2023-09-15' },
    { field: 'validUntil', expected: '2033-12-31', found: '2033-09-14' },
    { field: 'sodHash', expected: 'f'.repeat(64), found: '0'.repeat(64) },
    { field: 'photo', expected: '800 B', found: '700 B' },
  ]);
});

test('an open chip and a check that did not pass are differences too', () => {
  const doubtful: Inspection = {
    ...inspection,
    locked: false,
    steps: [{ check: 'groupHashes', passed: false, problem: { kind: 'groupsDiffer', about: 'DG2' } }],
  };

  expect(compareWithRecord(doubtful, record)).toEqual([
    { field: 'locked', expected: 'true', found: 'false' },
    {
      field: 'check.groupHashes',
      expected: 'passed',
      found: 'groupsDiffer',
      problem: { kind: 'groupsDiffer', about: 'DG2' },
    },
  ]);
});
