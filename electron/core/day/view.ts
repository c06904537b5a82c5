/** What the day's screen shows. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { DayView, StockDifference } from '../../../shared/model/day.ts';
import type { StockContext } from '../stock/context.ts';
import type { StoredCount } from '../stock/ledger-store.ts';
import { leftOver } from './left-over.ts';
import { mayBegin } from './may-begin.ts';

export function dayView(context: Pick<StockContext, 'store' | 'profile' | 'clock'>): DayView {
  const { store, clock } = context;
  const today = dayInChina(clock.now());
  const current = store.openDay() ?? null;
  const blocked = mayBegin(store, context);
  return {
    current,
    last: store.lastClosedDay() ?? null,
    today,
    isOverdue: context.profile.live && current !== null && current.day < today,
    blockedBy: blocked.ok ? null : blocked.error.kind,
    differences: store.unexplained().map(differenceOf),
    shifts: current === null ? [] : [...store.shiftHandOvers(current.day)],
    leftOver: leftOver(store),
  };
}

/** Only the places that differ. */
export function differenceOf({
  at,
  actor,
  expected,
  counted,
  approvalId: _approval,
  ...rest
}: StoredCount): StockDifference {
  const differing = Object.keys(expected).filter((place) => expected[place] !== counted[place]);
  const only = (counts: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(differing.map((place) => [place, counts[place] ?? 0]));
  return { ...rest, raisedAt: at, raisedBy: actor, expected: only(expected), counted: only(counted) };
}
