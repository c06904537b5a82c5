/**
 * Works through a batch: while one card is printed, the next is written, and nothing is written while a written card lies
 * unprinted.
 * Everything else, pausing, urgent cases, a failed card, happens at the boundary between two cards.
 */

import type { BatchStation } from '../../../shared/model/batch.ts';
import type { AppError } from '../../../shared/result.ts';
import { goesFirst, moved, orderOf, type BatchItem } from './order.ts';

/** What became of one card at one device. */
export type StepOutcome =
  | { readonly kind: 'done' }
  /** The card was set aside or has to be looked at; the others go on. */
  | { readonly kind: 'failed'; readonly reason: string; readonly error?: AppError }
  /** The card is as it was before; nobody's card can go on before somebody has been here. */
  | { readonly kind: 'stopped'; readonly reason: string; readonly error?: AppError };

export type PrintStepOutcome =
  | StepOutcome
  /** The printer is done with it, and cannot say how it went; the others go on. */
  | { readonly kind: 'toLookAt' };

export interface BatchSteps<T extends BatchItem> {
  now(): number;
  encode(item: T): Promise<StepOutcome>;
  /**
   * Calls `isFed` once the card is the printer's; the writer is free for the next one then, unless it is a part of the
   * printer.
   */
  print(item: T, isFed: (isWriterFree: boolean) => void): Promise<PrintStepOutcome>;
  /** Something is elsewhere than it was. */
  onChange?(): void;
}

export interface Placed<T> {
  readonly item: T;
  readonly station: BatchStation;
  /** Why it failed; null elsewhere. */
  readonly reason: string | null;
  readonly error: AppError | null;
}

export type BatchEnd = 'done' | 'paused';

interface Failed<T> {
  readonly item: T;
  readonly reason: string;
  readonly error: AppError | null;
}

export interface BatchReport<T> {
  readonly end: BatchEnd;
  /** Why it paused; null where a person asked for it, or where it is done. */
  readonly reason: string | null;
  readonly printed: readonly T[];
  readonly toLookAt: readonly T[];
  readonly failed: readonly Failed<T>[];
  /** The failure that stopped it; null where nothing did. */
  readonly error: AppError | null;
}

export interface Batch<T extends BatchItem> {
  /** Takes part from the next boundary on. */
  add(item: T): void;
  /** False where it is no longer waiting. */
  remove(id: string): boolean;
  /** From the next card boundary on before every ordinary one. False where it is no longer waiting. */
  hurry(id: string): boolean;
  /** False where it is no longer waiting, or goes first as it is. */
  isMovable(id: string): boolean;
  /** Just before `before`, or behind all. False where it is not movable. */
  move(id: string, before: string | null): boolean;
  /** Every case and where it is now: those at the devices first, then those that wait, in order. */
  placed(): readonly Placed<T>[];
  isRunning(): boolean;
  isPausing(): boolean;
  /** After the cards that are at a device now. */
  pause(): void;
  /** The cards that wait, in the order in which they would be taken now. */
  waiting(): readonly T[];
  /** Until nothing waits, or it pauses; called again to go on, the written card first. */
  run(): Promise<BatchReport<T>>;
}

