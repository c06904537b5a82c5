/** A blank as it is after an event: its place by the table, its job and reason as the event leaves them. */

import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import { nextBlank, type BlankEvent } from './blank-state.ts';

/** Fails with `stock.wrongPlace`. */
export function moved(
  blank: Blank,
  event: BlankEvent,
  at: Date,
  change: Partial<Pick<Blank, 'reason'>> = {},
): Result<Blank> {
  const place = nextBlank(blank.place, event);
  return place.ok ? ok({ ...blank, ...change, place: place.value, updatedAt: at.toISOString() }) : place;
}

/** Every one of them, or the first failure. */
export function allMoved(blanks: readonly Blank[], event: BlankEvent, at: Date): Result<readonly Blank[]> {
  const after: Blank[] = [];
  for (const blank of blanks) {
    const one = moved(blank, event, at);
    if (!one.ok) return one;
    after.push(one.value);
  }
  return ok(after);
}

/** Each serial once, in the order given. Fails with `notFound`. */
export function blanksOf(reader: Reader, serials: readonly BlankSerial[]): Result<readonly Blank[]> {
  const found: Blank[] = [];
  for (const serial of new Set(serials)) {
    const blank = reader.blank(serial);
    if (blank === undefined) return fail('notFound', { what: serial });
    found.push(blank);
  }
  return ok(found);
}
