/**
 * Works through a batch: while one card is printed, the next is written, and never lie two written, unprinted cards about.
 * Everything else, pausing, urgent cases, a failed card, happens at the boundary between two cards.
 */

import { orderOf, type BatchItem } from './order.ts';

/** What became of one card at one device. */
export type StepOutcome =
  | { readonly kind: 'done' }
  /** The card was set aside or has to be looked at; the others go on. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The card is as it was before; nobody's card can go on before somebody has been here. */
  | { readonly kind: 'stopped'; readonly reason: string };

export interface BatchSteps<T extends BatchItem> {
  now(): number;
  encode(item: T): Promise<StepOutcome>;
  /** Calls `isFed` once the card has left the writer for the printer. */
  print(item: T, isFed: () => void): Promise<StepOutcome>;
}

export type BatchEnd = 'done' | 'paused';

export interface BatchReport<T> {
  readonly end: BatchEnd;
  /** Why it paused; null where a person asked for it, or where it is done. */
  readonly reason: string | null;
  readonly printed: readonly T[];
  readonly failed: readonly { readonly item: T; readonly reason: string }[];
}

export interface Batch<T extends BatchItem> {
  /** Takes part from the next boundary on. */
  add(item: T): void;
  /** False where it is no longer waiting. */
  remove(id: string): boolean;
  /** After the cards that are at a device now. */
  pause(): void;
  /** The cards that wait, in the order in which they would be taken now. */
  waiting(): readonly T[];
  /** Until nothing waits, or it pauses; called again to go on, the written card first. */
  run(): Promise<BatchReport<T>>;
}

export function createBatch<T extends BatchItem>(items: readonly T[], steps: BatchSteps<T>): Batch<T> {
  const waiting = new Map(items.map((item) => [item.id, item]));
  const printed: T[] = [];
  const failed: { readonly item: T; readonly reason: string }[] = [];
  /** Written and not printed yet; never more than one. */
  let written: T | null = null;
  let isPausing = false;
  let stopReason: string | null = null;

  function stop(reason: string): void {
    isPausing = true;
    stopReason ??= reason;
  }

  async function encodeNext(): Promise<T | null> {
    const [next] = isPausing ? [] : orderOf([...waiting.values()], steps.now());
    if (next === undefined) return null;
    waiting.delete(next.id);
    const outcome = await steps.encode(next);
    if (outcome.kind === 'done') return next;
    if (outcome.kind === 'failed') failed.push({ item: next, reason: outcome.reason });
    else {
      waiting.set(next.id, next);
      stop(outcome.reason);
    }
    return null;
  }

  /** The next one is written as soon as this one has left the writer. */
  async function printWhile(item: T): Promise<T | null> {
    let tell: (wasFed: boolean) => void = () => undefined;
    const fed = new Promise<boolean>((resolve) => (tell = resolve));
    const encoding = fed.then((wasFed) => (wasFed ? encodeNext() : null));
    const outcome = await steps.print(item, () => tell(true));
    tell(false);
    if (outcome.kind === 'done') printed.push(item);
    if (outcome.kind === 'failed') failed.push({ item, reason: outcome.reason });
    if (outcome.kind === 'stopped') stop(outcome.reason);
    const next = await encoding;
    if (outcome.kind !== 'stopped') return next;
    // It was fed and came back unprinted: the later card waits in a slot of its own until the batch goes on.
    if (next !== null) waiting.set(next.id, next);
    return item;
  }

  return {
    add: (item) => void waiting.set(item.id, item),
    remove: (id) => waiting.delete(id),
    pause: () => void (isPausing = true),
    waiting: () => orderOf([...waiting.values()], steps.now()),
    async run() {
      isPausing = false;
      stopReason = null;
      for (;;) {
        if (isPausing) return { end: 'paused', reason: stopReason, printed, failed };
        if (written !== null) written = await printWhile(written);
        else if (waiting.size === 0) return { end: 'done', reason: null, printed, failed };
        else written = await encodeNext();
      }
    },
  };
}
