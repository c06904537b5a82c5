// Importing a file through the system's dialog: what is good comes in, each bad line is named with its reason.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { test } from './starcard-test.ts';
import { bothLanguages, failureWords, words } from './texts.ts';

const goodRecords = 3;

test('every refused line is listed with its number and reason, in both languages; the good ones are imported', async ({
  starcard,
}) => {
  const { app, page, data } = starcard;
  const file = join(data, 'broken.approvals');
  await starcardJson(['sample', '--count', String(goodRecords), '--seed', '5', '--broken', '--out', file]);
  await desk.signIn(page, 'officer1');

  await desk.choosing(app, file);
  await page.keyboard.press('Control+I');
  const outcome = page.getByTestId('import-outcome');
  const refused = outcome.locator('.refused-line');
  await expect(refused).not.toHaveCount(0);
  const lines = await refused.count();

  for (const language of bothLanguages) {
    await desk.speak(page, language);
    await expect(outcome).toContainText('broken.approvals');
    await expect(outcome).toContainText(words(language, 'intake.refusedList'));
    const texts = await refused.allInnerTexts();
    const numbers = texts.map((text) => text.split('\n')[0]);
    // The refused lines follow the good ones, each on a line of its own.
    expect(numbers).toEqual(
      texts.map((_, index) => words(language, 'intake.refusedLine', { line: goodRecords + 1 + index })),
    );
    for (const text of texts) {
      const [, what = '', next = ''] = text.split('\n').filter((part) => part.trim() !== '');
      expect(what.length, text).toBeGreaterThan(3);
      expect(next.length, text).toBeGreaterThan(3);
      expect(text, 'a place that no value filled').not.toMatch(/\{\w+\}/);
      if (language === 'zh') expect(what).toMatch(/[\u4e00-\u9fff]/);
      else expect(what).toMatch(/^[A-Z“]/);
    }
  }
  expect(lines).toBeGreaterThan(20);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('queue-total')).toHaveText(words('en', 'queue.count', { total: goodRecords }));
});

test('a file that is no approval file is refused and leaves the queue as it was', async ({ starcard }) => {
  const { app, page, data } = starcard;
  await desk.signIn(page, 'officer1');
  const binary = join(data, 'binary.approvals');
  writeFileSync(binary, Buffer.alloc(300_000, Buffer.from([0, 1, 2, 255, 10, 200])));
  await desk.choosing(app, binary);
  await page.getByTestId('import').click();
  const failure = page.getByTestId('import-failure').getByRole('alert');
  await expect(failure).toContainText(failureWords('zh', 'intake.notApprovals'));
  await expect(failure).toContainText('binary.approvals');
  await page.keyboard.press('Escape');

  await desk.choosing(app, join(data, 'gone.approvals'));
  await page.getByTestId('import').click();
  await expect(failure).toContainText(failureWords('zh', 'file.unreadable'));
  await page.keyboard.press('Escape');

  // Whoever changes their mind gets nothing to read.
  await desk.choosing(app, null);
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import')).toBeEnabled();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByTestId('queue-total')).toHaveText(words('zh', 'queue.count', { total: 0 }));
});