/** `alreadyWritten`: cards that lie written and unprinted, from before; they are printed first, in their order. */
export function createBatch<T extends BatchItem>(
  items: readonly T[],
  steps: BatchSteps<T>,
  alreadyWritten: readonly T[] = [],
): Batch<T> {
  const waiting = new Map(items.map((item) => [item.id, item]));
  const printed: T[] = [];
  const toLookAt: T[] = [];
  const failed: Failed<T>[] = [];
  /** Written and not printed yet: the next for the printer first, the others in numbered slots. */
  const written: T[] = [...alreadyWritten];
  let isPausing = false;
  let isRunning = false;
  let stopReason: string | null = null;
  let stopError: AppError | null = null;
  const atDevice = new Map<T, BatchStation>(written.map((item) => [item, 'written']));
  const told = (): void => steps.onChange?.();

  function put(item: T, station: BatchStation): void {
    atDevice.set(item, station);
    told();
  }

  function stop(reason: string, error: AppError | null): void {
    isPausing = true;
    if (stopReason !== null) return;
    stopReason = reason;
    stopError = error;
  }

  /** A bug ends the run; its card is told of as failed, the others stay where they are. */
  async function orBroken<O>(item: T, step: Promise<O>): Promise<O> {
    try {
      return await step;
    } catch (bug) {
      atDevice.delete(item);
      failed.push({ item, reason: 'internal', error: null });
      told();
      throw bug;
    }
  }

  async function encodeNext(): Promise<void> {
    const [next] = isPausing ? [] : orderOf([...waiting.values()], steps.now());
    if (next === undefined) return;
    waiting.delete(next.id);
    put(next, 'writing');
    const outcome = await orBroken(next, steps.encode(next));
    if (outcome.kind === 'done') {
      written.push(next);
      put(next, 'written');
      return;
    }
    atDevice.delete(next);
    if (outcome.kind === 'failed') failed.push({ item: next, reason: outcome.reason, error: outcome.error ?? null });
    else {
      waiting.set(next.id, next);
      stop(outcome.reason, outcome.error ?? null);
    }
    told();
  }

  /** The next one is written as soon as this one has left the writer, and nothing else lies written. */
  async function printWhile(item: T): Promise<void> {
    let tell: (mayWrite: boolean) => void = () => undefined;
    const fed = new Promise<boolean>((resolve) => (tell = resolve));
    const encoding = fed.then((mayWrite) => (mayWrite && written.length === 0 ? encodeNext() : undefined));
    // What breaks at the writer is told once the printer is done with its card: see the end.
    encoding.catch(() => undefined);
    put(item, 'tapping');
    const printing = steps.print(item, (isWriterFree) => {
      put(item, 'printing');
      tell(isWriterFree);
    });
    const outcome = await orBroken(item, printing).catch(async (bug: unknown) => {
      tell(false);
      await encoding.catch(() => undefined);
      throw bug;
    });
    tell(false);
    atDevice.delete(item);
    if (outcome.kind === 'stopped') put(item, 'written');
    if (outcome.kind === 'done') printed.push(item);
    if (outcome.kind === 'toLookAt') toLookAt.push(item);
    if (outcome.kind === 'failed') failed.push({ item, reason: outcome.reason, error: outcome.error ?? null });
    if (outcome.kind === 'stopped') stop(outcome.reason, outcome.error ?? null);
    told();
    await encoding;
    // It came back unprinted: it is the next again, and one of the two waits in a numbered slot.
    if (outcome.kind === 'stopped') written.unshift(item);
  }

  async function work(): Promise<BatchReport<T>> {
    for (;;) {
      if (isPausing) return { end: 'paused', reason: stopReason, error: stopError, printed, toLookAt, failed };
      const next = written.shift();
      if (next !== undefined) await printWhile(next);
      else if (waiting.size === 0) return { end: 'done', reason: null, error: null, printed, toLookAt, failed };
      else await encodeNext();
    }
  }

  /** As they would be taken now. */
  function order(): readonly T[] {
    return orderOf([...waiting.values()], steps.now());
  }

  function isMovable(id: string): boolean {
    const item = waiting.get(id);
    return item !== undefined && !goesFirst(item, steps.now());
  }

  function replace(changed: readonly T[]): void {
    for (const item of changed) waiting.set(item.id, item);
    told();
  }

  return {
    add: (item) => replace([item]),
    remove(id) {
      const isRemoved = waiting.delete(id);
      told();
      return isRemoved;
    },
    hurry(id) {
      const item = waiting.get(id);
      if (item !== undefined) replace([{ ...item, urgent: true }]);
      return item !== undefined;
    },
    isMovable,
    move(id, before) {
      if (!isMovable(id)) return false;
      replace(moved(order(), id, before));
      return true;
    },
    pause() {
      isPausing = true;
      told();
    },
    waiting: order,
    placed: () => [
      ...[...atDevice].map(([item, station]) => ({ item, station, reason: null, error: null })),
      ...order().map((item) => ({ item, station: 'waiting' as const, reason: null, error: null })),
      ...failed.map((one) => ({ ...one, station: 'failed' as const })),
      ...toLookAt.map((item) => ({ item, station: 'toLookAt' as const, reason: null, error: null })),
      ...printed.map((item) => ({ item, station: 'printed' as const, reason: null, error: null })),
    ],
    isRunning: () => isRunning,
    isPausing: () => isRunning && isPausing,
    async run() {
      isPausing = false;
      isRunning = true;
      stopReason = null;
      stopError = null;
      told();
      try {
        return await work();
      } finally {
        isRunning = false;
        told();
      }
    },
  };
}
