/** A box that nobody has opened goes as it is or not at all: whoever takes some of its blanks has broken its seal. */

import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';

/** Fails with `stock.boxNotOpen` where these are some of what lies in a box, and not all. */
export function mayBeTaken(reader: Reader, blanks: readonly Blank[]): Result<void> {
  const boxed = blanks.filter(({ place }) => place === 'boxed');
  for (const name of new Set(boxed.map(({ box }) => box))) {
    const box = reader.box(name);
    const taken = boxed.filter((blank) => blank.box === name).length;
    if (box?.openedAt === null && taken < box.left) return fail('stock.boxNotOpen', { box: name });
  }
  return ok(undefined);
}
