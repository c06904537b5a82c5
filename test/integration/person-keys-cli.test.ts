// The ways to the keys of persons on the command line: a passphrase that is kept is typed twice, and recovery leaves a word.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { starcard, starcardJson, starcardOnTerminal, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const data = join(folder.path, 'office');
const slot = join(data, 'keys', 'person-master.passphrase');
const passphrase = 'four words in an envelope';
/** An act of two with the passphrase typed on a terminal: the exit code, and how often it was asked for. */
async function typedAt(act: string, ...typed: readonly string[]) {
  const words = ['person-keys', act, '--data', data, '--lang', 'en'];
  const two = act === 'recover' ? [] : ['passphrase', '--second', 'supervisor1'];
  const { code, stdout } = await starcardOnTerminal([...words, ...two], typed);
  for (const secret of typed) expect(stdout).not.toContain(secret);
  return { code, asked: stdout.split('passphrase: ').length - 1 };
}

test('a new passphrase is typed twice, a known one once', async () => {
  expect(await typedAt('add-slot', passphrase, 'four words in an envelop')).toEqual({ code: 2, asked: 2 });
  expect(await starcardJson(['person-keys', 'status', '--data', data])).toMatchObject({ slots: ['file'] });
  expect(await typedAt('add-slot', passphrase, passphrase)).toEqual({ code: 0, asked: 2 });
  const before = readFileSync(slot);
  expect(await typedAt('renew-slot', passphrase, 'five words in an envelope')).toEqual({ code: 2, asked: 2 });
  expect(readFileSync(slot)).toEqual(before);

  rmSync(join(data, 'keys', 'person-master.file'));
  expect((await starcard(['list', '--data', data])).code).toBe(1);
  expect(await typedAt('recover', 'not the words in the envelope')).toEqual({ code: 1, asked: 1 });
  expect(await typedAt('recover', passphrase)).toEqual({ code: 0, asked: 1 });
});

test('a recovery is on record with the next start', async () => {
  await starcardJson(['fault', '--printer', 'none', '--data', data]);
  const logged = await starcardJson(['audit', 'list', '--limit', '50', '--data', data]);
  expect(JSON.stringify(logged)).toContain('"means":"passphrase"');
});
