// Acts kept for the second person in the real window, and agreed to in one sitting: all shown, each settled by itself.

import { expect, type ElectronApplication, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { inTheSafe } from './in-the-safe.ts';
import { inSmallWindow, lookerAt } from './look.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

const look = lookerAt('sitting');

test('three acts wait for the second person, who signs in once for what is left of them', async ({ starcard }) => {
  const { app, page } = starcard;
  const password = await desk.shownPassword(page, 'officer1');
  await desk.signIn(page, 'officer1');
  await expect(page.getByTestId('waiting-count')).toBeHidden();

  await openBlank(page, 'SC-00000200', 'lose');
  await look(page, 'keep');
  await page.getByTestId('keep-for-second').click();
  await desk.expectSaid(page, words('zh', 'sitting.kept', { count: 1 }));
  await page.keyboard.press('Escape');
  // The same once more is the same one.
  await openBlank(page, 'SC-00000200', 'lose');
  await page.getByTestId('keep-for-second').click();
  await page.keyboard.press('Escape');
  await openBlank(page, 'SC-00000199', 'lose');
  await page.getByTestId('keep-for-second').click();
  await page.keyboard.press('Escape');
  await page.getByTestId('stock-receive').click();
  await expect(page.getByTestId('keep-for-second')).toBeDisabled();
  for (const [field, value] of Object.entries({ box: 'B-2', note: 'N-77', first: 'SC-00000301', last: 'SC-00000340' }))
    await page.getByTestId(`receive-${field}`).fill(value);
  await look(page, 'keep-receive');
  await page.getByTestId('keep-for-second').click();
  await expect(page.getByTestId('waiting-count')).toContainText('3');
  await expect(page.getByTestId('place-lost').getByRole('cell')).toHaveText('0');

  // A locked screen hides what waits, and keeps it.
  await page.keyboard.press('Alt+S');
  await expect(page.getByTestId('sitting-dialog')).toBeVisible();
  await page.keyboard.press('Control+L');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await expect(page.getByTestId('sitting-dialog')).toBeHidden();
  await page.getByTestId('unlock-password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock-screen')).toBeHidden();

  const sitting = page.getByTestId('sitting-dialog');
  await expect(sitting.getByRole('listitem')).toHaveCount(3);
  await expect(sitting).toContainText('SC-00000301 – SC-00000340');
  await sitting.getByRole('listitem').filter({ hasText: 'SC-00000199' }).getByTestId('take-off').click();
  await expect(sitting.getByRole('listitem')).toHaveCount(2);
  await look(page, 'open');
  await lookSmall(app, page, 'open-small');

  // Nobody agrees to their own.
  await desk.approveAs(page, 'officer1');
  await expect(sitting.getByRole('alert')).toHaveAttribute('data-kind', 'access.secondRefused');
  await desk.approveAs(page, 'officer2');
  const outcome = page.getByTestId('sitting-outcome');
  await expect(outcome.locator('[data-done="true"]')).toHaveCount(2);
  await look(page, 'outcome');
  await page.getByTestId('sitting-close').click();
  await expect(page.getByTestId('waiting-count')).toBeHidden();
  await expect(page.getByTestId('place-lost').getByRole('cell')).toHaveText('1');
  await desk.signOut(page);
});

test('one that the second person may not agree to stops no other, and goes on waiting', async ({ starcard }) => {
  const { app, page } = starcard;
  await desk.signIn(page, 'supervisor1');
  await openBlank(page, 'SC-00000200', 'lose');
  await page.getByTestId('keep-for-second').click();
  await page.keyboard.press('Escape');
  await desk.show(page, 'accounts');
  await page.getByTestId('accounts-table').getByRole('row').filter({ hasText: 'officer2' }).click();
  await page.getByTestId('account-dialog').getByTestId('choice-resetPassword').click();
  // A password that is shown once does not wait.
  await expect(page.getByTestId('keep-for-second')).toBeHidden();
  await page.getByTestId('account-dialog').getByTestId('choice-disable').click();
  await page.getByTestId('keep-for-second').click();
  await page.getByTestId('waiting-count').click();
  await desk.approveAs(page, 'administrator1');

  const outcome = page.getByTestId('sitting-outcome');
  await expect(outcome.getByTestId('settled-account.disable')).toHaveAttribute('data-done', 'true');
  await expect(outcome.getByTestId('settled-stock.lose').getByRole('alert')).toHaveAttribute(
    'data-kind',
    'access.secondRefused',
  );
  await look(page, 'outcome-mixed');
  await lookSmall(app, page, 'outcome-mixed-small');
  await page.keyboard.press('Escape');
  await lookSmall(app, page, 'rail-small');
  await expect(page.getByTestId('accounts-table')).toContainText(words('zh', 'accounts.standing.disabled'));
  await expect(page.getByTestId('waiting-count')).toContainText('1');

  // Signing out over it takes a second press.
  await page.getByTestId('own-account').click();
  await expect(page.getByTestId('own-dialog')).toContainText(words('zh', 'sitting.leave', { count: 1 }));
  await page.keyboard.press('Escape');
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('leave-dialog')).toBeVisible();
  await look(page, 'leave');
  await page.getByTestId('leave-confirm').click();
  await desk.signIn(page, 'supervisor1');
  await expect(page.getByTestId('waiting-count')).toBeHidden();
});

test('old cards are chosen among those that were cut, and destroyed in one sitting', async ({ starcard }) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const cases = await desk.casesOf(page, 'expiry', 'damage');
  await inTheSafe(page, data, cases);
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  for (const { cardNumber } of cases) await desk.handOver(page, cardNumber);
  await page.getByTestId('custody-oldCards').click();
  const [one, other] = cases.map(({ number }) => number);
  if (one === undefined || other === undefined) throw new Error('two cases');

  await page.getByTestId('old-cards').getByRole('row').filter({ hasText: one }).click();
  await expect(page.getByTestId('keep-for-second')).toBeVisible();
  await page.getByTestId(`choose-${other}`).click();
  await expect(page.getByTestId('destroy-dialog').getByRole('listitem')).toHaveCount(2);
  await look(page, 'old-cards');
  await desk.approveAs(page, 'supervisor1');
  await desk.expectSaid(page, words('zh', 'oldCard.destroyedAll', { count: 2, witness: 'supervisor1' }));
  await expect(page.getByTestId('old-cards').getByText(words('zh', 'oldCard.state.destroyed'))).toHaveCount(2);
});

async function openBlank(page: Page, serial: string, act: 'lose'): Promise<void> {
  await desk.show(page, 'stock');
  await page.getByTestId('stock-search').fill(serial);
  await page.keyboard.press('Enter');
  await page.getByTestId(`blank-${act}`).click();
  await expect(page.getByTestId('correction-dialog')).toBeVisible();
}

/** In both languages: a picture to look at, and what the rules of access say of it. */
function lookSmall(app: ElectronApplication, page: Page, name: string): Promise<void> {
  return inSmallWindow(app, page, () => look(page, name));
}
