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

/** Urgent and aged ones first, the longest waiting of them before the others; else in the order of their places. */
export function orderOf<T extends BatchItem>(items: readonly T[], now: number): readonly T[] {
  const isFirst = ({ urgent, since }: T): boolean => urgent || now - since >= agesAfterMs;
  return items.toSorted((one, other) => {
    if (isFirst(one) !== isFirst(other)) return isFirst(one) ? -1 : 1;
    return isFirst(one) ? one.since - other.since || one.place - other.place : one.place - other.place;
  });
}
