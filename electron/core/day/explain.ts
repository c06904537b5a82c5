/** Two people explain a count that differed; until then no card is begun. Correcting the stock itself is another act. */

import type { ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import type { StockContext } from '../stock/context.ts';
import type { StoredCount } from '../stock/ledger-store.ts';

/** Fails with `stock.notDiffering` where there is nothing (more) to explain. */
export function explainDifference(
  input: ParsedInput<'stock.explain'>,
  context: StockContext,
): Promise<Result<Record<string, never>>> {
  return byTwo(explainDifferenceDeed(input, context), input.second, context);
}

/** The count as two people explain it. */
export function explainDifferenceDeed(
  input: ParsedInput<'stock.explain'>,
  context: StockContext,
): DeedByTwo<StoredCount, Record<string, never>> {
  const { number, cause, explanation } = input;
  return {
    action: 'stock.explain',
    subjectId: String(number),
    find: (reader) => differing(reader, number),
    shown: ({ expected, counted }) => [number, expected, counted, cause, explanation],
    act(tx, count, approval) {
      const explainedBy = context.actor.account;
      const explainedAt = context.clock.now().toISOString();
      const who = { explainedBy, approvedBy: approval.approver, approvalId: approval.id, explainedAt };
      tx.explainCount({ ...count, cause, explanation, ...who });
      const detail = { number, cause, ...names(approval) };
      tx.audit({ action: 'stock.explained', subject: { kind: 'day', id: count.day }, outcome: 'ok', detail });
      return ok({});
    },
  };
}

function differing(reader: Reader, number: number): Result<StoredCount> {
  const count = reader.unexplained().find((one) => one.number === number);
  return count === undefined ? fail('stock.notDiffering', {}) : ok(count);
}
