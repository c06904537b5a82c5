import { expect, test } from 'vitest';
import { createAhead, type Ahead } from '../../../renderer/case/ahead.ts';

interface Bench {
  readonly ahead: Ahead<string, string>;
  /** Everything that was begun, in order. */
  readonly begun: string[];
  /** Everything that nobody wanted any more, in order. */
  readonly stopped: string[];
  /** Ends the work on one thing, and lets what waits for it go on. */
  finish(key: string): Promise<void>;
  setTime(ms: number): void;
}

function bench(): Bench {
  const begun: string[] = [];
  const stopped: string[] = [];
  const ends = new Map<string, () => void>();
  let ms = 0;
  const ahead = createAhead<string, string>({
    make(key, signal) {
      begun.push(key);
      signal.addEventListener('abort', () => stopped.push(key));
      const over = new Promise<void>((end) => ends.set(key, end));
      return { made: over.then(() => `made of ${key}`), over };
    },
    keptMs: 1000,
    now: () => ms,
  });
  return {
    ahead,
    begun,
    stopped,
    async finish(key) {
      ends.get(key)?.();
      await Promise.resolve();
    },
    setTime(now) {
      ms = now;
    },
  };
}

test('what was foretold is taken as it was made, once', async () => {
  const { ahead, begun, finish } = bench();
  ahead.foretell('one');
  await finish('one');
  await expect(ahead.take('one').made).resolves.toBe('made of one');
  ahead.take('one');
  expect(begun).toEqual(['one', 'one']);
});

test('what is still being made is waited for, not begun again', () => {
  const { ahead, begun } = bench();
  ahead.foretell('one');
  ahead.take('one');
  expect(begun).toEqual(['one']);
});

test('pointing at fifty in a row makes the first and the last: never two at a time, and nothing piles up', async () => {
  const { ahead, begun, stopped, finish } = bench();
  for (let row = 1; row <= 50; row += 1) ahead.foretell(`${row}`);
  expect({ begun, stopped }).toEqual({ begun: ['1'], stopped: ['1'] });
  await finish('1');
  await finish('50');
  expect(begun).toEqual(['1', '50']);
});

test('what is asked for waits for nothing, and what was being made for nobody is let go', async () => {
  const { ahead, begun, stopped, finish } = bench();
  ahead.foretell('one');
  ahead.foretell('two');
  const { made } = ahead.take('three');
  expect({ begun, stopped }).toEqual({ begun: ['one', 'three'], stopped: ['one'] });
  await finish('one');
  await finish('three');
  await expect(made).resolves.toBe('made of three');
  expect(begun).toEqual(['one', 'three']);
});

test('a press begins at once, and opening takes it from there', () => {
  const { ahead, begun } = bench();
  ahead.foretell('one');
  ahead.begin('two');
  ahead.take('two');
  expect(begun).toEqual(['one', 'two']);
});

test('what has become old is made anew', async () => {
  const { ahead, begun, stopped, finish, setTime } = bench();
  ahead.foretell('one');
  await finish('one');
  setTime(1000);
  ahead.take('one');
  expect({ begun, stopped }).toEqual({ begun: ['one', 'one'], stopped: ['one'] });
});

test('who took something says when nobody wants it any more; nothing else does', () => {
  const { ahead, stopped } = bench();
  const { letGo } = ahead.take('one');
  ahead.foretell('two');
  ahead.forget();
  expect(stopped).toEqual([]);
  letGo();
  expect(stopped).toEqual(['one']);
});

test('at sign-out everything is let go', () => {
  const { ahead, stopped } = bench();
  ahead.foretell('one');
  ahead.forget();
  expect(stopped).toEqual(['one']);
});
