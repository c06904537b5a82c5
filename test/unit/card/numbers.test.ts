import { describe, expect, test } from 'vitest';
import { formerNumberCheck, parseFormerNumber } from '../../../shared/card/former-number.ts';
import { composeCardNumber, numberMismatches, parseCardNumber } from '../../../shared/card/number.ts';
import { checkRelation, formerNumberFrom, relationTo } from '../../../shared/card/relation.ts';
import { cardNumberSchema, formerNumberSchema } from '../../../shared/model/ids.ts';

describe('the card number', () => {
  test.each([
    ['911124198108030024', { place: '11', nationality: '124', birthDate: '1981-08-03', sequence: '002', sex: 'F' }],
    ['932682198501010017', { place: '32', nationality: '682', birthDate: '1985-01-01', sequence: '001', sex: 'M' }],
    ['931586198001010028', { place: '31', nationality: '586', birthDate: '1980-01-01', sequence: '002', sex: 'F' }],
  ])('published specimen %s is read', (number, parts) => {
    expect(parseCardNumber(number)).toEqual({ ok: true, value: { number, ...parts } });
    expect(composeCardNumber({ ...parts })).toBe(number);
  });

  test.each([
    ['911124198108030025', 'checkDigit'],
    ['911124198108030042', 'checkDigit'],
    ['811124198108030024', 'form'],
    ['91112419810803002', 'form'],
    ['９11124198108030024', 'form'],
    [composeCardNumber({ place: '10', nationality: '124', birthDate: '1981-08-03', sequence: '002' }), 'place'],
    [composeCardNumber({ place: '11', nationality: '124', birthDate: '1981-02-29', sequence: '002' }), 'birthDate'],
  ])('%s is refused for its %s', (number, problem) => {
    expect(parseCardNumber(number)).toEqual({ ok: false, error: problem });
  });

  test('a single wrong digit or a swap of neighbours never goes unnoticed', () => {
    const good = '911124198108030024';
    const places = Array.from({ length: 16 }, (_, index) => index + 1);
    const replaced = places.flatMap((place) =>
      Array.from('0123456789', (digit) => good.slice(0, place) + digit + good.slice(place + 1)),
    );
    const swapped = places.map(
      (place) => good.slice(0, place) + good.charAt(place + 1) + good.charAt(place) + good.slice(place + 2),
    );
    const altered = [...replaced, ...swapped].filter((number) => number !== good);
    expect(altered.filter((number) => parseCardNumber(number).ok)).toEqual([]);
  });

  test('it says what does not fit the person', () => {
    const parts = parseCardNumber('911124198108030024');
    if (!parts.ok) throw new Error('specimen');
    const person = { nationality: 'CAN', birthDate: '1981-08-03', sex: 'F' as const };
    expect(numberMismatches(parts.value, person)).toEqual([]);
    expect(numberMismatches(parts.value, { ...person, nationality: 'PAK' })).toEqual(['nationality']);
    expect(numberMismatches(parts.value, { nationality: 'QQQ', birthDate: '1981-08-04', sex: 'M' })).toEqual([
      'nationality',
      'birthDate',
      'sex',
    ]);
  });
});

describe('the former number', () => {
  test.each(['CAN110081080310', 'PAK310080010103', 'KAZ110090123105'])('%s is good', (number) => {
    expect(parseFormerNumber(number)).toMatchObject({ ok: true, value: { nationality: number.slice(0, 3) } });
  });

  test('the number in a reader vendor’s manual is not', () => {
    expect(parseFormerNumber('CAN110081080319')).toEqual({ ok: false, error: 'checkDigit' });
    expect(parseFormerNumber('CA1110081080310')).toEqual({ ok: false, error: 'form' });
  });

  test('the check digit is that of Doc 9303-3, section 4.9', () => {
    // The worked example of Doc 9303-3 part "Check digits": D23145890734 -> 9 over an alphanumeric field.
    expect(formerNumberCheck('D23145890734')).toBe('9');
  });
});

describe('the relation item', () => {
  const number = cardNumberSchema.parse('911124198108030024');
  const former = formerNumberSchema.parse('CAN110081080310');

  test('it leads from the new specimen number back to the old one', () => {
    expect(relationTo(former)).toBe('001');
    expect(formerNumberFrom(number, 'CAN', '001')).toBe(former);
    expect(checkRelation(number, 'CAN', '001', former)).toBe('holds');
  });

  test('`000` is a value like any other', () => {
    expect(formerNumberFrom(number, 'CAN', '000')).toMatch(/^CAN11008108030\d$/);
  });

  test('a corrected nationality is told from a wrong number', () => {
    expect(checkRelation(number, 'PAK', '001', former)).toBe('otherNationality');
    expect(checkRelation(number, 'CAN', '002', former)).toBe('broken');
    expect(checkRelation(number, 'CAN', '001', formerNumberSchema.parse('KAZ110090123105'))).toBe('broken');
  });
});
