// An act of a screen: one at a time, even where the second press comes before the button is drawn as busy.

import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { useAct, type Act } from '../../../renderer/use-act.ts';
import { ok, type Result } from '../../../shared/result.ts';

/** As a screen holds it that is drawn once and not again meanwhile. */
function drawnOnce(): Act {
  const drawn: Act[] = [];
  renderToString(
    createElement(() => {
      drawn.push(useAct());
      return null;
    }),
  );
  const [act] = drawn;
  if (act === undefined) throw new Error('nothing was drawn');
  return act;
}

/** Work that ends when it is told to, and counts how often it was begun. */
function work() {
  const begun: ((answer: Result<string>) => void)[] = [];
  return { begun, start: () => new Promise<Result<string>>((end) => begun.push(end)) };
}

test('two quick presses run once, and the next one after its end runs again', async () => {
  const act = drawnOnce();
  const { begun, start } = work();
  const taken: string[] = [];

  const first = act.run(start, (value) => taken.push(value));
  const second = act.run(start, (value) => taken.push(value));
  begun[0]?.(ok('done'));
  expect([await first, await second]).toEqual(['done', undefined]);

  const third = act.run(start, (value) => taken.push(value));
  begun[1]?.(ok('again'));
  expect(await third).toBe('again');
  expect({ begun: begun.length, taken }).toEqual({ begun: 2, taken: ['done', 'again'] });
});

test('a bug in one does not keep the next from running', async () => {
  const act = drawnOnce();
  await expect(act.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  expect(await act.run(async () => ok('done'))).toBe('done');
});
