/**
 * The number of the 2004 and 2017 layouts, 15 characters: nationality alpha-3, place of acceptance (4 digits), birth
 * date YYMMDD, sequence (1), check digit by ICAO 7-3-1 over the first 14. Its sequence digit does not encode sex.
 * Source: published specimens of both layouts, named in the tests.
 */

import { formerNumberSchema, type FormerNumber } from '../model/ids.ts';
import type { Result } from '../result.ts';

export interface FormerNumberParts {
  readonly number: FormerNumber;
  /** ISO 3166-1 alpha-3 at the time. */
  readonly nationality: string;
  /** Four digits. */
  readonly place: string;
  /** `YYMMDD`. */
  readonly birthDate: string;
  readonly sequence: string;
}

export type FormerNumberProblem = 'form' | 'checkDigit';

/** Check digit of Doc 9303-3 section 4.9: weights 7 3 1, letters A = 10 to Z = 35, modulo 10. */
export function formerNumberCheck(first14: string): string {
  const sum = Array.from(first14).reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    return total + value * ([7, 3, 1][index % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}

/** Takes a former number apart; fails with the first thing that is wrong with it. */
export function parseFormerNumber(text: string): Result<FormerNumberParts, FormerNumberProblem> {
  const parsed = formerNumberSchema.safeParse(text);
  if (!parsed.success) return { ok: false, error: 'form' };
  const number = parsed.data;
  if (formerNumberCheck(number.slice(0, 14)) !== number.charAt(14)) return { ok: false, error: 'checkDigit' };
  return {
    ok: true,
    value: {
      number,
      nationality: number.slice(0, 3),
      place: number.slice(3, 7),
      birthDate: number.slice(7, 13),
      sequence: number.charAt(13),
    },
  };
}
