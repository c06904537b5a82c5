// The search index follows the log while the window is open: page by page, never while a card is at a device.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepIndexed } from '../../../electron/app/keep-indexed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A log that is so many pages ahead of its index. */
function station(pages: number) {
  const state = { left: pages, asked: 0, busy: false, bugs: 0, broken: false };
  return {
    state,
    store: {
      indexAudit(most?: number): boolean {
        if (state.broken) throw new Error('disk full');
        expect(most).toBe(1);
        state.asked += 1;
        state.left = Math.max(0, state.left - 1);
        return state.left === 0;
      },
    },
    devices: { isBusy: () => state.busy },
    log: { bug: () => String((state.bugs += 1)) },
  };
}

test('three pages take three turns, and then it looks once a minute', () => {
  const { state, ...parts } = station(3);
  const stop = keepIndexed(parts);
  vi.advanceTimersByTime(3 * 500);
  expect([state.left, state.asked]).toEqual([0, 3]);
  vi.advanceTimersByTime(59_000);
  expect(state.asked).toBe(3);
  vi.advanceTimersByTime(1_000);
  expect(state.asked).toBe(4);
  stop();
});

test('a card at a device comes first', () => {
  const { state, ...parts } = station(3);
  state.busy = true;
  const stop = keepIndexed(parts);
  vi.advanceTimersByTime(5_000);
  expect(state.asked).toBe(0);
  state.busy = false;
  vi.advanceTimersByTime(500);
  expect(state.asked).toBe(1);
  stop();
});

test('it stops when the folder is closed, and leaves an index that cannot be written', () => {
  const { state, ...parts } = station(3);
  keepIndexed(parts)();
  vi.advanceTimersByTime(5_000);
  expect(state.asked).toBe(0);
  state.broken = true;
  keepIndexed(parts);
  vi.advanceTimersByTime(120_000);
  expect(state.bugs).toBe(1);
});
