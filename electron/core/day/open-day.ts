/** The day is opened by whoever comes first: clock, certificates and devices looked at, the writer tried, tray and safe counted. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import type { WorkDay } from '../../../shared/model/day.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Reader, Transaction } from '../ports.ts';
import { officeTotal } from '../stock/balance.ts';
import { checkClock, dayChecks } from './checks.ts';
import type { DayContext } from './context.ts';
import { checkCount, recordCount } from './count.ts';
import { testedOrWhyNot } from './self-test-of-day.ts';

type Input = ParsedInput<'day.open'>;

/**
 * The open day. Fails with `day.openAlready`, `day.closeMissed`, `day.closedAlready`, `day.clockBack`, `day.clockBehind`,
 * `day.clockJumped`, `day.countDiffers`, and without a self-test of that day with `day.notTested`, `day.testCardInStock`, `day.noFaultShown`.
 */
export async function openDay(input: Input, context: DayContext): Promise<Result<WorkDay>> {
  const { actor, store } = context;
  const permitted = requirePermission(actor, 'day.open');
  if (!permitted.ok) return permitted;
  const day = dayToOpen(store, input, context);
  if (!day.ok) return day;
  const counted = { day: day.value, occasion: 'open', counted: input.count, countedTwice: input.countedTwice } as const;
  const checks = await dayChecks(context);
  const tested = testedOrWhyNot(store, input.untested, checks, context);
  if (!tested.ok) return tested;
  const checked = checkCount(counted, context);
  if (!checked.ok) return checked;
  const unwell = checks.filter((check) => !check.ok).map(({ check }) => check);
  return store.commit(actor, (tx) => {
    const still = dayToOpen(tx, input, context);
    if (!still.ok) return still;
    const test = testedOrWhyNot(tx, input.untested, checks, context);
    if (!test.ok) return test;
    const { testCard, untested } = test.value;
    const opened = { ...dayRow(tx, still.value, input, context), testCard, untested };
    tx.insertDay(opened);
    const difference = recordCount(tx, counted, context);
    if (!difference.ok) return difference;
    tx.audit({
      action: 'day.opened',
      subject: { kind: 'day', id: opened.day },
      outcome: 'ok',
      detail: {
        opening: opened.opening,
        ...(unwell.length === 0 ? {} : { checks: unwell.join(', ') }),
        ...(testCard === null ? {} : { testCard }),
        ...(untested === null ? {} : { untested }),
      },
    });
    return ok(opened);
  });
}

type DayWithoutTest = Omit<WorkDay, 'testCard' | 'untested'>;

function dayRow(tx: Transaction, day: string, { note }: Input, { actor, clock }: DayContext): DayWithoutTest {
  return {
    day,
    state: 'open',
    openedAt: clock.now().toISOString(),
    openedBy: actor.account,
    closedAt: null,
    closedBy: null,
    isLate: false,
    opening: officeTotal(tx.countBlanks()),
    firstMovement: tx.lastMovement() + 1,
    balance: null,
    note: note === '' ? null : note,
    revision: 1,
  };
}

function dayToOpen(reader: Reader, input: Input, { profile, clock }: DayContext): Result<string> {
  const now = clock.now();
  const today = dayInChina(now);
  const open = reader.openDay();
  if (open !== undefined) {
    const isEarlier = profile.live && open.day < today;
    return isEarlier ? fail('day.closeMissed', { day: open.day }) : fail('day.openAlready', { day: open.day });
  }
  const day = afterLast(reader, today, now, profile.live);
  if (!day.ok) return day;
  const clockIsRight = checkClock(reader, now, input.clockConfirmed);
  return clockIsRight.ok ? day : clockIsRight;
}

/** A closed day stays closed, whatever the clock says. A training office practises the next one on the same date. */
function afterLast(reader: Reader, today: string, now: Date, live: boolean): Result<string> {
  const last = reader.lastClosedDay();
  if (last === undefined) return ok(today);
  // Asked first: a close that was made up for late lies after the day that it closed.
  const isBack = (reader.lastClose() ?? '') > now.toISOString();
  if (isBack || (live && last.day > today)) return fail('day.clockBack', { day: last.day });
  if (last.day < today) return ok(today);
  if (live) return fail('day.closedAlready', { day: last.day });
  return ok(new Date(Date.parse(`${last.day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10));
}
