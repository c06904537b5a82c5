// The main job through the real window, in Chinese: three cards of different kinds, from the approval file to their holders.

import { expect, type Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { cardsInTray, readLastSix } from './plastic.ts';
import { test } from './starcard-test.ts';
import { failureWords, words } from './texts.ts';

test('three cards of different kinds are reviewed, made, kept and handed over, and the log proves it', async ({
  starcard,
}) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const cases = await desk.casesOf(page, 'firstIssue', 'damage', 'loss');

  for (const { number } of cases) await desk.accept(page, number);
  for (const [index, one] of cases.entries()) {
    await desk.makeCard(page, one.number);
    await expectNumberHidden(page, one);
    await desk.lookIntoTray(page);
    await desk.verify(page, await readLastSix(data));
    await desk.store(page, 'A', `0${index + 1}`);
  }
  expect(cardsInTray(data)).toHaveLength(cases.length);
  for (const one of cases.slice(0, 1)) await expectRefusedToReviewer(page, one);
  await desk.signOut(page);

  await desk.signIn(page, 'officer2');
  for (const { cardNumber } of cases) await desk.handOver(page, cardNumber);
  await desk.signOut(page);

  await desk.signIn(page, 'supervisor1');
  await desk.show(page, 'audit');
  await page.getByTestId('audit-verify').click();
  await desk.expectSaid(page, words('zh', 'audit.verified'));
  await starcard.close();

  expect(await starcardJson(['audit', 'verify', '--data', data])).toMatchObject({ intact: true });
});

/** While the plastic is read by eye, neither the number nor the faces are on the screen, nor anywhere in the page. */
async function expectNumberHidden(page: Page, { cardNumber }: QueueRow): Promise<void> {
  await expect(page.getByTestId('plastic')).toHaveValue('');
  await expect(page.getByTestId('preview-hidden')).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(cardNumber.slice(-6));
  expect(await page.content()).not.toContain(cardNumber);
}

/** docs/design.md section 10: whoever accepted the review is told so before the press, and refused at it. */
async function expectRefusedToReviewer(page: Page, { cardNumber }: QueueRow): Promise<void> {
  const dialog = await desk.openHandOver(page, cardNumber);
  await expect(dialog.getByTestId('same-person')).toContainText(words('zh', 'handover.samePerson'));
  await dialog.getByTestId('passport').fill(await desk.passportOf(page, cardNumber));
  await dialog.getByTestId('portrait-matches').click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText(failureWords('zh', 'access.samePerson'));
  await dialog.getByTestId('hand-over-close').click();
}
