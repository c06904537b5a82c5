// What a run of the tests says of its failures at the end, where somebody who was not there looks first.

import { expect, test } from 'vitest';
import { failuresInWords, failuresOfPlaywright, failuresOfVitest } from '../../../scripts/setup/failures.mjs';

test('a failed test is named with its file, a file that could not be loaded by itself', () => {
  const passed = { status: 'passed', fullName: 'adds', failureMessages: [] };
  const failed = { status: 'failed', fullName: 'takes away', failureMessages: ['Error: 3 is not 2\n    at here'] };
  const report = {
    testResults: [
      { name: 'sums.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
      { name: 'broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: 'good.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([
    { name: 'sums.test.ts > takes away', why: 'Error: 3 is not 2\n    at here' },
    { name: 'broken.test.ts', why: 'no such module' },
  ]);
});

test('a window’s test that failed once is named even where it passed later', () => {
  const spec = (title: string, status: string, message: string) => ({
    title,
    file: 'e2e/queue.spec.ts',
    line: 7,
    tests: [{ status, results: [{ errors: message === '' ? [] : [{ message }] }, { errors: [] }] }],
  });
  const inner = { specs: [spec('opens', 'expected', ''), spec('scrolls', 'flaky', 'not seen')] };
  const report = { suites: [{ specs: [spec('sorts', 'unexpected', 'wrong')], suites: [inner] }], errors: [] };
  expect(failuresOfPlaywright(report)).toEqual([
    { name: 'e2e/queue.spec.ts:7 > sorts', why: 'wrong' },
    { name: 'e2e/queue.spec.ts:7 > scrolls', why: 'not seen' },
  ]);
});

test('each failure is told in a few lines without a terminal’s colours, and not more than twenty', () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  expect(failuresInWords([{ name: 'a', why: `\u001B[31mred\u001B[39m\n${long}` }]).split('\n')).toHaveLength(13);
  expect(failuresInWords([{ name: 'a', why: '\u001B[31mred\u001B[39m' }])).toBe('FAILED a\n    red');
  const many = Array.from({ length: 25 }, (_, place) => ({ name: `test ${place}`, why: '' }));
  expect(failuresInWords(many)).toContain('and 5 more');
  expect(failuresInWords([])).toBe('');
});
