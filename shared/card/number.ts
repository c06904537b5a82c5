/**
 * The card number of the 2023 layout, 18 characters, for life. Source: the published description of the number by the
 * National Immigration Administration (September 2023) and the specimens named in the tests.
 *
 *     9  11  124  19810803  002  4
 *     |  |   |    |         |    check character, ISO 7064 MOD 11-2
 *     |  |   |    |         sequence; odd for men, even for women
 *     |  |   |    birth date
 *     |  |   nationality, ISO 3166-1 numeric
 *     |  place of acceptance, GB/T 2260 province
 *     fixed
 */

import { cardNumberSchema, type CardNumber } from '../model/ids.ts';
import type { Person, Sex } from '../model/person.ts';
import type { Result } from '../result.ts';
import { countryOf } from './countries.ts';
import { provinceOf } from './provinces.ts';
import { isCalendarDate } from './validity.ts';

export interface CardNumberParts {
  readonly number: CardNumber;
  /** GB/T 2260 province, two digits. */
  readonly place: string;
  /** ISO 3166-1 numeric, three digits. */
  readonly nationality: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  /** Three digits. */
  readonly sequence: string;
  readonly sex: Sex;
}

/** Why a text is no card number by itself. */
export type NumberProblem = 'form' | 'checkDigit' | 'place' | 'birthDate';

/** What of a good number does not fit the person. */
export type NumberMismatch = 'nationality' | 'birthDate' | 'sex';

// ISO 7064 MOD 11-2 as GB 11643 writes it out for 17 places: weights 2^(17-i) mod 11, and the check character by sum.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character (`0` to `9` or `X`) of the first 17 digits. */
export function cardNumberCheck(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Takes a number apart; fails with the first thing that is wrong with it. */
export function parseCardNumber(text: string): Result<CardNumberParts, NumberProblem> {
  const parsed = cardNumberSchema.safeParse(text);
  if (!parsed.success) return { ok: false, error: 'form' };
  const number = parsed.data;
  if (cardNumberCheck(number.slice(0, 17)) !== number.charAt(17)) return { ok: false, error: 'checkDigit' };
  const place = number.slice(1, 3);
  if (provinceOf(place) === undefined) return { ok: false, error: 'place' };
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCalendarDate(birthDate)) return { ok: false, error: 'birthDate' };
  const sequence = number.slice(14, 17);
  const sex = Number(sequence) % 2 === 1 ? 'M' : 'F';
  return { ok: true, value: { number, place, nationality: number.slice(3, 6), birthDate, sequence, sex } };
}

/** Everything in the number that contradicts the person; empty = it fits. */
export function numberMismatches(
  parts: CardNumberParts,
  person: Pick<Person, 'nationality' | 'birthDate' | 'sex'>,
): readonly NumberMismatch[] {
  const mismatches: NumberMismatch[] = [];
  if (countryOf(person.nationality)?.numeric !== parts.nationality) mismatches.push('nationality');
  if (person.birthDate !== parts.birthDate) mismatches.push('birthDate');
  if (person.sex !== parts.sex) mismatches.push('sex');
  return mismatches;
}

/**
 * Puts a number together, check character included. Only the central system assigns numbers; samples and tests use this.
 * Throws on parts that make no number, which would be a bug of the caller.
 */
export function composeCardNumber(parts: Omit<CardNumberParts, 'number' | 'sex'>): CardNumber {
  const first17 = `9${parts.place}${parts.nationality}${parts.birthDate.replaceAll('-', '')}${parts.sequence}`;
  return cardNumberSchema.parse(first17 + cardNumberCheck(first17));
}
