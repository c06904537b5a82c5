// The profile on the command line: signed for training, verified, changed by two, and in force for the next command.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { starcard, starcardJson, temporaryFolder } from '../support/command-line.ts';
import { byHand } from './resealed.ts';

const temporary = temporaryFolder();
afterAll(() => temporary.remove());
const data = join(temporary.path, 'office');

function json(name: string, value: unknown): string {
  const path = join(temporary.path, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

async function kindOf(words: readonly string[]): Promise<string> {
  const { code, stdout } = await starcard([...words, '--data', data, '--json']);
  return code === 0 ? 'ok' : String(JSON.parse(stdout).error.kind);
}

test('a training profile is signed, verified and taken in by two; no live one is', async () => {
  const change = json('change.json', { staffing: { idleLockSeconds: 120 } });
  const real = json('real.json', { live: true });
  const signed = join(temporary.path, 'first.profile');
  const sign = ['profile', 'sign-training'];
  const two = ['--as', 'administrator1', '--second', 'supervisor1'];

  expect(await kindOf([...sign, real, '--out', join(temporary.path, 'real.profile')])).toBe('profile.trainingOnly');
  expect(await starcardJson([...sign, change, '--out', signed, '--data', data])).toEqual({ serial: 1, file: signed });
  const differences = [{ field: 'staffing.idleLockSeconds', from: ['600'], to: ['120'] }];
  const verified = await starcardJson(['profile', 'verify', signed, '--data', data]);
  expect(verified).toMatchObject({ serial: 1, replaces: 0, live: false, differences });
  const changed = await starcardJson(['profile', 'change', signed, ...two, '--data', data]);
  expect(changed).toMatchObject({ serial: 0, next: { serial: 1, differences } });
  expect(await starcardJson(['profile', 'show', '--data', data])).toMatchObject({ serial: 1, next: null });

  expect(await kindOf(['profile', 'change', signed, ...two])).toBe('profile.older');
  expect(await kindOf(['keys', 'open', '--second', 'supervisor1'])).toBe('keys.notAsked');
  expect(await kindOf(['diagnose'])).toBe('ok');

  // Which writers are allowed is the profile's to say, and this one is not to be believed.
  byHand(data, (_vault, db) => db.exec('DELETE FROM profileChange'));
  expect(await kindOf(['readers'])).toBe('profile.altered');
});
