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

async function answerOf(words: readonly string[], lines: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await starcard([...words, '--json'], lines.map((line) => `${line}\n`).join(''));
  return JSON.parse(stdout);
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

describe('an office that starts', () => {
  const data = join(folder, 'starting');
  const said = (words: readonly string[], ...lines: readonly string[]) =>
    answerOf([...words, '--data', data, '--password-fd', '0'], lines);
  const started = ['office', 'start', 'first.admin', 'first.super'];
  const [admin, supervisor, chosen] = ['violet kettle orbit 9', 'copper lantern marsh 4', 'granite ferry willow 7'];

  test('gets its first two by the code, and lets one in again by the sealed one', async () => {
    const { code } = (await starcardJson(['office', 'prepare', '--data', data])) as { readonly code: string };

    expect(await said(started, code)).toMatchObject({ error: { kind: 'usage' } });
    expect(await said(started, '1'.repeat(27), admin, supervisor)).toMatchObject({
      error: { kind: 'access.codeMistyped' },
    });
    const { breakGlass } = await said(started, code, admin, supervisor);
    expect(await said(started, code, admin, supervisor)).toMatchObject({ error: { kind: 'office.started' } });

    const { password } = await said(['account', 'recover', 'first.super'], String(breakGlass));
    const change = ['account', 'change-password', '--as', 'first.super'];
    expect(await said(change, String(password), 'short')).toMatchObject({ error: { kind: 'access.passwordShort' } });
    expect(await said(change, String(password), chosen)).toEqual({});
    const again = await said(['account', 'recover', 'first.super'], String(breakGlass));
    expect(again).toMatchObject({ error: { kind: 'access.noSealedCode' } });

    const two = ['--as', 'first.admin', '--second', 'first.super'];
    expect(await said(['account', 'seal', ...two], admin, chosen)).toMatchObject({ code: expect.any(String) });
    expect(await said(['account', 'create', 'some.one', ...two], admin, chosen)).toMatchObject({
      account: { role: 'officer' },
    });
    const promoted = await said(['account', 'change-role', 'some.one', '--role', 'auditor', ...two], admin, chosen);
    expect(promoted).toMatchObject({ role: 'auditor' });
    expect(await starcardJson(['diagnose', '--data', data])).toMatchObject({ ok: true });
  });
});

describe('accounts', () => {
  const data = join(folder, 'training');
  const on = (...words: readonly string[]) => ['account', ...words, '--data', data];

  test('are made and changed with a second person, who is another one', async () => {
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

  test('with a given password do nothing before it was changed', async () => {
    const { password } = (await starcardJson(on('reset-password', 'officer1', '--second', 'administrator1'))) as {
      readonly password: string;
    };
    const words = ['list', '--data', data, '--as', 'officer1', '--password-fd', '0'];
    expect(await kindOf(words, `${password}\n`)).toBe('access.mustChangePassword');
  });
});
