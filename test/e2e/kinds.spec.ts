// All six kinds of work through the real window, from review to the holder's hand: each asks for its own steps.

import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { replacementOf, signRecord } from '../../electron/core/sample/sign-record.ts';
import { specimenAuthority } from '../../electron/core/specimen/authority.ts';
import { composeCardNumber } from '../../shared/card/number.ts';
import { lastValidDay } from '../../shared/card/validity.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import { approvalSchema, type KindOfIssue } from '../../shared/model/approval.ts';
import { requiredOf } from '../../shared/hand-over/kinds.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { keepScreenshot } from './launch.ts';
import { inTheSafe } from './in-the-safe.ts';
import { readLastSix } from './plastic.ts';
import { test } from './starcard-test.ts';
import { failureWords, words } from './texts.ts';

test('each of the six kinds asks for its own steps, and its card reaches the holder', async ({ starcard }) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const kinds: readonly KindOfIssue[] = ['firstIssue', 'expiry', 'changeOfData', 'damage', 'loss', 'voluntaryExchange'];
  const cases = await desk.casesOf(page, ...kinds);
  await inTheSafe(page, data, cases);
  await desk.signOut(page);

  await desk.signIn(page, 'officer2');
  for (const one of cases) {
    const dialog = await desk.openHandOver(page, one.cardNumber);
    const steps = dialog.getByTestId('desk-steps').getByRole('listitem');
    await expect(steps).toHaveCount(requiredOf[one.kind].length);
    for (const step of requiredOf[one.kind]) await expect(dialog.getByTestId(`desk-step-${step}`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await desk.handOver(page, one.cardNumber);
  }
  await page.getByTestId('custody-oldCards').click();
  await expect(page.getByTestId('old-cards').getByRole('row')).toHaveCount(4 + 1);
  await keepScreenshot(page, 'old-cards-zh');
});

test('a wrong passport, an old card of somebody else, and a complaint: what the desk says, in English', async ({
  starcard,
}) => {
  const { page, data } = starcard;
  await desk.speak(page, 'en');
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'voluntaryExchange');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number, 'en');
  await desk.makeCard(page, one.number);
  await desk.lookIntoTray(page);
  await desk.verify(page, await readLastSix(data));
  await desk.store(page, 'A', '01', 'en');
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');

  const dialog = await desk.openHandOver(page, one.cardNumber);
  await dialog.getByTestId('old-number').fill('CAN110081080310');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText(failureWords('en', 'oldCard.ofAnother'));
  await dialog.getByTestId('old-number').fill('');
  await dialog.getByTestId('old-sample').click();
  await expect(dialog.getByTestId('old-record')).toBeVisible();
  await dialog.getByTestId('old-look').click();
  await expect(dialog.getByTestId('old-reading')).toBeVisible();
  await keepScreenshot(page, 'old-card-en');
  await dialog.getByTestId('old-face-matches').click();
  await dialog.getByTestId('old-collect').click();
  await dialog.getByTestId('old-cancel').click();

  await desk.expectStep(dialog, 'identity');
  await dialog.getByTestId('passport').fill('XX0000000');
  await dialog.getByTestId('portrait-matches').click();
  // In the smallest window too the sentence is read whole: nothing that acts lies over it.
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText(failureWords('en', 'handover.passportDiffers'));
  await keepScreenshot(page, 'hand-over-refused-small-en');
  await expect.poll(() => isUncovered(dialog.getByRole('alert'))).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByTestId('portrait-matches').click();
  await desk.checkIdentity(page, dialog, one.cardNumber);
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'holder');
  await dialog.getByTestId('show-holder').click();
  await expect(page.getByTestId('for-holder').getByTestId('holder-card')).toHaveAttribute('data-state', 'ready');
  await keepScreenshot(page, 'for-holder-en');
  await page.getByTestId('for-holder-close').click();
  await dialog.getByTestId('faces-right').click();
  await dialog.getByTestId('holder-disagrees').click();
  await expect(dialog.getByRole('alert')).toContainText(failureWords('en', 'handover.holderDisagrees'));

  await dialog.getByTestId('other-work').locator('summary').click();
  await dialog.getByTestId('complain').click();
  const complaint = page.getByTestId('complaint-dialog');
  await complaint.getByTestId('complaint-open').click();
  await complaint.getByTestId('complaint-inspect').click();
  await expect(complaint.getByTestId('complaint-findings')).toContainText(words('en', 'complaint.noFindings'));
  await page.getByTestId('choice-unfounded').click();
  await keepScreenshot(page, 'complaint-en');
  await complaint.getByTestId('complaint-decide').click();
  await expect(complaint.getByTestId('complaint-done')).toBeVisible();
  // What is left to do is the reply; nothing asks for the same complaint again.
  await expect(complaint.getByTestId('complaint-slip')).toBeFocused();
  await expect(complaint.getByTestId('complaint-open')).toBeHidden();
  await keepScreenshot(page, 'complaint-decided-en');
});

