/** From the safe into this workstation's tray and back. A box is opened first; whoever opens it looks at its seal. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Box } from '../../../shared/model/ledger.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Transaction } from '../ports.ts';
import type { BlankEvent } from './blank-state.ts';
import type { StockContext } from './context.ts';
import { allMoved } from './moved.ts';
import { boxOf } from './receive-box.ts';

export function openBox(input: ParsedInput<'stock.openBox'>, context: StockContext): Result<Box> {
  const { actor, store, clock } = context;
  const permitted = requirePermission(actor, 'stock.openBox');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const box = boxOf(tx, input.box);
    if (!box.ok) return box;
    if (box.value.openedAt !== null) return fail('stock.boxOpenAlready', { box: input.box });
    tx.openBox(input.box, actor.account, clock.now());
    const subject = { kind: 'stock', id: input.box } as const;
    tx.audit({ action: 'stock.boxOpened', subject, outcome: 'ok', detail: { count: box.value.left } });
    return boxOf(tx, input.box);
  });
}

/** Fails with `stock.boxNotOpen`, `stock.tooFew`. */
export function loadTray(input: ParsedInput<'stock.load'>, context: StockContext): Result<CallOutput<'stock.load'>> {
  const { actor, store } = context;
  const permitted = requirePermission(actor, 'stock.load');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const box = boxOf(tx, input.box);
    if (!box.ok) return box;
    if (box.value.openedAt === null) return fail('stock.boxNotOpen', { box: input.box });
    return move(tx, tx.blanksInBox(input.box, input.count), 'loaded', input.count, context);
  });
}

export function unloadTray(
  input: ParsedInput<'stock.unload'>,
  context: StockContext,
): Result<CallOutput<'stock.unload'>> {
  const { actor, store } = context;
  const permitted = requirePermission(actor, 'stock.unload');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => move(tx, tx.endOfTray(input.count), 'unloaded', input.count, context));
}

function move(
  tx: Transaction,
  blanks: readonly Blank[],
  act: BlankEvent,
  count: number,
  { clock }: StockContext,
): Result<{ readonly inTray: number }> {
  if (blanks.length < count) return fail('stock.tooFew', { count, there: blanks.length });
  const at = clock.now();
  const after = allMoved(blanks, act, at);
  if (!after.ok) return after;
  tx.moveBlanks({ act, at }, after.value);
  return ok({ inTray: tx.countBlanks().inTray });
}
