// People on the command line: an office prepared for its first two, and accounts made and changed by two.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { starcard, starcardJson } from '../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'starcard-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function kindOf(words: readonly string[], input?: string): Promise<string> {
  const { code, stdout } = await starcard([...words, '--json'], input);
  return code === 0 ? 'ok' : String(JSON.parse(stdout).error.kind);
}

describe('an office that is prepared', () => {
  const data = join(folder, 'own');

  test('answers a code once, has nobody in it, and is made in no folder with data', async () => {
    expect(await starcardJson(['office', 'prepare', '--data', data])).toMatchObject({
      code: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{5}-){5}\d{2}$/),
    });
    expect(await kindOf(['office', 'prepare', '--data', data])).toBe('office.exists');
    expect(await starcardJson(['diagnose', '--data', data])).toMatchObject({ ok: true });
  });

  test('gets no accounts with shown passwords', async () => {
    const words = ['list', '--data', data, '--as', 'officer1', '--password-fd', '0'];
    expect(await kindOf(words, 'anything at all\n')).toBe('access.wrongPassword');
  });
});

/** Each command is a program of its own, and a busy machine takes seconds for each. */
const patience = 240_000;

describe('accounts', () => {
  const data = join(folder, 'training');
  const on = (...words: readonly string[]) => ['account', ...words, '--data', data];

  test('are made and changed with a second person, who is another one', { timeout: patience }, async () => {
    const made = await starcardJson(on('create', 'new.officer', '--name', 'New Officer', '--second', 'administrator1'));
    expect(made).toMatchObject({ account: { name: 'new.officer', role: 'officer', mustChangePassword: true } });
    expect(await kindOf(on('disable', 'officer2', '--second', 'supervisor1'))).toBe('access.secondRefused');
    expect(await kindOf(on('disable', 'officer2', '--second', 'officer1'))).toBe('access.secondRefused');
    expect(await kindOf(on('disable', 'administrator1', '--second', 'administrator1'))).toBe('account.own');
    expect(await starcardJson(on('disable', 'officer2', '--second', 'administrator1'))).toMatchObject({
      disabled: true,
    });
    expect(await kindOf(['list', '--data', data, '--as', 'officer2'])).toBe('access.accountDisabled');
    expect(await starcardJson(['diagnose', '--data', data])).toMatchObject({ ok: true });
  });

  test('with a given password do nothing before it was changed', { timeout: patience }, async () => {
    const { password } = (await starcardJson(on('reset-password', 'officer1', '--second', 'administrator1'))) as {
      readonly password: string;
    };
    const words = ['list', '--data', data, '--as', 'officer1', '--password-fd', '0'];
    expect(await kindOf(words, `${password}\n`)).toBe('access.mustChangePassword');
  });
});
