/** Two people destroy what was set aside, came back, or was a test card, at the close of the day, and sign a record of it. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Destruction } from '../../../shared/model/ledger.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import type { StockContext } from './context.ts';
import { allMoved, blanksOf } from './moved.ts';
import { endCards, noneIsOldCard } from './old-plastic.ts';

/** The record. Fails with `stock.notAtClose`, `stock.oldCard`, `stock.nothingToDestroy`, `stock.wrongPlace` for a blank that may still be used. */
export function destroyBlanks(
  input: ParsedInput<'stock.destroy'>,
  context: StockContext,
): Promise<Result<Destruction>> {
  return byTwo(destroyBlanksDeed(input, context), input.second, context);
}

/** The blanks as two people destroy them. */
export function destroyBlanksDeed(
  input: ParsedInput<'stock.destroy'>,
  context: StockContext,
): DeedByTwo<readonly Blank[], Destruction> {
  const { method } = input;
  const at = context.clock.now();
  return {
    action: 'stock.destroy',
    subjectId: 'destruction',
    find: (reader) => waiting(reader, input),
    shown: (blanks) => [method, blanks.map(({ serial, place, reason }) => [serial, place, reason])],
    act(tx, blanks, approval) {
      const after = allMoved(blanks, 'destroyed', at);
      if (!after.ok) return after;
      const ended = endCards(tx, blanks);
      if (!ended.ok) return ended;
      const auditSequence = tx.moveBlanks({ act: 'destroyed', at, approvalId: approval.id }, after.value);
      const row = {
        number: tx.nextDestruction(),
        day: tx.openDay()?.day ?? '',
        at: at.toISOString(),
        actor: context.actor.account,
        witness: approval.approver,
        method,
      };
      tx.insertDestruction({ ...row, approvalId: approval.id, auditSequence });
      tx.audit({
        action: 'stock.destroyed',
        subject: { kind: 'stock', id: `D-${row.number}` },
        outcome: 'ok',
        detail: { count: blanks.length, method, ...names(approval) },
      });
      return ok({ ...row, count: blanks.length });
    },
  };
}

function waiting(reader: Reader, { serials }: ParsedInput<'stock.destroy'>): Result<readonly Blank[]> {
  if (reader.openDay()?.state !== 'closing') return fail('stock.notAtClose', {});
  if (serials.length === 0) return fail('stock.nothingToDestroy', {});
  const blanks = blanksOf(reader, serials);
  const free = blanks.ok ? noneIsOldCard(reader, blanks.value) : ok(undefined);
  return free.ok ? blanks : free;
}
