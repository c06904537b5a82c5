/** Which commands a request for help is about. */

import { expect, test } from 'vitest';
import { describeUsage } from '../../../electron/app/cli/usage.ts';

/** The names in the help text, by the lines that begin with the program's. */
function namesIn(words: readonly string[]): readonly string[] {
  const lines = describeUsage(words, 'en').split('\n');
  return lines.flatMap((line) => /^starcard ((?:[a-z-]+ ?)+)/.exec(line)?.[1]?.trim() ?? []);
}

test.each<[readonly string[], readonly string[]]>([
  [['card', 'inspect', '--help'], ['card inspect']],
  [['help', 'audit', 'key'], ['audit key']],
  [['seal', '--help', '--lang', 'en'], ['seal verify']],
])('%s', (words, names) => {
  expect(namesIn(words)).toEqual(names);
});

test('a first word alone names all that begin with it, and nothing names everything', () => {
  const services = namesIn(['service', '--help']);

  expect(services.length).toBeGreaterThan(3);
  expect(services.filter((name) => !name.startsWith('service '))).toEqual([]);
  expect(namesIn(['help']).length).toBeGreaterThan(20);
  expect(namesIn(['help', 'nothing-of-ours'])).toEqual(namesIn(['help']));
});
