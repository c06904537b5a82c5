/** Blanks go back to whoever supplied them, by two people, with the number of the paper that goes along. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import type { StockContext } from './context.ts';
import { allMoved, blanksOf } from './moved.ts';
import { mayBeTaken } from './sealed-box.ts';

/**
 * Fails with `stock.wrongPlace` where one lies neither in the safe nor in an envelope, and with `stock.bearsPerson` where one
 * was worked on for somebody: chip or print may tell of that person, so it is destroyed here. Fails with `stock.boxNotOpen`
 * for some of a closed box.
 */
export function sendBack(
  input: ParsedInput<'stock.sendBack'>,
  context: StockContext,
): Promise<Result<{ readonly count: number }>> {
  return byTwo(sendBackDeed(input, context), input.second, context);
}

/** The blanks as two people send them back. */
export function sendBackDeed(
  input: ParsedInput<'stock.sendBack'>,
  context: StockContext,
): DeedByTwo<readonly Blank[], { readonly count: number }> {
  const { serials, note } = input;
  const at = context.clock.now();
  return {
    action: 'stock.sendBack',
    subjectId: 'supplier',
    find: (reader) => (serials.length === 0 ? fail('notFound', { what: 'blank' }) : unusedOf(reader, serials)),
    shown: (blanks) => [note, blanks.map(({ serial, place }) => [serial, place])],
    act(tx, blanks, approval) {
      const after = allMoved(blanks, 'sentBack', at);
      if (!after.ok) return after;
      const noted = after.value.map((blank) => ({ ...blank, reason: note }));
      tx.moveBlanks({ act: 'sentBack', at, approvalId: approval.id }, noted);
      const detail = { count: blanks.length, ...names(approval) };
      tx.audit({ action: 'stock.sentBack', subject: { kind: 'stock', id: 'supplier' }, outcome: 'ok', detail });
      return ok({ count: blanks.length });
    },
  };
}

/** A job that was cancelled before a byte was written has let go of its blank; every other one is kept on it. */
function unusedOf(reader: Reader, serials: readonly BlankSerial[]): Result<readonly Blank[]> {
  const blanks = blanksOf(reader, serials);
  const used = blanks.ok ? blanks.value.find(({ jobId }) => jobId !== null) : undefined;
  if (used !== undefined) return fail('stock.bearsPerson', { blank: used.serial });
  const open = blanks.ok ? mayBeTaken(reader, blanks.value) : blanks;
  return open.ok ? blanks : open;
}
