/** A machine without PC/SC: the driver says so in one sentence with a remedy, and everything else works. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../support/command-line.ts';

const program = resolve(import.meta.dirname, '../../build/main/cli.js');
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Node with a package that is not there: what a broken or left out build looks like to the program. */
const hook = `export function resolve(name, context, next) {
  if (name === 'smartcard') throw new Error('Cannot find package smartcard');
  return next(name, context);
}`;
const withoutLibrary = join(folder.path, 'without-library.mjs');
writeFileSync(join(folder.path, 'hook.mjs'), hook);
writeFileSync(withoutLibrary, "import { register } from 'node:module'; register('./hook.mjs', import.meta.url);");

interface Ran {
  readonly code: number | null;
  readonly kind: unknown;
  readonly lines: number;
}

function run(words: readonly string[], options: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, program, ...words, '--json', '--lang', 'en'],
    {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    },
  );
  const answer: { readonly error?: { readonly kind: unknown } } = JSON.parse(stdout);
  return { code: status, kind: answer.error?.kind, lines: stderr.trim().split('\n').filter(Boolean).length };
}

/** A folder of nobody, so that no other on this machine has a say. */
const nowhere = ['--data', join(folder.path, 'nowhere')];
const inspect = [
  'card',
  'inspect',
  '--writer',
  'pcsc:x',
  '--number',
  '9',
  '--birth',
  '1981-08-03',
  '--expiry',
  '2033-09-14',
  ...nowhere,
];

test.each([
  ['no library', ['--import', withoutLibrary], {}],
  ['no service', [], { PCSCLITE_CSOCK_NAME: join(folder.path, 'nobody.comm') }],
])('%s is named', (_what, options, env) => {
  const named = { code: 1, kind: 'writer.noService', lines: 1 };
  expect(run(['readers', ...nowhere], options, env)).toEqual(named);
  expect(run(inspect, options, env)).toEqual(named);
});

test('what needs no reader does not ask for one', () => {
  const approvals = join(folder.path, 'samples.approvals');
  const options = ['--import', withoutLibrary];
  expect(run(['sample', '--count', '2', '--out', approvals], options)).toMatchObject({ code: 0 });
  expect(run(['import', approvals, '--data', join(folder.path, 'office')], options)).toMatchObject({ code: 0 });
});
