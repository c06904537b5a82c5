// The main job for one card in English, by keys alone: whoever cannot or will not use a mouse does the same work.

import { expect, type Locator, type Page } from '@playwright/test';
import { eventChannel } from '../../shared/channels.ts';
import * as desk from './desk.ts';
import { readLastSix } from './plastic.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

/** More stops than any screen has before its last button. */
const mostStops = 60;

test('one card is made and handed over in English without a mouse', async ({ starcard }) => {
  const { page, data } = starcard;
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
  await signInByKeys(page, 'officer1');

  await reach(page, page.getByTestId('import-samples'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('import-outcome')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('import-outcome')).toBeHidden();

  const [one] = await desk.casesOf(page, 'expiry');
  if (one === undefined) throw new Error('no case');
  await page.keyboard.press('/');
  await page.keyboard.type(one.number);
  await expect(page.getByTestId('queue-total')).toHaveText(words('en', 'queue.count', { total: 1 }));
  await expect(page.getByTestId('queue-table').getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('queue-table').getByRole('row').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('application-number')).toHaveText(one.number);
  for (const warning of await page.getByTestId('warnings').getByRole('checkbox').all()) {
    await reach(page, warning);
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Control+Enter');
  await desk.expectSaid(page, words('en', 'review.accepted', { number: one.number }));

  await page.keyboard.press('Alt+3');
  await expect(page.getByTestId('application-number')).toHaveText(one.number);
  await desk.expectStage(page, 'compose');
  // The press of each stage has the focus when its stage appears: Enter is enough.
  for (const stage of ['encode', 'print', 'verify']) {
    await expect(page.getByTestId('primary-action')).toBeFocused();
    await page.keyboard.press('Enter');
    await desk.expectStage(page, stage);
  }

  await reach(page, page.getByTestId('tray-show'));
  await page.keyboard.press('Enter');
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tray-show')).toBeFocused();
  await reach(page, page.getByTestId('plastic'));
  await page.keyboard.type(await readLastSix(data));
  await page.keyboard.press('Control+Enter');
  await desk.expectStage(page, 'store');
  await expect(page.getByTestId('slot')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await desk.expectSaid(page, words('en', 'issue.done.store', { safe: 'A', slot: '01' }));

  await reach(page, page.getByTestId('sign-out'));
  await page.keyboard.press('Enter');
  await signInByKeys(page, 'officer2');
  await page.keyboard.press('Alt+4');
  await expect(page.getByTestId('custody-table').getByRole('row').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByTestId('hand-over-dialog');
  await expect(dialog.getByTestId('old-number')).toBeFocused();
  await reach(page, dialog.getByTestId('old-sample'));
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('old-record')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await tick(page, dialog.getByTestId('old-face-matches'));
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('old-cancel')).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(dialog.getByTestId('passport')).toBeFocused();
  await page.keyboard.type(await desk.passportOf(page, one.cardNumber));
  await tick(page, dialog.getByTestId('portrait-matches'));
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'chip');
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'holder');
  await tick(page, dialog.getByTestId('faces-right'));
  await tick(page, dialog.getByTestId('chip-right'));
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'signature');
  await page.keyboard.press('Control+Enter');
  // A line cannot be drawn by keys: the receipt is signed on paper.
  await reach(page, dialog.getByTestId('sign-other-way'));
  await page.keyboard.press('Enter');
  await reach(page, dialog.getByTestId('filed-as'));
  await page.keyboard.type('F-1');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('receipt')).toHaveAttribute('data-state', 'open');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await desk.expectSaid(page, words('en', 'handover.done'));
});

test('F2 changes the language of what is on the screen, anywhere and back', async ({ starcard }) => {
  const { page } = starcard;
  await expect(page.getByTestId('sign-in')).toContainText(words('zh', 'signIn.submit'));
  await desk.signIn(page, 'officer1');
  await page.keyboard.press('F2');
  await expect(page.getByTestId('nav-issue')).toContainText(words('en', 'nav.issue'));
  await desk.importSamples(page);
  await page.getByTestId('import-samples').click();
  const outcome = page.getByTestId('import-outcome');
  await expect(outcome).toContainText(words('en', 'intake.noneRefused'));
  await page.keyboard.press('F2');
  await expect(outcome).toContainText(words('zh', 'intake.noneRefused'));
});

test('a late word of the app on the language before does not undo the choice after it', async ({ starcard }) => {
  const { app, page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.speak(page, 'en');
  await desk.speak(page, 'zh');
  const session = await desk.fetchFrom(page, 'session.current', {});
  await app.evaluate(
    ({ BrowserWindow }, [channel, late]) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'session.changed', late),
    [eventChannel, { ...session, language: 'en', workstation: 'LATE' }] as const,
  );
  await expect(page.getByRole('contentinfo')).toContainText('LATE');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByTestId('nav-issue')).toContainText(words('zh', 'nav.issue'));
});

async function signInByKeys(page: Page, account: desk.Account): Promise<void> {
  await expect(page.getByRole('textbox').first()).toBeFocused();
  const password = await desk.shownPassword(page, account);
  await page.keyboard.type(account);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** Goes on with Tab until the thing has the focus. */
async function reach(page: Page, thing: Locator): Promise<void> {
  await expect(thing).toBeVisible();
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await thing.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no key reaches ${thing.toString()}`);
}

async function tick(page: Page, box: Locator): Promise<void> {
  await reach(page, box);
  await page.keyboard.press('Space');
}
