/**
 * The balance of a day: what was there and came in is what is there and went out (docs/design.md section 10). What lies in
 * the office is counted by hand at the close; what left it is known from the ledger.
 */

import type { Balance } from '../../../shared/model/day.ts';
import { blankPlaceSchema, type BlankPlace } from '../../../shared/model/stock.ts';
import type { StockFlow } from './ledger-store.ts';

const goneFromOffice = ['handedOver', 'destroyed', 'transferred', 'lost'] as const satisfies readonly BlankPlace[];
const gone: ReadonlySet<BlankPlace> = new Set(goneFromOffice);

/** What lies in the office, in the order in which places are shown. */
export const officePlaces: readonly BlankPlace[] = blankPlaceSchema.options.filter((place) => !gone.has(place));

type Counts = Readonly<Record<BlankPlace, number>>;

/** How many blanks and cards lie in the office. */
export function officeTotal(counts: Counts): number {
  return officePlaces.reduce((sum, place) => sum + counts[place], 0);
}

/** `flow`: of the day. `counts`: where the ledger has the blanks now. */
export function balanceOf(opening: number, counts: Counts, flow: readonly StockFlow[]): Balance {
  const sum = (which: (one: StockFlow) => boolean): number =>
    flow.filter(which).reduce((total, { count }) => total + count, 0);
  const wasGone = (from: BlankPlace | null): boolean => from !== null && gone.has(from);
  const isNew = (one: StockFlow): boolean => one.act === 'received' || one.act === 'setUp' || one.act === 'carriedOver';
  return {
    opening,
    received: sum(isNew),
    transferredIn: sum(({ act }) => act === 'transferredIn'),
    found: sum(({ act }) => act === 'found'),
    cameBack: sum(({ act, from, to }) => wasGone(from) && !gone.has(to) && act !== 'transferredIn' && act !== 'found'),
    inOffice: Object.fromEntries(officePlaces.map((place) => [place, counts[place]])),
    left: Object.fromEntries(
      goneFromOffice.map((place) => [place, sum(({ to, from }) => to === place && !wasGone(from))]),
    ),
  };
}

/** Both sides of the equation; they differ only where rows were altered behind the program's back. */
export function sidesOf(balance: Balance): { readonly came: number; readonly accounted: number } {
  const { opening, received, transferredIn, found, cameBack, inOffice, left } = balance;
  const total = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { came: opening + received + transferredIn + found + cameBack, accounted: total(inOffice) + total(left) };
}
