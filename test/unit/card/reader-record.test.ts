/** The reader record: every field at its published offset, and what is written comes back. */

import { describe, expect, test } from 'vitest';
import {
  decodeReaderRecord,
  encodeReaderRecord,
  type ReaderRecord2017,
  type ReaderRecord2023,
} from '../../../shared/card/reader-record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { mutations } from '../chip/mutate.ts';

const card2023: ReaderRecord2023 = {
  layout: 'Y',
  latinName: 'ZHENGJIAN, YANGBEN WITH A NAME OF FORTY-SIX CH',
  chineseName: '证件样本',
  sex: 'F',
  renewalCount: 3,
  birthDate: '1981-08-03',
  number: '911124198108030024',
  validFrom: '2023-09-15',
  validUntil: '2033-09-14',
  nationality: 'CAN',
  relation: '000',
};

const card2017: ReaderRecord2017 = {
  layout: 'I',
  latinName: 'ZHENGJIAN, YANGBEN',
  chineseName: '证件样本',
  sex: 'M',
  birthDate: '1981-08-03',
  number: 'CAN110081080310',
  validFrom: '2017-06-16',
  validUntil: '2027-06-15',
  nationality: 'CAN',
};

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const field = (bytes: Uint8Array, offset: number, length: number): string =>
  new TextDecoder('utf-16le').decode(bytes.subarray(offset, offset + length));

describe('layout Y', () => {
  test('puts every field at its offset', () => {
    const bytes = value(encodeReaderRecord(card2023));

    expect([
      bytes.length,
      field(bytes, 0, 30),
      field(bytes, 30, 2),
      field(bytes, 32, 4),
      field(bytes, 36, 16),
      field(bytes, 52, 70),
      field(bytes, 122, 36),
      field(bytes, 158, 30),
      field(bytes, 188, 16),
      field(bytes, 204, 16),
      field(bytes, 220, 22),
      field(bytes, 242, 6),
      field(bytes, 248, 2),
      field(bytes, 250, 6),
    ]).toEqual([
      256,
      '证件样本           ',
      '2',
      '03',
      '19810803',
      'ZHENGJIAN, YANGBEN WITH A NAME OF F',
      '911124198108030024',
      ' '.repeat(15),
      '20230915',
      '20330914',
      'ORTY-SIX CH',
      'CAN',
      'Y',
      '000',
    ]);
  });

  test.each<[string, Partial<ReaderRecord2023>]>([
    ['the longest names', {}],
    ['no Chinese name', { chineseName: null }],
    ['no former number, which is not the relation 000', { relation: null }],
    ['a rare character of two code units', { chineseName: '𠮷田' }],
    ['rare characters up to the last code unit', { chineseName: '样𠮷𡈽𤭢𪚥𠮷𡈽𤭢' }],
    ['a name that just fills its first field', { latinName: 'A'.repeat(35) }],
    ['one character in the second name field', { latinName: 'A'.repeat(36) }],
    ['a space at the end of the first name field', { latinName: `${'A'.repeat(34)} BCD` }],
    ['a number that ends with X', { number: '93159819860101002X' }],
  ])('comes back with %s', (_, changes) => {
    const record = { ...card2023, ...changes };

    expect(decodeReaderRecord(value(encodeReaderRecord(record)))).toEqual(ok(record));
  });
});

describe('layout I', () => {
  test.each<[string, Partial<ReaderRecord2017>]>([
    ['a name of 46 characters in its one field', { latinName: card2023.latinName }],
    ['the longest name of its own, 60 characters', { latinName: `${'A'.repeat(40)}, ${'B'.repeat(18)}` }],
    ['rare characters up to the last code unit', { chineseName: '样本𠮷𡈽𤭢𪚥𠮷𡈽样' }],
    ['no Chinese name', { chineseName: null }],
  ])('comes back with %s', (_, changes) => {
    const record = { ...card2017, ...changes };

    expect(decodeReaderRecord(value(encodeReaderRecord(record)))).toEqual(ok(record));
  });

  test.each<[string, Partial<ReaderRecord2017>, string]>([
    ['a name of 61 characters', { latinName: 'A'.repeat(61) }, 'latinName'],
    ['a rare character whose second half would be cut off', { chineseName: `${'样'.repeat(14)}𠮷` }, 'chineseName'],
    ['a number of the new layout', { number: '911124198108030024' }, 'number'],
    ['half of a rare character', { chineseName: '\ud842' }, 'chineseName'],
  ])('is refused with %s', (_, changes, name) => {
    expect(encodeReaderRecord({ ...card2017, ...changes })).toMatchObject({
      ok: false,
      error: { kind: 'chip.fieldInvalid', data: { field: name } },
    });
  });

  test('puts every field at its offset, with the two fixed values', () => {
    const bytes = value(encodeReaderRecord(card2017));

    expect([
      bytes.length,
      field(bytes, 0, 120).trimEnd(),
      field(bytes, 120, 2),
      field(bytes, 122, 30),
      field(bytes, 152, 6),
      field(bytes, 158, 30).trimEnd(),
      field(bytes, 188, 16),
      field(bytes, 204, 16),
      field(bytes, 220, 16),
      field(bytes, 236, 4),
      field(bytes, 240, 8),
      field(bytes, 248, 2),
      field(bytes, 250, 6),
    ]).toEqual([
      256,
      'ZHENGJIAN, YANGBEN',
      '1',
      'CAN110081080310',
      'CAN',
      '证件样本',
      '20170616',
      '20270615',
      '19810803',
      '01',
      '1500',
      'I',
      '   ',
    ]);
  });

  test('comes back', () => {
    expect(decodeReaderRecord(value(encodeReaderRecord(card2017)))).toEqual(ok(card2017));
  });
});

describe('what does not fit', () => {
  test.each<[string, Partial<ReaderRecord2023>, string]>([
    ['a Latin name of 47 characters', { latinName: 'A'.repeat(47) }, 'latinName'],
    ['a Chinese name of 16 code units', { chineseName: '样'.repeat(16) }, 'chineseName'],
    ['a hundred renewals', { renewalCount: 100 }, 'renewalCount'],
    ['a name that ends with a space', { latinName: 'ZHENGJIAN ' }, 'latinName'],
    ['a control character', { latinName: 'ZHENG\u0000JIAN' }, 'latinName'],
  ])('%s is refused by name', (_, changes, name) => {
    const result = encodeReaderRecord({ ...card2023, ...changes });

    expect(result).toMatchObject({ ok: false, error: { kind: 'chip.fieldInvalid', data: { field: name } } });
  });

  test('a record of another size or layout is refused', () => {
    const bytes = value(encodeReaderRecord(card2023));

    expect(decodeReaderRecord(bytes.subarray(1))).toEqual(
      fail('chip.malformed', { what: 'EF.READER', problem: 'length' }),
    );
    expect(decodeReaderRecord(bytes.with(248, 0x5a))).toEqual(
      fail('chip.malformed', { what: 'EF.READER', problem: 'layout' }),
    );
  });

  test('20,000 broken records are refused by a typed failure, or still are records', () => {
    const seeds = [value(encodeReaderRecord(card2023)), value(encodeReaderRecord(card2017))];
    const counts = new Map<string, number>();

    for (const bytes of mutations(seeds, 20_000)) {
      const result = decodeReaderRecord(bytes);
      const kind = result.ok ? 'read' : result.error.kind;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }

    expect([...counts.keys()].toSorted()).toEqual(['chip.malformed', 'read']);
    expect(counts.get('read')).toBeGreaterThan(100);
  });
});
