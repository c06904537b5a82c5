/** The serials from the first of a box to its last: the same letters and width, counted upwards. */

import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** No maker packs more into one box. */
export const mostInBox = 5000;

/** Fails with `stock.badRange`. */
export function serialRange(first: BlankSerial, last: BlankSerial): Result<readonly BlankSerial[]> {
  const [from, to] = [partsOf(first), partsOf(last)];
  const bad = fail('stock.badRange', { first, last, most: mostInBox });
  if (from === undefined || to === undefined) return bad;
  const count = to.number - from.number + 1;
  if (from.letters !== to.letters || from.width !== to.width || count < 1 || count > mostInBox) return bad;
  return ok(
    Array.from({ length: count }, (_, index) =>
      blankSerialSchema.parse(`${from.letters}${String(from.number + index).padStart(from.width, '0')}`),
    ),
  );
}

function partsOf(serial: string): { letters: string; width: number; number: number } | undefined {
  const [, letters = '', digits = ''] = /^(.*?)(\d{1,12})$/.exec(serial) ?? [];
  return digits === '' ? undefined : { letters, width: digits.length, number: Number(digits) };
}
