/**
 * The close: from its beginning on no card is begun, those under way go on; rejects, envelopes, custody and unfinished jobs
 * are looked at, everything is counted, and the two sides of the day's balance agree. A missed close is made up for later.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import type { WorkDay } from '../../../shared/model/day.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission, type Action } from '../access/permissions.ts';
import type { Reader, Transaction } from '../ports.ts';
import { balanceOf, sidesOf } from '../stock/balance.ts';
import type { DayContext } from './context.ts';
import { checkCount, recordCount } from './count.ts';
import { leftOver } from './left-over.ts';

/** Fails with `day.notOpen`, `day.closing`. */
export function beginClose(context: DayContext): Result<WorkDay> {
  return turn('day.beginClose', 'closing', context);
}

/** Back to work, while nothing was counted. Fails with `day.notClosing`. */
export function resumeDay(context: DayContext): Result<WorkDay> {
  return turn('day.resume', 'open', context);
}

function turn(action: Action, state: 'open' | 'closing', { actor, store, clock }: DayContext): Result<WorkDay> {
  const permitted = requirePermission(actor, action);
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const day = tx.openDay();
    if (day === undefined) return fail('day.notOpen', { day: dayInChina(clock.now()) });
    if (day.state === state) {
      return state === 'closing' ? fail('day.closing', { day: day.day }) : fail('day.notClosing', { day: day.day });
    }
    const turned: WorkDay = { ...day, state, revision: day.revision + 1 };
    tx.updateDay(turned);
    const subject = { kind: 'day', id: day.day } as const;
    tx.audit({ action: state === 'closing' ? 'day.closing' : 'day.resumed', subject, outcome: 'ok', detail: {} });
    return ok(turned);
  });
}

/**
 * The closed day with its balance. Fails with `day.notClosing`, `day.cardRunning`, `day.leftOver` where what is left over was
 * not looked at, `day.countDiffers`, and with `stock.ledgerBroken` where the ledger itself does not add up.
 */
export function closeDay(input: ParsedInput<'day.close'>, context: DayContext): Result<WorkDay> {
  const { actor, store, devices } = context;
  const permitted = requirePermission(actor, 'day.close');
  if (!permitted.ok) return permitted;
  const day = mayClose(store, input, context);
  if (!day.ok) return day;
  if (devices.isBusy()) return fail('day.cardRunning', {});
  const { count: counted, countedTwice } = input;
  const count = { day: day.value.day, occasion: 'close', counted, countedTwice } as const;
  const checked = checkCount(count, context);
  if (!checked.ok) return checked;
  return store.commit(actor, (tx) => {
    const still = mayClose(tx, input, context);
    if (!still.ok) return still;
    const differs = recordCount(tx, count, context);
    return differs.ok ? closeIn(tx, still.value, differs.value, input.note, context) : differs;
  });
}

function mayClose(reader: Reader, input: ParsedInput<'day.close'>, { clock }: DayContext): Result<WorkDay> {
  const day = reader.openDay();
  if (day === undefined) return fail('day.notOpen', { day: dayInChina(clock.now()) });
  if (day.state !== 'closing') return fail('day.notClosing', { day: day.day });
  const { envelopes, unfinishedJobs: unfinished } = leftOver(reader);
  const isSeen = input.leftOverSeen || envelopes + unfinished === 0;
  return isSeen ? ok(day) : fail('day.leftOver', { envelopes, unfinished });
}

function closeIn(
  tx: Transaction,
  day: WorkDay,
  differs: boolean,
  note: string,
  { actor, clock }: DayContext,
): Result<WorkDay> {
  const now = clock.now();
  const balance = balanceOf(day.opening, tx.countBlanks(), tx.flowSince(day.firstMovement));
  const { came, accounted } = sidesOf(balance);
  if (came !== accounted) return fail('stock.ledgerBroken', { came, accounted });
  const isLate = dayInChina(now) > day.day;
  const closed: WorkDay = {
    ...day,
    state: 'closed',
    closedAt: now.toISOString(),
    closedBy: actor.account,
    isLate,
    balance,
    note: [day.note ?? '', note].filter((part) => part !== '').join('\n') || null,
    revision: day.revision + 1,
  };
  tx.updateDay(closed);
  const detail = { late: isLate, total: accounted, differs };
  tx.audit({ action: 'day.closed', subject: { kind: 'day', id: day.day }, outcome: 'ok', detail });
  return ok(closed);
}