test('the card on the desk is as custody has it now, and evidence ends as every old card does', async ({
  starcard,
}) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'damage');
  if (one === undefined) throw new Error('no case');
  await inTheSafe(page, data, [one]);
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  await desk.show(page, 'custody');
  for (const [tab, text] of [
    ['uncollected', 'custody.emptyUncollected'],
    ['underWay', 'custody.emptyUnderWay'],
    ['toReturn', 'custody.emptyToReturn'],
  ] as const) {
    await page.getByTestId(`custody-${tab}`).click();
    await expect(page.getByTestId('custody-table')).toContainText(words('zh', text));
  }
  await page.getByTestId('custody-waiting').click();

  const dialog = await desk.openHandOver(page, one.cardNumber);
  await dialog.getByTestId('old-sample').click();
  await expect(dialog.getByTestId('old-record')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await dialog.getByTestId('old-face-matches').click();
  await page.keyboard.press('Control+Enter');
  await dialog.getByTestId('old-hold-reason').fill('原件待查');
  await dialog.getByTestId('old-hold').click();
  await desk.expectStep(dialog, 'identity');
  await dialog.getByTestId('other-work').locator('summary').click();
  await dialog.getByTestId('remind').click();
  await expect(dialog).toContainText(words('zh', 'custody.remindedTimes', { count: 1 }));
  await dialog.getByTestId('complain').click();
  await page.getByTestId('complaint-open').click();
  await page.getByTestId('complaint-close').click();
  await expect(dialog).toContainText(words('zh', 'handover.underComplaint'));
  await page.keyboard.press('Escape');

  await page.getByTestId('custody-oldCards').click();
  await page.getByTestId('old-cards').getByRole('row').nth(1).click();
  await expect(page.getByTestId('evidence-dialog')).toContainText('原件待查');
  for (const language of ['zh', 'en'] as const) {
    await desk.speak(page, language);
    await keepScreenshot(page, `old-card-evidence-${language}`);
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('old-cards')).toContainText(words('en', 'oldCard.state.cancelled'));
  await page.getByTestId('old-cards').getByRole('row').nth(1).click();
  await expect(page.getByTestId('destroy-dialog')).toBeVisible();
});

test('a case of the queue that waits in the safe leads to its hand-over', async ({ starcard }) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const cases = await desk.casesOf(page, 'firstIssue');
  await inTheSafe(page, data, cases);
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  await desk.show(page, 'queue');
  await page.getByTestId('view-custody').click();
  await page.getByTestId('queue-table').getByRole('row').nth(1).click();
  await expect(page.getByTestId('hand-over-dialog').getByTestId('desk-steps')).toBeVisible();
  await keepScreenshot(page, 'hand-over-zh');
});

test('a card that left before its record was corrected is collected when the next one is handed over', async ({
  starcard,
}) => {
  const { app, page, data } = starcard;
  const file = join(data, 'corrected.approvals');
  await starcardJson(['sample', '--count', '24', '--seed', '5', '--out', file]);
  await desk.signIn(page, 'officer1');
  await importFile(app, page, file);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await inTheSafe(page, data, [one]);
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  await desk.handOver(page, one.cardNumber);
  await desk.signOut(page);

  await desk.signIn(page, 'officer1');
  const number = correct(file, one.number);
  await importFile(app, page, file);
  await inTheSafe(page, data, [one]);
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  const dialog = await desk.openHandOver(page, number);
  await expect(dialog.getByTestId('desk-steps')).toHaveAttribute('data-current', 'oldCard');
  for (const language of ['zh', 'en'] as const) {
    await desk.speak(page, language);
    await expect(dialog.getByTestId('old-corrected')).toContainText(words(language, 'oldCard.corrected'));
    await keepScreenshot(page, `old-card-corrected-${language}`);
  }
  await page.setViewportSize({ width: 1024, height: 700 });
  await keepScreenshot(page, 'old-card-corrected-small-en');
  await dialog.getByTestId('old-sample').click();
  await expect(dialog.getByTestId('old-record')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('old-reading')).toContainText(words('en', 'oldCard.relation.earlier'));
  await keepScreenshot(page, 'old-card-earlier-en');
  await dialog.getByTestId('old-face-matches').click();
  await page.keyboard.press('Control+Enter');
  await dialog.getByTestId('old-cancel').click();
  await desk.expectStep(dialog, 'identity');
});

/** Seen from corner to corner, by what lies on top there. */
function isUncovered(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const corners = [left + 8, right - 8].flatMap((x) => [top + 8, bottom - 8].map((y) => ({ x, y })));
    return corners.every(({ x, y }) => element.contains(document.elementFromPoint(x, y)));
  });
}

async function importFile(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await desk.choosing(app, file);
  await desk.show(page, 'queue');
  await page.keyboard.press('Control+I');
  await expect(page.getByTestId('import-outcome')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('import-outcome')).toBeHidden();
}

/** The authority corrects the birth date of that application, and with it the number; the file holds nothing else then. */
function correct(file: string, application: string): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const texts = lines.map((line) => Buffer.from(line.split('.')[1] ?? '', 'base64url').toString());
  const text = texts.find((one) => one.includes(`"${application}"`));
  if (text === undefined) throw new Error('no such application in the file');
  const earlier = approvalSchema.parse(JSON.parse(text));
  const { person, card } = earlier;
  const birthDate = `${person.birthDate.slice(0, 8)}${person.birthDate.endsWith('11') ? '12' : '11'}`;
  const place = card.number.slice(1, 3);
  const [nationality, sequence] = [card.number.slice(3, 6), card.number.slice(14, 17)];
  const number = composeCardNumber({ place, nationality, birthDate, sequence });
  const changes = {
    person: { ...person, birthDate },
    card: { ...card, number, validUntil: lastValidDay(birthDate, card.validFrom) },
  };
  const hash = sha256Schema.parse(createHash('sha256').update(text).digest('hex'));
  const replacement = replacementOf(earlier, hash, randomUUID(), changes);
  writeFileSync(file, `${signRecord(replacement, specimenAuthority().signers.approval).jws}\n`);
  return number;
}
