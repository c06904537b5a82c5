// People in the real window: the first start, an account by two, a password to be changed, a screen that locks and keeps the work.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard, removeFolder } from './launch.ts';
import { inSmallWindow, lookerAt } from './look.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

const look = lookerAt('people');
const administrator = { name: 'first.admin', password: 'violet kettle orbit 9' };
const supervisor = { name: 'first.super', password: 'copper lantern marsh 4' };
const newcomer = { name: 'new.officer', password: 'walnut gravel tulip 7' };

test('a prepared office gets its first two people, they make an account, and it chooses a password', async () => {
  const data = mkdtempSync(join(tmpdir(), 'starcard-office-'));
  const { code } = (await starcardJson(['office', 'prepare', '--data', data])) as { readonly code: string };
  const starcard = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    const { app, page } = starcard;
    await topIsReached(app, page);
    await startOffice(app, page, code);
    await signIn(page, supervisor.name, supervisor.password);
    await desk.show(page, 'accounts');
    await page.keyboard.press('Alt+N');
    const given = await makeAccount(page);

    await desk.signOut(page);
    await signIn(page, newcomer.name, given);
    await changeForced(page, given);
    await expect(page.getByTestId('nav-queue')).toBeVisible();
    await desk.signOut(page);
    await signIn(page, newcomer.name, newcomer.password);
    await expect(page.getByTestId('nav-queue')).toBeVisible();
    await expect(page.getByTestId('nav-accounts')).toBeHidden();
  } finally {
    await starcard.close();
    removeFolder(data);
  }
});

/** In the smallest window the form is higher than the screen: it begins at the top all the same. */
async function topIsReached(app: ElectronApplication, page: Page): Promise<void> {
  await inSmallWindow(app, page, async () => {
    await expect.poll(async () => (await page.locator('.first-start').boundingBox())?.y ?? -1).toBeGreaterThan(0);
    await keepScreenshot(page, 'people-first-start-small');
  });
}

async function startOffice(app: ElectronApplication, page: Page, code: string): Promise<void> {
  await look(page, 'first-start');
  await page.getByTestId('start-code').fill(code.toLowerCase());
  // A name that cannot be an account is told why the button stays as it is.
  await page.getByTestId('supervisor-name').fill('Wang Min');
  await expect(page.getByText(words('zh', 'accounts.nameHelp'))).toBeVisible();
  for (const [part, { name, password }] of Object.entries({ administrator, supervisor })) {
    await page.getByTestId(`${part}-display-name`).fill(name);
    await page.getByTestId(`${part}-name`).fill(name);
    await page.getByTestId(`${part}-next`).fill(part === 'supervisor' ? 'passwordpassword1' : password);
    await page.getByTestId(`${part}-again`).fill(part === 'supervisor' ? 'passwordpassword1' : password);
  }
  await page.getByTestId('start').click();
  await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'access.passwordGuessable');
  await expect(page.getByRole('alert')).toContainText(supervisor.name);
  await look(page, 'first-start-refused');
  await page.getByTestId('supervisor-next').fill(supervisor.password);
  await page.getByTestId('supervisor-again').fill(supervisor.password);
  await page.getByTestId('start').click();
  await expect(page.getByTestId('shown-secret')).toHaveText(/^([0-9A-Z]{5}-){5}\d{2}$/);
  await saveSheet(app, page);
  await look(page, 'seal-first');
  await page.keyboard.press('Escape');
  await page.getByTestId('shown-done').click();
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await expect(page.getByTestId('training-accounts')).toBeHidden();
}

/** Nothing is written where nobody says so. */
async function saveSheet(app: ElectronApplication, page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-sheet-'));
  const file = join(folder, 'sheet.pdf');
  await desk.choosing(app, null);
  await page.getByTestId('save-sheet').click();
  await expect(page.getByTestId('save-sheet')).not.toHaveClass(/pending/);
  expect(existsSync(file)).toBe(false);
  await desk.choosing(app, file);
  await page.getByTestId('save-sheet').click();
  await expect(page.getByText(words('zh', 'seal.sheetSaved'))).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  rmSync(folder, { recursive: true });
}

/** The one-time password that both saw. */
async function makeAccount(page: Page): Promise<string> {
  const dialog = page.getByTestId('new-account-dialog');
  await dialog.getByTestId('new-display-name').fill('New Officer');
  await dialog.getByTestId('new-name').fill(newcomer.name);
  await dialog.getByTestId('second-account').fill(supervisor.name);
  await dialog.getByTestId('second-password').fill(supervisor.password);
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toHaveAttribute('data-kind', 'access.secondRefused');
  await look(page, 'account-refused');
  await dialog.getByTestId('second-account').fill(administrator.name);
  await dialog.getByTestId('second-password').fill(administrator.password);
  await page.keyboard.press('Control+Enter');
  const given = await page.getByTestId('shown-secret').innerText();
  await look(page, 'given-password');
  await page.getByTestId('shown-done').click();
  await expect(page.getByTestId('accounts-table')).toContainText(words('zh', 'accounts.standing.given'));
  await look(page, 'accounts');
  await page.getByTestId('accounts-table').getByRole('row').filter({ hasText: newcomer.name }).click();
  await page.getByTestId('account-dialog').getByTestId('choice-changeRole').click();
  await look(page, 'account-dialog');
  await page.keyboard.press('Escape');
  return given;
}

