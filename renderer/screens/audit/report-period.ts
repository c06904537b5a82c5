/** The days and months that reports and archives are made of, as they are written. */

/** `YYYY-MM-DD` or `YYYY-MM`, and a day that the calendar has. */
export function isPeriod(text: string): boolean {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 1] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Today on the wall. */
export function dayOf(now: Date): string {
  return `${monthOf(now)}-${two(now.getDate())}`;
}

export function monthOf(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}`;
}

export function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${two(number - 1)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
