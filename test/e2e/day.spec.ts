// The working day through the real window: a spoilt blank destroyed by two, a close that does not add up, and no card until
// two people have explained it; and a close that was missed.

import { expect, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { keepScreenshot } from './launch.ts';
import { holdToLiveRules, untilTomorrow } from './live-office.ts';
import { test } from './starcard-test.ts';
import { failureWords, words } from './texts.ts';

async function count(page: Page, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [place, number] of Object.entries(counts)) {
    await page.getByTestId(`count-${place}`).fill(String(number));
  }
}

/** Where the day is opened: a blank of the tray becomes the test card, and the writer is tried with it. */
async function tryWriter(page: Page, blank: string): Promise<void> {
  const panel = page.getByTestId('day-self-test');
  await panel.getByTestId('test-card').fill(blank);
  await panel.getByTestId('takes-blank').click();
  await panel.getByTestId('run-self-test').click();
  await expect(panel).toBeHidden();
}

async function openUntested(page: Page, reason: 'noTestCard' | 'testCardFault'): Promise<void> {
  await page
    .getByTestId('day-self-test')
    .getByRole('button', { name: words('zh', 'day.untested') })
    .click();
  await page.getByRole('option', { name: words('zh', `day.untested.${reason}`) }).click();
}

test('a difference at the close keeps the first card of the next day until two explain it', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);

  // A blank of the tray is damaged: into an envelope, by one person.
  await desk.show(page, 'stock');
  await page.getByTestId('stock-search').fill('SC-00000200');
  await page.keyboard.press('Enter');
  await page.getByTestId('blank-setAside').click();
  await page.keyboard.press('Control+Enter');
  await desk.expectSaid(page, words('zh', 'stock.setAsideDone', { serial: 'SC-00000200', number: 1 }));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('place-setAside').getByRole('cell')).toHaveText('1');

  // The close: destroyed by two, and not by one.
  await desk.show(page, 'day');
  await page.getByTestId('begin-close').click();
  await expect(page.locator('[data-day="closing"]')).toBeVisible();
  await page.getByTestId('destroy-all').click();
  await page.getByTestId('destroy').click();
  await desk.approveAs(page, 'officer1');
  await expect(page.getByTestId('destroy-dialog').getByRole('alert')).toContainText(
    failureWords('zh', 'access.secondRefused'),
  );
  await desk.approveAs(page, 'officer2');
  await desk.expectSaid(page, words('zh', 'day.destroyed', { count: 1, number: 1 }));

  // Counted one too few: asked to count again, then noted.
  const rest = { boxed: 0, setAside: 0, test: 0, returned: 0, suspended: 0, finished: 0 };
  await count(page, { ...rest, inTray: 198 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('error-notice')).toHaveAttribute('data-kind', 'day.countDiffers');
  await page.getByTestId('counted-twice').click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('last-day')).toBeVisible();
  // Counted blind: the numbers of the close are not beside the fields.
  await expect(page.getByTestId('balance')).toBeHidden();

  // The next day is opened after the writer was tried right there, and no card is begun.
  await tryWriter(page, 'SC-00000150');
  await expect(page.getByTestId('day-checks')).toContainText('SC-00000150');
  await keepScreenshot(page, 'day-tested-zh');
  await count(page, { boxed: 0, inTray: 198 });
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-day="open"]')).toBeVisible();
  await expect(page.getByTestId('day-current')).toContainText('SC-00000150');
  await expect(page.getByTestId('balance')).toBeVisible();
  await desk.openCase(page, 'toIssue', one.number);
  await desk.pressThrough(page, 'compose', 'encode');
  await desk.press(page);
  await expect(page.getByTestId('error-notice')).toHaveAttribute('data-kind', 'day.differenceUnexplained');

  // Two people explain; then it is.
  await desk.show(page, 'day');
  await page.getByTestId('differences').getByRole('button').click();
  await page.getByTestId('explanation').fill('重新清点，卡片在机器后面。');
  await desk.approveAs(page, 'supervisor1');
  await expect(page.getByTestId('differences')).toBeHidden();
  await desk.openCase(page, 'inWork', one.number);
  await desk.expectStage(page, 'encode');
  await desk.press(page);
  await desk.expectStage(page, 'print');
});

test('a quiet day is closed from the keyboard, within three minutes', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await page.keyboard.press('Alt+9');
  const begun = Date.now();
  await page.getByTestId('begin-close').press('Enter');
  await expect(page.locator('[data-day="closing"]')).toBeVisible();
  await count(page, { boxed: 0, inTray: 200, setAside: 0, test: 0, returned: 0, suspended: 0, finished: 0 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('last-day')).toBeVisible();
  // It takes about one second; what is left of them is for the counting hands, and here for a machine that stands still.
  expect(Date.now() - begun).toBeLessThan(180_000);
});

test('the shift is handed over, both by name, without leaving the keyboard', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await page.keyboard.press('Alt+9');
  await page.getByTestId('hand-shift').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('shift-inTray')).toBeFocused();
  await page.keyboard.type('200');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('shift-boxed')).toBeFocused();
  await page.keyboard.type('0');
  await desk.approveAs(page, 'officer2');
  await expect(page.getByTestId('shifts')).toContainText('officer1 → officer2');
});

test('a close that was missed is made up for as late, before a card of the new day is begun', async ({ starcard }) => {
  const { app, page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  await desk.openCase(page, 'toIssue', one.number);
  await desk.pressThrough(page, 'compose', 'encode');
  const { today: yesterday } = await desk.fetchFrom(page, 'day.view', {});
  await holdToLiveRules(app, true);
  await untilTomorrow(app);

  await desk.press(page);
  await expect(page.getByTestId('error-notice')).toHaveAttribute('data-kind', 'day.closeMissed');
  await expect(page.getByTestId('error-notice')).toContainText(yesterday);

  // Nothing was left over but the case itself: counted, and closed for the day before.
  await desk.show(page, 'day');
  await expect(page.getByTestId('day-overdue')).toContainText(words('zh', 'day.overdue', { day: yesterday }));
  await keepScreenshot(page, 'day-overdue-zh');
  await page.getByTestId('begin-close').click();
  await page.getByTestId('left-over-seen').click();
  await count(page, { boxed: 0, inTray: 200, setAside: 0, test: 0, returned: 0, suspended: 0, finished: 0 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('last-day')).toContainText(yesterday);
  await expect(page.getByTestId('last-day')).toContainText(words('zh', 'day.late'));
  await keepScreenshot(page, 'day-late-zh');

  // Not begun yet: today has to be opened too.
  await desk.openCase(page, 'inWork', one.number);
  await desk.expectStage(page, 'encode');
  await desk.press(page);
  await expect(page.getByTestId('error-notice')).toHaveAttribute('data-kind', 'day.notOpen');
  await desk.show(page, 'day');
  await count(page, { boxed: 0, inTray: 200 });
  await expect(page.getByTestId('open-day')).toBeDisabled();
  await keepScreenshot(page, 'day-untested-zh');
  await openUntested(page, 'noTestCard');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('opened-untested')).toContainText(words('zh', 'day.untested.noTestCard'));
  await expect(page.locator('[data-day="open"]')).toBeVisible();
  await expect(page.getByTestId('day-overdue')).toBeHidden();
  expect(await desk.fetchFrom(page, 'day.view', {})).toMatchObject({ blockedBy: null, isOverdue: false });
  // Faces and blanks are those of a training office.
  await holdToLiveRules(app, false);
  await desk.openCase(page, 'inWork', one.number);
  await desk.expectStage(page, 'encode');
  await desk.press(page);
  await desk.expectStage(page, 'print');
});