async function changeForced(page: Page, given: string): Promise<void> {
  await expect(page.getByTestId('forced-password')).toBeVisible();
  const answer = await desk.ask(page, 'queue.list', { view: 'all', offset: 0, limit: 1 });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'access.mustChangePassword' } });
  await look(page, 'forced-password');
  await page.getByTestId('password-current').fill(given);
  await page.getByTestId('password-next').fill(newcomer.password);
  await page.getByTestId('password-again').fill(newcomer.password);
  await page.keyboard.press('Enter');
}

test('an idle screen locks, hides the person, lets the card go on, and gives the work back', async ({ data }) => {
  const starcard = await launchStarcard({ data, args: ['--speed', 'device'] });
  try {
    const { page } = starcard;
    const password = await desk.shownPassword(page, 'officer1');
    await desk.signIn(page, 'officer1');
    await desk.importSamples(page);
    const [one] = await desk.casesOf(page, 'firstIssue');
    if (one === undefined) throw new Error('no case');
    await desk.accept(page, one.number);
    await desk.openCase(page, 'toIssue', one.number);
    await desk.pressThrough(page, 'compose', 'encode');
    await desk.press(page);
    // From here on: what a slow machine needs before is no idleness.
    await lockAfter(page, data, 4);

    const lock = page.getByTestId('lock-screen');
    await expect(lock).toBeVisible();
    await expect(page.getByTestId('application-number')).toBeHidden();
    await look(page, 'locked');
    const answer = await desk.ask(page, 'queue.list', { view: 'all', offset: 0, limit: 1 });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'access.screenLocked' } });
    await page.keyboard.press('Alt+5');
    await page.keyboard.press('Escape');
    await expect(lock).toBeVisible();

    await page.getByTestId('unlock-password').fill('not the password');
    await page.keyboard.press('Enter');
    await expect(lock.getByRole('alert')).toHaveAttribute('data-kind', 'access.wrongPassword');
    // Nor is what it needs afterwards.
    await lockAfter(page, data, 600);
    await page.getByTestId('unlock-password').fill(password);
    await page.keyboard.press('Enter');
    await expect(lock).toBeHidden();
    await expect(page.getByTestId('application-number')).toHaveText(one.number);
    await desk.expectStage(page, 'print');
  } finally {
    await starcard.close();
  }
});

/** The page hears of it with its next session, which comes with a change of language; that works on a locked screen too. */
async function lockAfter(page: Page, data: string, idleLockSeconds: number): Promise<void> {
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ idleLockSeconds }));
  await desk.speak(page, 'en');
  await desk.speak(page, 'zh');
}

test('the desk locks with the computer, also when it goes to sleep', async ({ starcard }) => {
  const { app, page } = starcard;
  const password = await desk.shownPassword(page, 'officer1');
  await desk.signIn(page, 'officer1');
  for (const event of ['lock-screen', 'suspend'] as const) {
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await expect(page.getByTestId('lock-screen')).toBeVisible();
    await page.getByTestId('unlock-password').fill(password);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('lock-screen')).toBeHidden();
  }
  await desk.signOut(page);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(page.getByTestId('sign-in')).toBeVisible();
});

test('the lock stands before an open dialog, and what was typed there is there afterwards', async ({ starcard }) => {
  const { page } = starcard;
  const password = await desk.shownPassword(page, 'supervisor1');
  await desk.signIn(page, 'supervisor1');
  await desk.show(page, 'accounts');
  await page.getByTestId('account-new').click();
  await page.getByTestId('new-display-name').fill('Half Typed');
  await page.keyboard.press('Control+L');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await expect(page.getByTestId('new-account-dialog')).toBeHidden();
  await expect(page.getByTestId('unlock-password')).toBeFocused();

  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('new-display-name')).toHaveValue('Half Typed');
});

test('a person changes their own password, sets up an authenticator, and ends the shift', async ({ starcard }) => {
  const { page } = starcard;
  const before = await desk.shownPassword(page, 'officer1');
  await desk.signIn(page, 'officer1');
  await page.getByTestId('own-account').click();
  await page.getByTestId('password-current').fill(before);
  await page.getByTestId('password-next').fill(newcomer.password);
  await page.getByTestId('password-again').fill(newcomer.password);
  await page.getByTestId('password-submit').click();
  await desk.expectSaid(page, words('zh', 'password.changed'));
  await page.getByTestId('totp-begin').click();
  await expect(page.getByTestId('totp-secret')).toHaveText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  await expect(page.getByRole('img', { name: words('zh', 'own.factorSymbol') })).toBeVisible();
  await page.getByTestId('totp-code').fill('000000');
  await page.getByTestId('totp-password').fill(newcomer.password);
  await page.getByTestId('totp-confirm').click();
  await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'access.wrongCode');
  await look(page, 'own-account');
  await page.getByTestId('end-shift').click();
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await signIn(page, 'officer1', newcomer.password);
  await expect(page.getByRole('navigation')).toBeVisible();
});

async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByRole('textbox').first().fill(account);
  await page.locator('input[type="password"]').first().fill(password);
  await page.getByTestId('sign-in').click();
}

/** Kept in both languages, for people to look at; and fit for everyone (axe). */
