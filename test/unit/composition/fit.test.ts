import { describe, expect, it } from 'vitest';
import { fitText, type Place } from '../../../electron/core/composition/fit.ts';

/** Every character as wide as a tenth of its size. */
const measure = (text: string, sizePt: number): number => ([...text].length * sizePt) / 10;

const place: Place = {
  yMm: 12,
  widthMm: 10,
  sizePt: 10,
  fit: {
    minSizePt: 8,
    minCondense: 0.8,
    broken: { yMm: 11, lineHeightMm: 3, sizePt: 8, minSizePt: 6, minCondense: 0.8 },
  },
};
const single: Place = { ...place, fit: { ...place.fit, broken: null } };

describe('the ladder of fitting', () => {
  it('leaves a text that fits as the template has it', () => {
    expect(fitText('ABCDEFGHIJ', place, measure)).toEqual([{ text: 'ABCDEFGHIJ', sizePt: 10, condense: 1, yMm: 12 }]);
  });

  it('first makes it smaller, no more than needed', () => {
    expect(fitText('ABCDEFGHIJK', place, measure)).toEqual([{ text: 'ABCDEFGHIJK', sizePt: 9, condense: 1, yMm: 12 }]);
  });

  it('then condenses at the least legible size', () => {
    expect(fitText('ABCDEFG HIJKLM', place, measure)).toEqual([
      { text: 'ABCDEFG HIJKLM', sizePt: 8, condense: expect.closeTo(10 / 11.2), yMm: 12 },
    ]);
  });

  it('then breaks in two', () => {
    expect(fitText('ABCDEFGHI JKLMNOPQ', place, measure)).toEqual([
      { text: 'ABCDEFGHI', sizePt: 8, condense: 1, yMm: 11 },
      { text: 'JKLMNOPQ', sizePt: 8, condense: 1, yMm: 14 },
    ]);
  });

  it('then shrinks the two lines in turn', () => {
    expect(fitText('ABCDEFGHIJKLMN OPQ', place, measure)).toEqual([
      { text: 'ABCDEFGHIJKLMN', sizePt: 7, condense: 1, yMm: 11 },
      { text: 'OPQ', sizePt: 7, condense: 1, yMm: 14 },
    ]);
  });

  it('lets one long word shrink as far, since it cannot be broken', () => {
    expect(fitText('ABCDEFGHIJKLMNOPQRST', place, measure)).toEqual([
      { text: 'ABCDEFGHIJKLMNOPQRST', sizePt: 6, condense: expect.closeTo(10 / 12), yMm: 11 },
    ]);
  });

  it('refuses at last, rather than cut off or abbreviate', () => {
    expect(fitText('ABCDEFGHIJKLMNOPQRSTUVWXYZ', place, measure)).toBeNull();
    expect(fitText('ABCDEFGHI JKLMNOPQ', single, measure)).toBeNull();
  });
});

describe('where a name may be broken', () => {
  const texts = (text: string): readonly string[] | undefined =>
    fitText(text, place, measure)?.map((line) => line.text);

  it('prefers the comma between surname and given names', () => {
    expect(texts('ABCD, EFG HIJ KLMN')).toEqual(['ABCD,', 'EFG HIJ KLMN']);
  });

  it('takes another blank where the part after the comma would be too long', () => {
    expect(texts('AB, CDEFGHIJ KLMNOPQR')).toEqual(['AB, CDEFGHIJ', 'KLMNOPQR']);
  });

  it('breaks after a hyphen, which stays', () => {
    expect(texts('ABCDEFGHI-JKLMNOPQR')).toEqual(['ABCDEFGHI-', 'JKLMNOPQR']);
  });

  it('breaks between Chinese characters', () => {
    expect(texts('一二三四五六七八九十一二三四五六')).toEqual(['一二三四五六七八', '九十一二三四五六']);
  });

  it('never leaves a line empty', () => {
    expect(texts('-ABCDEFGHIJKLMNOPQRS')).toEqual(['-ABCDEFGHIJKLMNOPQRS']);
  });
});
