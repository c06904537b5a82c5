// A batch through the real window: chosen, warned of, hurried, paused, gone on with, and a bad card set aside by one person.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard } from './launch.ts';
import { test } from './starcard-test.ts';
import { bothLanguages } from './texts.ts';

test('a batch is chosen, an urgent case let in, and the card that jams is set aside at once', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const cases = await desk.casesOf(page, 'firstIssue', 'damage', 'loss');
  const [jammed, , urgent] = cases;
  if (jammed === undefined || urgent === undefined) throw new Error('no cases');
  for (const { number } of cases) await desk.accept(page, number);
  await desk.fetchFrom(page, 'training.setFaults', { writer: 'none', printer: 'hopperEmpty' });

  await desk.show(page, 'batch');
  await expect(page.getByTestId('batch-start')).toBeEnabled();
  await keepScreenshot(page, 'batch-choose');
  await page.getByTestId(`batch-case-${urgent.number}`).click();
  await page.getByTestId('batch-start').click();
  await expect(page.getByTestId('batch-resume')).toBeVisible();
  await expect(page.getByTestId('error-notice')).toHaveAttribute('data-kind', 'printer.notReady');

  await page.getByTestId('batch-urgent').click();
  const dialog = page.getByTestId('hurry-dialog');
  await dialog.getByRole('button', { expanded: false }).first().click();
  await page.getByRole('option').filter({ hasText: urgent.number }).click();
  await dialog.getByTestId('choice-travel').click();
  await keepScreenshot(page, 'batch-hurry');
  await dialog.getByTestId('hurry-confirm').click();
  await expect(page.getByTestId('batch-waiting').getByRole('listitem').first()).toContainText(urgent.number);
  await keepScreenshot(page, 'batch-paused');

  await desk.fetchFrom(page, 'training.setFaults', { writer: 'none', printer: 'jamBetweenSides' });
  await page.getByTestId('batch-resume').click();
  await expect(page.getByTestId('batch-work')).toHaveAttribute('data-over', 'true');
  await expect(page.getByTestId('batch-printed').getByRole('listitem')).toHaveCount(2);
  const failed = page.getByTestId('batch-failed');
  await keepScreenshot(page, 'batch-failed');
  await failed.getByRole('button').first().click();
  await page.getByTestId('set-aside-confirm').click();
  await expect(failed.getByRole('button')).toHaveCount(1);
  await page.keyboard.press('F2');
  await keepScreenshot(page, 'batch-done-en');

  // Half a card may be anywhere: another one takes a reason and a second person, in either language.
  await failed.getByRole('button').first().click();
  await page.getByTestId('primary-action').click();
  const reprint = page.getByTestId('reprint-dialog');
  await expect(reprint.getByTestId('reprint-confirm')).toBeDisabled();
  await keepScreenshot(page, 'reprint-en');
  await page.keyboard.press('Escape');
  await desk.speak(page, 'zh');
  await page.getByTestId('primary-action').click();
  await expect(reprint).toBeVisible();
  await keepScreenshot(page, 'reprint-zh');
});

test('cards of a printer that counts nothing wait to be looked at, and one that was seen is printed', async ({
  data,
}) => {
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ printerProfile: 'presented-300' }));
  const { page, close } = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    await desk.signIn(page, 'officer1');
    await desk.importSamples(page);
    const cases = await desk.casesOf(page, 'firstIssue', 'damage');
    for (const { number } of cases) await desk.accept(page, number);
    await desk.show(page, 'batch');
    await page.getByTestId('batch-start').click();
    await expect(page.getByTestId('batch-work')).toHaveAttribute('data-over', 'true');

    const toLookAt = page.getByTestId('batch-to-look-at').getByRole('button');
    await expect(toLookAt).toHaveCount(2);
    await expect(page.getByTestId('batch-failed')).toBeHidden();
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      await keepScreenshot(page, `batch-to-look-at-${language}`);
    }
    await desk.speak(page, 'zh');
    // The card in hand is the one that came last.
    await toLookAt.last().click();
    await desk.sayFinding(page, 'bothSidesPrinted');
    await desk.expectStage(page, 'verify');
    await desk.show(page, 'batch');
    await expect(page.getByTestId('batch-printed').getByRole('listitem')).toHaveCount(1);
    await expect(toLookAt).toHaveCount(1);
  } finally {
    await close();
  }
});
