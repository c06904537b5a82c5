/**
 * Period of validity: 10 years at 18 or over, 5 below, counted at the first day; the last day is the day before the
 * anniversary. Source: Measures for the Administration of Examination and Approval of Foreigners' Permanent Residence in
 * China, and the announcement of the 2023 layout (issued from 1 December 2023). Dates are `YYYY-MM-DD`, so they compare
 * as text.
 */

import type { IsoDate } from '../model/time.ts';

/** The first day of the 2023 layout. */
export const newLayoutSince: IsoDate = '2023-12-01';

/** The specimens that were published with the layout carry an earlier date than any card. */
const publishedSpecimens: ReadonlySet<string> = new Set([
  '911124198108030024',
  '932682198501010017',
  '931586198001010028',
]);
const specimensSince: IsoDate = '2023-09-15';

/** The earliest day on which a card with this number may begin. */
export function earliestValidFrom(cardNumber: string): IsoDate {
  return publishedSpecimens.has(cardNumber) ? specimensSince : newLayoutSince;
}

/** Whether the text is a day that exists in the Gregorian calendar, `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number);
  return year !== undefined && month !== undefined && day !== undefined && day >= 1 && day <= daysIn(year, month);
}

/** Completed years of life on a day. Who was born on 29 February completes a year on 1 March where there is no 29th. */
export function ageOn(birthDate: IsoDate, day: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** How many years a card runs that begins on `validFrom`: 10 or 5. */
export function validityYears(birthDate: IsoDate, validFrom: IsoDate): 10 | 5 {
  return ageOn(birthDate, validFrom) >= 18 ? 10 : 5;
}

/** The last day of a card: start + N years - 1 day; a start on 29 February ends on 28 February. */
export function lastValidDay(birthDate: IsoDate, validFrom: IsoDate): IsoDate {
  const year = Number(validFrom.slice(0, 4)) + validityYears(birthDate, validFrom);
  const month = Number(validFrom.slice(5, 7));
  const day = Number(validFrom.slice(8, 10)) - 1;
  if (day > 0) return isoDate(year, month, Math.min(day, daysIn(year, month)));
  return month === 1 ? isoDate(year - 1, 12, 31) : isoDate(year, month - 1, daysIn(year, month - 1));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isoDate(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
