/** What honest people say at the desk and at the count: the input of calls that tests have to get past. */

import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import type { FullCount } from '../../shared/model/day.ts';

/** What an honest count comes to. */
export function countOf(store: Pick<OpenStore, 'countBlanks'>): FullCount {
  const { boxed, inTray, setAside, test, returned, suspended, finished } = store.countBlanks();
  return { boxed, inTray, setAside, test, returned, suspended, finished };
}

/** What whoever opens a day says of it, in an office that has no test card. */
export function openingWith({ boxed, inTray }: Pick<FullCount, 'boxed' | 'inTray'>) {
  const count = { boxed, inTray };
  return { count, countedTwice: false, untested: 'noTestCard', clockConfirmed: false, note: '' } as const;
}

/** A line with the pen. */
export const penLine = {
  means: 'pen' as const,
  strokes: [[[1000, 1000] as [number, number], [5000, 2500] as [number, number]]],
};
