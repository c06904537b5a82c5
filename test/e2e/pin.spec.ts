// The PIN of a security module at the start of the window: asked for where no file holds it, tried once, kept nowhere.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Language } from '../../shared/messages/texts.ts';
import * as desk from './desk.ts';
import { launchStarcard } from './launch.ts';
import { test as base } from './starcard-test.ts';
import { bothLanguages, failureWords, words } from './texts.ts';

const LIBRARY = '/usr/lib/softhsm/libsofthsm2.so';
const TOKEN = 'starcard window';
const PIN = '735190';
const WRONG = '194208';

/** An office whose `keys.json` names a fresh SoftHSM token and no file of its PIN. */
const test = base.extend<{ readonly office: { readonly data: string; readonly env: Record<string, string> } }>({
  office: async ({ data }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'starcard-hsm-'));
    mkdirSync(join(folder, 'tokens'));
    const env = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') };
    writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
    const initialise = ['--init-token', '--free', '--label', TOKEN, '--so-pin', '31415926', '--pin', PIN];
    execFileSync('softhsm2-util', initialise, { env: { ...process.env, ...env }, stdio: 'pipe' });
    writeFileSync(join(data, 'keys.json'), JSON.stringify({ library: LIBRARY, token: TOKEN, makeMissingKeys: true }));
    await use({ data, env });
    rmSync(folder, { recursive: true });
  },
});

for (const language of bothLanguages) {
  test(`the right PIN opens the desk, and is written nowhere (${language})`, async ({ office }) => {
    const starcard = await launchStarcard({ ...office, args: ['--speed', 'instant'] });
    const { page } = starcard;
    await askedFor(page, language);
    // Before it nothing of the workstation answers.
    const answer = await desk.ask(page, 'session.current', {});
    expect(answer).toMatchObject({ ok: false, error: { kind: 'hsm.pinNeeded' } });

    await give(page, PIN);

    await expect(page.getByTestId('sign-in')).toBeVisible();
    await desk.signIn(page, 'officer1');
    await starcard.close();
    expect(filesWith(office.data, PIN)).toEqual([]);
  });

  test(`a wrong PIN is tried once and says what the token says of its counter (${language})`, async ({ office }) => {
    const starcard = await launchStarcard({ ...office, args: ['--speed', 'instant'] });
    const { page } = starcard;
    await askedFor(page, language);

    await give(page, WRONG);

    await expect(page.getByRole('alert')).toContainText(failureWords(language, 'hsm.pinWrong'));
    await expect(page.getByRole('alert')).toContainText(words(language, 'hsm.left.unstated'));
    await expect(page.getByTestId('give-pin')).toBeHidden();
    // Not even the right one is taken now: who mistyped starts again, knowingly.
    const second = await desk.ask(page, 'keys.givePin', { pin: PIN });
    expect(second).toMatchObject({ ok: false, error: { kind: 'hsm.pinWrong' } });
    await starcard.close();
    expect(filesWith(office.data, WRONG)).toEqual([]);
    expect(existsSync(join(office.data, 'starcard.db'))).toBe(false);
  });
}

test('a module that is not there is no attempt: the PIN is asked for again', async ({ office }) => {
  const choice = { library: LIBRARY, token: 'another one', makeMissingKeys: true };
  writeFileSync(join(office.data, 'keys.json'), JSON.stringify(choice));
  const starcard = await launchStarcard({ ...office, args: ['--speed', 'instant'] });
  const { page } = starcard;

  await give(page, PIN);
  await expect(page.getByRole('alert')).toContainText(failureWords('zh', 'hsm.tokenAbsent'));

  writeFileSync(join(office.data, 'keys.json'), JSON.stringify({ ...choice, token: TOKEN }));
  await give(page, PIN);
  // A PIN is tried on the module that it was typed for, and this is another one.
  await expect(page.getByRole('heading')).toContainText(TOKEN);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await give(page, PIN);
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await starcard.close();
});

test('a module that is not there asks for no PIN that a file holds', async ({ office }) => {
  const pinFile = join(office.data, 'pin.txt');
  writeFileSync(pinFile, `${PIN}\n`);
  writeFileSync(join(office.data, 'keys.json'), JSON.stringify({ library: LIBRARY, token: 'another one', pinFile }));
  const starcard = await launchStarcard({ ...office, args: ['--speed', 'instant'] });

  await expect(starcard.page.getByRole('alert')).toContainText(failureWords('zh', 'hsm.tokenAbsent'));
  await expect(starcard.page.getByTestId('pin-at-start')).toBeHidden();
  await starcard.close();
});

async function askedFor(page: Page, language: Language): Promise<void> {
  await expect(page.getByTestId('pin-at-start')).toBeVisible();
  await desk.speak(page, language);
  await expect(page.getByRole('heading')).toHaveText(words(language, 'pin.title', { token: TOKEN }));
}

async function give(page: Page, pin: string): Promise<void> {
  await page.locator('input[type="password"]').fill(pin);
  await page.keyboard.press('Enter');
}

/** Every file below the folder that holds the text. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}
