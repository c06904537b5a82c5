/** The PIN of a security module on the terminal: one that nobody typed is not tried. */

import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { pinSource } from '../../../electron/app/cli/passwords.ts';
import { fail, ok } from '../../../shared/result.ts';

/** Asks on a terminal where somebody types this, and then leaves. */
async function askedWhile(typed: string) {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(terminal as unknown as typeof process.stdin);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const asked = pinSource(undefined)('office');
    terminal.end(typed);
    return await asked;
  } finally {
    stdin.mockRestore();
    stderr.mockRestore();
  }
}

test('is what was typed', async () => {
  expect(await askedWhile('1234\r')).toEqual(ok('1234'));
});

test.each([
  ['nothing but Enter', '\r'],
  ['Ctrl+C', '\u0003'],
  ['Ctrl+C behind a few digits', '12\u0003'],
  ['Ctrl+D', '\u0004'],
  ['nothing at all', ''],
])('is no attempt after %s: the module would count it', async (_, typed) => {
  expect(await askedWhile(typed)).toEqual(fail('hsm.pinNeeded', { token: 'office' }));
});
