/** A batch at the machines: in what order, how fast, and what one bad card means for the others. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { agesAfterMs, orderOf, type BatchItem } from '../../../electron/core/batch/order.ts';
import { createBatch, type BatchSteps, type StepOutcome } from '../../../electron/core/batch/pipeline.ts';

const encodeMs = 4000;
const printMs = 15_000;
const tapMs = 500;

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

function item(place: number, change: Partial<BatchItem> = {}): BatchItem {
  return { id: `case-${place}`, urgent: false, since: 0, place, ...change };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const done: StepOutcome = { kind: 'done' };

interface Desk {
  readonly steps: BatchSteps<BatchItem>;
  readonly log: string[];
  /** The most written and unprinted cards at one time that were not at a device. */
  readonly mostLying: () => number;
}

/** Devices of fixed times. `fate` says what becomes of a card at a device, once. */
function desk(fate: Readonly<Record<string, StepOutcome>> = {}, isWriterFree = true): Desk {
  const fates = new Map(Object.entries(fate));
  const log: string[] = [];
  let lying = 0;
  let most = 0;
  const take = (key: string): StepOutcome => {
    const found = fates.get(key) ?? done;
    fates.delete(key);
    return found;
  };
  return {
    log,
    mostLying: () => most,
    steps: {
      now: () => Date.now(),
      async encode({ id }) {
        await pause(encodeMs);
        const outcome = take(`encode ${id}`);
        log.push(`encoded ${id}: ${outcome.kind}`);
        if (outcome.kind === 'done') most = Math.max(most, (lying += 1));
        return outcome;
      },
      async print({ id }, isFed) {
        const outcome = take(`print ${id}`);
        if (outcome.kind === 'stopped') return outcome;
        await pause(tapMs);
        lying -= 1;
        isFed(isWriterFree);
        await pause(printMs - tapMs);
        log.push(`printed ${id}: ${outcome.kind}`);
        return outcome;
      },
    },
  };
}

async function finished<T>(running: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return running;
}

