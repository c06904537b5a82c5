/** The machine readable zone against the worked examples of Doc 9303-3, -5 and -11. */

import { describe, expect, test } from 'vitest';
import { checkDigit, composeMrz, parseMrz, type MrzInput } from '../../../electron/core/chip/lds/mrz.ts';
import { transliterateName } from '../../../electron/core/chip/lds/transliteration.ts';
import { fail, ok } from '../../../shared/result.ts';
import { value } from './sample.ts';

const specimen: MrzInput = {
  documentCode: 'I',
  issuingState: 'UTO',
  documentNumber: 'D23145890',
  birthDate: '1974-08-12',
  expiryDate: '2012-04-15',
  sex: 'F',
  nationality: 'UTO',
  name: 'ERIKSSON, ANNA MARIA',
};

const lines = (input: Partial<MrzInput>): readonly string[] =>
  value(composeMrz({ ...specimen, ...input })).match(/.{30}/g) ?? [];
const nameLine = (name: string): string | undefined => lines({ name })[2];

describe('check digits', () => {
  test.each([
    // Doc 9303-3 section 4.9, examples 1 and 2.
    ['520727', '3'],
    ['AB2134<<<', '5'],
    // Doc 9303-11 appendix D.2.
    ['L898902C<', '3'],
    ['690806', '1'],
    ['940623', '6'],
    ['D23145890734', '9'],
  ])('%s has %s', (field, digit) => {
    expect(checkDigit(field)).toBe(digit);
  });
});

describe('a whole zone', () => {
  test('is that of the specimen in Doc 9303-5 appendix B', () => {
    expect(lines({ documentNumber: 'D23145890' })).toEqual([
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ]);
  });

  test('carries a long number over into the optional data, as in Doc 9303-11 appendix D.2', () => {
    const stevenson = {
      documentNumber: 'D23145890734',
      birthDate: '1934-07-12',
      expiryDate: '1995-07-12',
      sex: 'M',
      name: 'STEVENSON, PETER JOHN',
    } as const;

    const zone = lines(stevenson);

    expect(zone).toEqual([
      'I<UTOD23145890<7349<<<<<<<<<<<',
      '3407127M9507122UTO<<<<<<<<<<<2',
      'STEVENSON<<PETER<JOHN<<<<<<<<<',
    ]);
    expect(value(parseMrz(zone.join('')))).toEqual({
      documentCode: 'I',
      issuingState: 'UTO',
      documentNumber: 'D23145890734',
      birthDate: '340712',
      expiryDate: '950712',
      sex: 'M',
      nationality: 'UTO',
      primary: 'STEVENSON',
      secondary: 'PETER JOHN',
    });
  });

  test('holds all 18 characters of a card number, and gives them back', () => {
    const zone = value(composeMrz({ ...specimen, documentNumber: '93268219850101001X' }));

    expect(zone.slice(5, 30)).toBe('932682198<50101001X9<<<<<');
    expect(value(parseMrz(zone)).documentNumber).toBe('93268219850101001X');
  });

  test('writes Germany as D (Doc 9303-3 section 5)', () => {
    const zone = value(composeMrz({ ...specimen, nationality: 'DEU' }));

    expect(zone.slice(45, 48)).toBe('D<<');
    expect(value(parseMrz(zone)).nationality).toBe('DEU');
  });

  test('is refused when any character of a checked field is changed', () => {
    const zone = value(composeMrz({ ...specimen, documentNumber: '911124198108030024' }));
    const checked = [...Array(20).keys()].map((index) => index + 5).filter((index) => index !== 14);

    const survivors = checked.filter((index) => {
      const other = zone[index] === '1' ? '2' : '1';
      return parseMrz(zone.slice(0, index) + other + zone.slice(index + 1)).ok;
    });

    expect(survivors).toEqual([]);
  });
});

/** Latin letters by their recommended form, capitals as the table has them. */
const tableA: Readonly<Record<string, string>> = {
  A: 'ÀÁÂÃĀĂĄ',
  AA: 'Å',
  AE: 'ÄÆ',
  C: 'ÇĆĈĊČ',
  D: 'ÐĎĐ',
  E: 'ÈÉÊËĒĔĖĘĚ',
  G: 'ĜĞĠĢ',
  H: 'ĤĦ',
  I: 'ÌÍÎÏĨĪĬĮİı',
  IJ: 'Ĳ',
  J: 'Ĵ',
  K: 'Ķ',
  L: 'ĹĻĽĿŁ',
  N: 'ÑŃŅŇŊ',
  O: 'ÒÓÔÕŌŎŐ',
  OE: 'ÖØŒ',
  R: 'ŔŖŘ',
  S: 'ŚŜŞŠ',
  SS: 'ẞ',
  T: 'ŢŤŦ',
  TH: 'Þ',
  U: 'ÙÚÛŨŪŬŮŰŲ',
  UE: 'Ü',
  W: 'Ŵ',
  Y: 'ÝŶŸ',
  Z: 'ŹŻŽ',
};

