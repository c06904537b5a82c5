/** `starcard day` and `starcard self-test` as an office without a window uses them: closed, tried, opened. */

import { afterAll, expect, test } from 'vitest';
import { starcard, starcardJson, temporaryFolder } from '../support/command-line.ts';
import { clockAt } from '../support/standing-clock.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('a day is opened by a self-test of today, or with the reason why there is none', async () => {
  const at = ['--data', `${folder.path}/office`];
  // The same day throughout, also where another one begins meanwhile.
  const clock = clockAt(Date.now());
  const said = (words: readonly string[]) => starcard(words, '', clock);
  const answer = (words: readonly string[]) => starcardJson(words, clock);
  const begun = await said(['day', 'begin-close', ...at]);
  const closed = await said(['day', 'close', '--counts', 'inTray=200', ...at]);
  const early = await said(['day', 'open', '--tray', '200', '--safe', '0', ...at, '--lang', 'en']);
  const word = await said(['day', 'open', '--tray', '200', '--safe', '0', '--without-self-test', 'tired', ...at]);
  const tested = await answer(['self-test', 'SC-00000150', '--takes-blank', ...at]);
  const untrue = ['day', 'open', '--tray', '199', '--safe', '0', '--without-self-test', 'noTestCard', ...at];
  const inStock = await said([...untrue, '--lang', 'en']);
  const day = await answer(['day', 'open', '--tray', '199', '--safe', '0', ...at]);

  expect([begun.code, closed.code, early.code, word.code, inStock.code]).toEqual([0, 0, 1, 2, 1]);
  expect(early.stderr).toContain('has not passed its self-test today');
  expect(inStock.stderr).toContain('There are test cards in stock: 1.');
  expect(tested).toMatchObject({ bytes: 4096 });
  expect(day).toMatchObject({ testCard: 'SC-00000150', untested: null });
});
