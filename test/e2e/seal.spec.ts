// The seal at the verify step: the scanner types it into the one field, or the training office's own scan puts it there.

import { expect, type Page } from '@playwright/test';
import type { KindOfIssue } from '../../shared/model/approval.ts';
import * as desk from './desk.ts';
import { test } from './starcard-test.ts';
import { failureWords, words } from './texts.ts';

test('the training scan reads the card in the tray, and the card is verified by it', async ({ starcard }) => {
  const { page } = starcard;
  const [one = ''] = await acceptedCases(page, 'firstIssue');

  await desk.makeCard(page, one);
  await page.getByTestId('scan-seal').click();
  await expect(page.getByTestId('plastic')).toHaveValue(/^DC03[0-9A-F]{300,}$/);
  await expect(page.getByTestId('stage')).toContainText(words('zh', 'issue.verify.scanned'));
  await desk.press(page);

  await desk.expectStage(page, 'store');
});

test('a keyboard wedge types the seal and Enter; rubbish and another card’s seal are told apart', async ({
  starcard,
}) => {
  const { page } = starcard;
  const [one = '', other = ''] = await acceptedCases(page, 'firstIssue', 'damage');
  await desk.makeCard(page, one);
  const { scan } = await scanWhenOut(page);
  await wedge(page, 'https://specimen.invalid/not-a-seal');
  await expect(page.getByRole('alert')).toContainText(failureWords('zh', 'seal.malformed'));
  await wedge(page, scan);
  await desk.expectStage(page, 'store');
  await desk.store(page, 'A', '01');

  await desk.makeCard(page, other);
  await wedge(page, scan);

  await expect(page.getByRole('alert')).toContainText(failureWords('zh', 'verify.sealMismatch'));
  await expect(page.getByRole('alert').getByRole('button')).toContainText(words('zh', 'issue.setAside.open'));
});

/** The numbers of accepted cases of these kinds; the officer is signed in. */
async function acceptedCases(page: Page, ...kinds: readonly KindOfIssue[]): Promise<readonly string[]> {
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const cases = await desk.casesOf(page, ...kinds);
  for (const { number } of cases) await desk.accept(page, number);
  return cases.map(({ number }) => number);
}

/** The card comes out when the device is done with it. */
async function scanWhenOut(page: Page): Promise<{ readonly scan: string }> {
  await expect.poll(async () => (await desk.ask(page, 'training.scanSeal', {})).ok).toBe(true);
  return desk.fetchFrom(page, 'training.scanSeal', {});
}

/** A scanner set up as a keyboard: characters, fast, and Enter. */
async function wedge(page: Page, text: string): Promise<void> {
  await expect(page.getByTestId('plastic')).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