describe('names', () => {
  test.each([
    // Doc 9303-5 section 4.2.3.1 a and 4.2.3.2 a: components cut to initials, from the last one.
    ['NILAVADHANANANDA, CHAYAPA DEJTHAMRONG KRASUANG', 'NILAVADHANANANDA<<CHAYAPA<DE<K'],
    ['BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL, DINGO POTOROO', 'BENNELONG<WOOLOOMOOLOO<W<W<<DI'],
    // 4.2.3.3 to 4.2.3.5.
    ['PAPANDROPOULOUS, JONATHON ALEC', 'PAPANDROPOULOUS<<JONATHON<ALEC'],
    ['VAN DER MUELLEN, MARTIN', 'VAN<DER<MUELLEN<<MARTIN<<<<<<<'],
    ['AL-BASRI, HUDA MUHAMMAD JAWAD', 'AL<BASRI<<HUDA<MUHAMMAD<JAWAD<'],
    ['VILARCHAO FERNANDEZ, JOSE RAMON', 'VILARCHAO<FERNANDEZ<<JOSE<RAMO'],
    ['ARKFREITH', 'ARKFREITH<<<<<<<<<<<<<<<<<<<<<'],
    ['SATRIYA SUDARPA', 'SATRIYA<SUDARPA<<<<<<<<<<<<<<<'],
    // Doc 9303-3 section 4.6: apostrophes are left out, further commas separate.
    ["D'ARTAGNAN, JEAN", 'DARTAGNAN<<JEAN<<<<<<<<<<<<<<<'],
    ['ERIKSSON, ANNA, MARIA', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  ])('%s', (name, line) => {
    expect(nameLine(name)).toBe(line);
  });

  test('of any length keep both identifiers and end with a letter when cut', () => {
    const names = samples(3000);

    const wrong = names.filter((name) => {
      const line = nameLine(name) ?? '';
      const whole = name.replace(', ', '<<').replaceAll(' ', '<');
      if (whole.length <= 30) return line !== whole.padEnd(30, '<');
      return !/^[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?$/.test(line) || line.includes('<<') !== name.includes(', ');
    });

    expect(wrong).toEqual([]);
  });

  test.each([
    ['Müller', 'MUELLER'],
    ['GÖKÇE', 'GOEKCE'],
    ['STRAẞE', 'STRASSE'],
    ['Þórðardóttir', 'THORDARDOTTIR'],
    ['ŁÓDŹ', 'LODZ'],
    ['ȘTEFĂNESCU', 'STEFANESCU'],
    ['NGUYỄN', 'NGUYEN'],
    ['ƏLİYEV', 'ALIYEV'],
    ['ıŞıK', 'ISIK'],
    ['CAÑON', 'CANON'],
  ])('%s becomes %s (Doc 9303-3 section 6.A)', (printed, letters) => {
    expect(transliterateName(printed)).toEqual(ok({ primary: [letters], secondary: [] }));
  });

  test('every letter of the table in Doc 9303-3 section 6.A has its form there, the first where there are several', () => {
    const wrong = Object.entries(tableA).flatMap(([form, letters]) =>
      [...letters].filter((letter) => value(transliterateName(letter)).primary[0] !== form),
    );

    expect(wrong).toEqual([]);
  });

  test.each(['李', 'IVAN 2', '☃'])('%s has no letters and is refused', (printed) => {
    expect(transliterateName(printed)).toEqual(
      fail('chip.fieldInvalid', { field: 'latinName', problem: [...printed].at(-1) ?? '' }),
    );
  });
});

/** Names of up to 46 letters in many components, always the same. */
function samples(count: number): readonly string[] {
  let seed = 7;
  const next = (limit: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  const component = (): string => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, 1 + next(next(4) === 0 ? 26 : 6));
  const part = (): string => Array.from({ length: 1 + next(8) }, component).join(' ');
  return Array.from({ length: count }, () => (next(5) === 0 ? part() : `${part()}, ${part()}`));
}
