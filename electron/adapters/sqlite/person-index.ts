/**
 * What cases are found by, in memory only: built from the sealed rows when somebody first searches or signs in, dropped
 * when they leave. Kept in the order of the queue, so that a page is cut out of one walk.
 */

import { fold } from './fold.ts';

/** What the index knows of one case. */
export interface IndexedCase {
  readonly ordinal: number;
  readonly id: string;
  /** One folded field a line: a search never reaches over the end of one. */
  readonly folded: string;
  readonly urgent: number;
  readonly receivedAt: string;
  readonly view: string;
}

export interface Found {
  readonly ordinals: readonly number[];
  readonly total: number;
}

/** Application number, card number, passport number, Latin and Chinese name, as a search sees them. */
export function searchText(fields: readonly string[]): string {
  const joined = fields.join('\n');
  // Most of what is on file is plain ASCII: then one look at the whole of it is enough.
  return /^[\n\x20-\x7e]*$/.test(joined) ? joined.toLowerCase() : fields.map(fold).join('\n');
}

/** `read` gives every case, or those with the ordinals; erased ones are left out. */
export function personIndex(
  read: (ordinals: readonly number[] | null) => readonly IndexedCase[],
  version: () => number,
) {
  let cases: IndexedCase[] | null = null;
  /** Made when the first act needs it. */
  let byOrdinal: Map<number, IndexedCase> | null = null;
  let builtAt = -1;
  /** Ordinals that the open transaction wrote. */
  const touched = new Set<number>();

  function ready(): readonly IndexedCase[] {
    // Another program wrote: only the one that holds the folder's lock knows what it touched.
    if (cases === null || builtAt !== version()) {
      cases = read(null).toSorted(inOrder);
      byOrdinal = null;
      builtAt = version();
    }
    return cases;
  }

  /** By its place in the order, not by looking through all: an index of a large office changes with every act. */
  function replace(ordinal: number, changed: IndexedCase | undefined, among: IndexedCase[]): void {
    byOrdinal ??= new Map(among.map((one) => [one.ordinal, one]));
    const former = byOrdinal.get(ordinal);
    if (former !== undefined) among.splice(placeOf(former, among), 1);
    byOrdinal.delete(ordinal);
    if (changed === undefined) return;
    among.splice(placeOf(changed, among), 0, changed);
    byOrdinal.set(ordinal, changed);
  }

  return {
    /** Builds it where it is not there. */
    ready,
    forget(): void {
      cases = null;
      byOrdinal = null;
    },
    touch: (ordinal: number): void => void touched.add(ordinal),
    discard: (): void => touched.clear(),
    /** After a commit: what was touched is read once more. */
    settle(): void {
      if (touched.size === 0) return;
      if (cases !== null) {
        const changed = new Map(read([...touched]).map((one) => [one.ordinal, one]));
        for (const ordinal of touched) replace(ordinal, changed.get(ordinal), cases);
      }
      touched.clear();
    },
    find(folded: string, view: string, offset: number, limit: number): Found {
      const ordinals: number[] = [];
      let total = 0;
      for (const one of ready()) {
        if ((view !== 'all' && one.view !== view) || !one.folded.includes(folded)) continue;
        if (total >= offset && ordinals.length < limit) ordinals.push(one.ordinal);
        total += 1;
      }
      return { ordinals, total };
    },
    /** The ids of every case that fits. */
    idsOf: (folded: string): ReadonlySet<string> =>
      new Set(ready().flatMap((one) => (one.folded.includes(folded) ? [one.id] : []))),
  };
}

function inOrder(one: IndexedCase, other: IndexedCase): number {
  if (one.urgent !== other.urgent) return other.urgent - one.urgent;
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt ? -1 : 1;
  return one.ordinal - other.ordinal;
}

function placeOf(sought: IndexedCase, cases: readonly IndexedCase[]): number {
  let [low, high] = [0, cases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = cases[middle];
    if (there !== undefined && inOrder(there, sought) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