test('twenty cards take at most 1.05 times as long as the slowest device needs for them', async () => {
  const { steps, mostLying } = desk();
  const items = Array.from({ length: 20 }, (_, place) => item(place));

  const report = await finished(createBatch(items, steps).run());

  expect(report.printed.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  expect(Date.now()).toBeLessThanOrEqual(1.05 * 20 * printMs);
  expect(mostLying()).toBe(1);
});

describe('the order', () => {
  test('is that of the places, urgent ones first', () => {
    const items = [item(2), item(1), item(3, { urgent: true })];

    expect(orderOf(items, 0).map(({ place }) => place)).toEqual([3, 1, 2]);
  });

  test('lets no ordinary case wait for ever behind urgent ones', () => {
    const old = item(9, { since: 0 });
    const urgent = item(1, { urgent: true, since: 1000 });

    expect(orderOf([urgent, old], agesAfterMs - 1)[0]).toBe(urgent);
    expect(orderOf([urgent, old], agesAfterMs)[0]).toBe(old);
  });

  test('lets an urgent case in at the next card boundary, and not before', async () => {
    const { steps, log } = desk();
    const batch = createBatch([item(1), item(2), item(3)], steps);
    const running = batch.run();
    await vi.advanceTimersByTimeAsync(encodeMs + tapMs + 100);

    batch.add(item(9, { urgent: true, since: Date.now() }));
    await finished(running);

    expect(log.filter((line) => line.startsWith('printed'))).toEqual([
      'printed case-1: done',
      'printed case-2: done',
      'printed case-9: done',
      'printed case-3: done',
    ]);
  });
});

describe('a person at the batch', () => {
  test('puts a case before another one, or behind all', async () => {
    const { steps } = desk();
    const batch = createBatch([item(1), item(2), item(3)], steps);

    const isMoved = [batch.move('case-3', 'case-1'), batch.move('case-1', null)];

    expect([isMoved, batch.waiting().map(({ id }) => id)]).toEqual([
      [true, true],
      ['case-3', 'case-2', 'case-1'],
    ]);
  });

  test('cannot put an ordinary case before an urgent one, nor an urgent one behind', async () => {
    const { steps } = desk();
    const batch = createBatch([item(1), item(2), item(3, { urgent: true })], steps);

    const isMoved = [batch.move('case-2', 'case-3'), batch.move('case-3', null)];

    expect([isMoved, batch.waiting().map(({ id }) => id)]).toEqual([
      [true, false],
      ['case-3', 'case-2', 'case-1'],
    ]);
  });

  test('hurries a waiting case past the others, but none that is at a device', async () => {
    const { steps, log } = desk();
    const batch = createBatch([item(1), item(2), item(3)], steps);
    const running = batch.run();
    await vi.advanceTimersByTimeAsync(100);

    const isHurried = [batch.hurry('case-1'), batch.hurry('case-3'), batch.move('case-1', null)];
    await finished(running);

    expect(isHurried).toEqual([false, true, false]);
    expect(log.filter((line) => line.startsWith('encoded'))).toEqual([
      'encoded case-1: done',
      'encoded case-3: done',
      'encoded case-2: done',
    ]);
  });

  test('sees where each card is, each card once, and whose card is about to be fed', async () => {
    const { steps } = desk();
    const batch = createBatch([item(1), item(2), item(3)], steps);
    const seen = (): string[] => batch.placed().map(({ item: { id }, station }) => `${id} ${station}`);
    const running = batch.run();

    await vi.advanceTimersByTimeAsync(100);
    const first = seen();
    await vi.advanceTimersByTimeAsync(encodeMs);
    const second = seen();
    await vi.advanceTimersByTimeAsync(tapMs);
    const third = seen();
    await finished(running);

    expect(first).toEqual(['case-1 writing', 'case-2 waiting', 'case-3 waiting']);
    expect(second).toEqual(['case-1 tapping', 'case-2 waiting', 'case-3 waiting']);
    expect(third).toEqual(['case-1 printing', 'case-2 writing', 'case-3 waiting']);
    expect(seen()).toEqual(['case-1 printed', 'case-2 printed', 'case-3 printed']);
  });
});

describe('a bad card', () => {
  test('is put aside, and the others go on', async () => {
    const failed: StepOutcome = { kind: 'failed', reason: 'print.evidenceDisagrees' };
    const chip: StepOutcome = { kind: 'failed', reason: 'encode.failed' };
    const { steps } = desk({ 'print case-1': failed, 'encode case-2': chip });

    const report = await finished(createBatch([item(1), item(2), item(3)], steps).run());

    expect(report).toMatchObject({
      end: 'done',
      printed: [{ id: 'case-3' }],
      failed: [
        { item: { id: 'case-2' }, reason: 'encode.failed' },
        { item: { id: 'case-1' }, reason: 'print.evidenceDisagrees' },
      ],
    });
  });

  test('stops the batch where nothing can go on, which goes on with that very card', async () => {
    const empty: StepOutcome = { kind: 'stopped', reason: 'printer.notReady' };
    const { steps, log } = desk({ 'print case-1': empty });
    const batch = createBatch([item(1), item(2)], steps);

    const first = await finished(batch.run());
    const waitingThen = batch.waiting().map(({ id }) => id);
    const second = await finished(batch.run());

    expect([first.end, first.reason, waitingThen]).toEqual(['paused', 'printer.notReady', ['case-2']]);
    expect([second.end, second.printed.map(({ id }) => id)]).toEqual(['done', ['case-1', 'case-2']]);
    expect(log.filter((line) => line === 'encoded case-1: done')).toHaveLength(1);
  });
});

test('a pause ends at a card boundary, and what was written is printed first afterwards', async () => {
  const { steps, log } = desk();
  const batch = createBatch([item(1), item(2), item(3)], steps);
  const running = batch.run();
  await vi.advanceTimersByTimeAsync(encodeMs + printMs / 2);

  batch.pause();
  const paused = await finished(running);
  const before = [...log];
  batch.remove('case-3');
  const report = await finished(batch.run());

  expect([paused.end, before]).toEqual([
    'paused',
    ['encoded case-1: done', 'encoded case-2: done', 'printed case-1: done'],
  ]);
  expect(report.printed.map(({ id }) => id)).toEqual(['case-1', 'case-2']);
});

test('a bug at the writer is told once the card in the printer is done, and the rest can go on', async () => {
  const { steps, log } = desk();
  const encode: typeof steps.encode = async (one) => {
    if (one.id === 'case-1') throw new Error('a bug');
    return steps.encode(one);
  };
  const batch = createBatch([item(0), item(1), item(2)], { ...steps, encode });

  const bug = await finished(batch.run().catch((thrown: unknown) => String(thrown)));
  const then = batch.placed().map(({ item: { id }, station, reason }) => [id, station, reason]);
  const report = await finished(batch.run());

  expect([bug, then]).toEqual([
    'Error: a bug',
    [
      ['case-2', 'waiting', null],
      ['case-1', 'failed', 'internal'],
      ['case-0', 'printed', null],
    ],
  ]);
  expect([report.end, log.at(-1)]).toEqual(['done', 'printed case-2: done']);
});

test('a bug at the printer leaves the next card written', async () => {
  const { steps, log } = desk();
  const print: typeof steps.print = async (one, isFed) => {
    if (one.id !== 'case-0') return steps.print(one, isFed);
    isFed(true);
    throw new Error('a bug');
  };
  const batch = createBatch([item(0), item(1)], { ...steps, print });

  const bug = await finished(batch.run().catch((thrown: unknown) => String(thrown)));
  const report = await finished(batch.run());

  expect([bug, report.failed.map(({ item: { id }, reason }) => [id, reason])]).toEqual([
    'Error: a bug',
    [['case-0', 'internal']],
  ]);
  expect([report.end, log.at(-1)]).toEqual(['done', 'printed case-1: done']);
});
