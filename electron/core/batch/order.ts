/** Which card of a batch comes next: urgent ones at the next card boundary, and nobody waits for ever behind them. */

/** One case that waits in a batch. */
export interface BatchItem {
  /** Of the application. */
  readonly id: string;
  readonly urgent: boolean;
  /** When it joined the batch, milliseconds since 1970. */
  readonly since: number;
  /** Where a person put it; lower comes first among equals. */
  readonly place: number;
}

/** An ordinary case that has waited so long is as urgent as any. */
export const agesAfterMs = 30 * 60_000;

/** Whether it comes before every ordinary one, as an urgent case or one that has waited as long as is fair. */
export function goesFirst({ urgent, since }: BatchItem, now: number): boolean {
  return urgent || now - since >= agesAfterMs;
}

/** Urgent and aged ones first, the longest waiting of them before the others; else in the order of their places. */
export function orderOf<T extends BatchItem>(items: readonly T[], now: number): readonly T[] {
  return items.toSorted((one, other) => {
    const isFirst = goesFirst(one, now);
    if (isFirst !== goesFirst(other, now)) return isFirst ? -1 : 1;
    return isFirst ? one.since - other.since || one.place - other.place : one.place - other.place;
  });
}

/** The items, given in their order, with new places: that one just before `before`, or behind all. */
export function moved<T extends BatchItem>(items: readonly T[], id: string, before: string | null): readonly T[] {
  const one = items.find((item) => item.id === id);
  const others = items.filter((item) => item.id !== id);
  if (one === undefined) return items;
  const at = others.findIndex((item) => item.id === before);
  const order = others.toSpliced(at === -1 ? others.length : at, 0, one);
  return order.map((item, place) => ({ ...item, place }));
}
