import { describe, expect, test } from 'vitest';
import { countries, countryOf, isForeignNationality, isPassportIssuer } from '../../../shared/card/countries.ts';
import { chineseNameProblem, latinNameProblem } from '../../../shared/card/names.ts';
import { provinces } from '../../../shared/card/provinces.ts';
import { ageOn, earliestValidFrom, isCalendarDate, lastValidDay } from '../../../shared/card/validity.ts';

describe('validity', () => {
  test.each([
    ['1981-08-03', '2023-09-15', '2033-09-14', 'the published specimen'],
    ['1981-08-03', '2024-02-29', '2034-02-28', 'a start on 29 February'],
    ['1981-08-03', '2024-03-01', '2034-02-28', 'the day after a February without a 29th'],
    ['1981-08-03', '2026-03-01', '2036-02-29', 'the day after a February with one'],
    ['1981-08-03', '2024-01-01', '2033-12-31', 'New Year'],
    ['2010-05-05', '2024-05-01', '2029-04-30', 'a minor'],
    ['2006-05-01', '2024-05-01', '2034-04-30', 'the eighteenth birthday itself'],
    ['2006-05-02', '2024-05-01', '2029-04-30', 'the day before the eighteenth birthday'],
  ])('born %s, from %s: until %s (%s)', (birthDate, validFrom, validUntil) => {
    expect(lastValidDay(birthDate, validFrom)).toBe(validUntil);
  });

  test('a birthday on 29 February', () => {
    expect([ageOn('2008-02-29', '2026-02-28'), ageOn('2008-02-29', '2026-03-01')]).toEqual([17, 18]);
  });

  test('only the published specimens begin before the layout does', () => {
    expect(earliestValidFrom('911124198108030024')).toBe('2023-09-15');
    expect(earliestValidFrom('911124198108030040')).toBe('2023-12-01');
  });

  test.each(['2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-04-31', '2023-4-1', ''])(
    '%s is no day',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );
  test.each(['2000-02-29', '2024-02-29', '2023-12-31'])('%s is a day', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });
});

describe('Latin names', () => {
  test.each([
    'ZHENGJIAN, YANGBEN',
    'SUHARTONO',
    "O'BRIEN-NÍ DHOMHNAILL, SEÁN",
    'ŁĄCZYŃSKA, ŻANETA',
    'NGUYỄN, THỊ HƯƠNG',
    'ƏLİYEV, İLKİN',
    'M\u0304BEKI, A', // no single letter exists for this one
    "'T HOOFT, AD",
    "AL-'AZĪZ, 'ALĪ",
    'A'.repeat(46),
  ])('%s can stand on a card', (name) => {
    expect(latinNameProblem(name)).toBeUndefined();
  });

  test.each([
    ['A'.repeat(47), { kind: 'length', length: 47 }],
    ['', { kind: 'length', length: 0 }],
    ['IVANOV, ИВАН', { kind: 'character', character: 'И' }],
    ['SMITH, JOHN 2', { kind: 'character', character: '2' }],
    ['SMITH. JOHN', { kind: 'character', character: '.' }],
    ['SMITH\tJOHN', { kind: 'character', character: '\t' }],
    ['SMITH,JOHN', { kind: 'spelling', at: ',J' }],
    ['SMITH,  JOHN', { kind: 'spelling', at: ',  ' }],
    ['SMITH, JOHN, X', { kind: 'spelling', at: ',' }],
    [' SMITH', { kind: 'spelling', at: ' ' }],
    ["O''BRIEN", { kind: 'spelling', at: "''" }],
    ['SMITH-', { kind: 'spelling', at: '-' }],
    ['JOSE\u0301', { kind: 'spelling', at: 'NFC' }],
  ])('%j is refused', (name, problem) => {
    expect(latinNameProblem(name)).toEqual(problem);
  });
});

describe('Chinese names', () => {
  test.each(['证件样本', '约翰·史密斯', '𠮷田茂', '㐂子', '〇〇', '一二三四五六七八九十一二三四五', '𠮷𠮷𠮷𠮷𠮷𠮷𠮷'])(
    '%s can stand on a card',
    (name) => {
      expect(chineseNameProblem(name)).toBeUndefined();
    },
  );

  test.each([
    ['一二三四五六七八九十一二三四五六', { kind: 'length', length: 16 }],
    ['𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷', { kind: 'length', length: 16 }],
    ['约翰•史密斯', { kind: 'character', character: '•' }],
    ['约翰 史密斯', { kind: 'character', character: ' ' }],
    ['ジョン', { kind: 'character', character: 'ジ' }],
    ['·约翰', { kind: 'spelling', at: '·' }],
    ['约翰··史', { kind: 'spelling', at: '·' }],
  ])('%j is refused', (name, problem) => {
    expect(chineseNameProblem(name)).toEqual(problem);
  });
});

describe('the code tables', () => {
  test('ISO 3166-1 is whole, and every code stands once', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries.flatMap((c) => [c.alpha2, c.alpha3, c.numeric])).size).toBe(3 * 249);
    expect(countries.filter((c) => c.zh === '' || c.en === '' || !/^\d{3}$/.test(c.numeric))).toEqual([]);
    expect(countryOf('CAN')).toEqual({ alpha3: 'CAN', alpha2: 'CA', numeric: '124', zh: '加拿大', en: 'Canada' });
  });

  test('a national of the issuing state is no foreigner; a stateless person has a passport issuer', () => {
    expect([isForeignNationality('CHN'), isForeignNationality('PAK'), isForeignNationality('XXA')]).toEqual([
      false,
      true,
      false,
    ]);
    expect([isPassportIssuer('XXA'), isPassportIssuer('QQQ')]).toEqual([true, false]);
  });

  test('GB/T 2260 knows 34 provinces', () => {
    expect(provinces).toHaveLength(34);
    expect(new Set(provinces.map((province) => province.code)).size).toBe(34);
  });
});
