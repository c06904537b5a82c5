// Personal data in the real window: taken out for its person, erased by two when its time is over, and the keys it lies under.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard } from './launch.ts';
import { inSmallWindow, lookerAt } from './look.ts';
import { test } from './starcard-test.ts';
import { bothLanguages, words } from './texts.ts';

const look = lookerAt('persons');
const passphrase = 'four invented words on paper';

test('a person is found, taken out, and erased by two once the time is over; the certificate is kept', async ({
  data,
}) => {
  await officeOfLongAgo(data);
  const starcard = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    const { app, page } = starcard;
    await desk.signIn(page, 'supervisor1');
    const person = await firstDue(page);
    await desk.show(page, 'persons');
    await page.getByTestId('person-search').fill(person.latinName);
    await page.keyboard.press('Enter');
    await page.getByTestId(`show-${person.number}`).click();
    await expect(page.getByTestId('person-cases')).toContainText(words('zh', 'persons.over'));
    await look(page, 'person');
    await smallest(app, page);

    const zip = join(data, 'person.zip');
    await savingTo(app, zip);
    await page.getByTestId('person-export').click();
    await expect(page.getByTestId('person-exported')).toBeVisible();
    expect(readFileSync(zip).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(readFileSync(zip).includes(person.latinName)).toBe(true);

    await page.getByTestId('persons-tab-due').click();
    await expect(page.getByTestId('retention')).toContainText(words('zh', 'persons.years', { count: 5 }));
    await expect(page.getByTestId('due-table')).toContainText(person.id);
    await look(page, 'due');
    await page.getByTestId('due-table').getByRole('row').filter({ hasText: person.id }).click();
    await page.getByTestId('person-erase').click();
    await erase(page, person);

    const [erasure] = await desk.fetchFrom(page, 'person.erasures', { limit: 1 });
    if (erasure === undefined) throw new Error('no erasure');
    await expect(page.getByTestId(`erasure-${erasure.id}`)).toContainText('supervisor1 + officer1');
    await look(page, 'erased');
    const pdf = join(data, 'certificate.pdf');
    await savingTo(app, pdf);
    await page.getByTestId(`certificate-${erasure.id}`).click();
    await desk.expectSaid(page, words('zh', 'persons.certificateSaved', { file: pdf }));
    expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(readFileSync(join(data, 'certificate.jws'), 'utf8').split('.')).toHaveLength(3);

    const found = await desk.fetchFrom(page, 'queue.list', { view: 'all', text: person.number, offset: 0, limit: 5 });
    expect(found.total).toBe(0);
    await page.getByTestId('persons-tab-due').click();
    await expect(page.getByTestId('due-table')).not.toContainText(person.id);
  } finally {
    await starcard.close();
  }
});

async function erase(page: Page, person: QueueRow): Promise<void> {
  const dialog = page.getByTestId('erase-dialog');
  await expect(dialog.getByTestId('choice-retentionOver')).toHaveAttribute('data-selected', 'true');
  await look(page, 'erase');
  await dialog.getByTestId('second-account').fill('officer1');
  await dialog.getByTestId('second-password').fill('not the password');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toHaveAttribute('data-kind', 'access.wrongPassword');
  expect(await totalOf(page, person.number)).toBe(1);
  await dialog.getByTestId('second-password').fill(await desk.trainingPassword(page, 'officer1'));
  await page.keyboard.press('Control+Enter');
  await desk.expectSaid(page, words('zh', 'persons.erasedNow', { cases: 1 }));
}

test('a person whose card is in work is not erased, and an officer sees no keys', async ({ starcard: { page } }) => {
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  await desk.openCase(page, 'toIssue', one.number);
  await desk.pressThrough(page, 'compose', 'encode');
  await page.keyboard.press('Alt+P');
  await page.getByTestId('person-search').fill(one.number);
  await page.getByTestId('person-find').click();
  await page.getByTestId(`show-${one.number}`).click();
  await expect(page.getByTestId('person-cases')).toContainText(words('zh', 'persons.heldBy.job'));
  await expect(page.getByTestId('person-erase')).toBeDisabled();
  await expect(page.getByTestId('persons-tab-keys')).toBeHidden();
  await expect(page.getByTestId('persons-tab-due')).toBeHidden();
});

test('a recovery passphrase is added, renewed and taken away by two, and copies of the keys are on record', async ({
  starcard: { app, page },
  data,
}) => {
  await desk.signIn(page, 'administrator1');
  await desk.show(page, 'persons');
  await expect(page.getByTestId('persons-tab-person')).toBeHidden();
  await page.getByTestId('persons-tab-keys').click();
  await look(page, 'keys');
  await expect(page.getByTestId('remove-file')).toBeDisabled();

  await page.getByTestId('add-passphrase').click();
  const dialog = page.getByTestId('slot-dialog');
  await dialog.getByTestId('passphrase').fill(passphrase);
  await dialog.getByTestId('passphrase-again').fill(`${passphrase}!`);
  await expect(dialog.getByRole('alert')).toHaveText(words('zh', 'persons.passphraseDiffers'));
  await look(page, 'slot');
  await dialog.getByTestId('passphrase-again').fill(passphrase);
  await agree(page);
  await desk.expectSaid(page, words('zh', 'persons.actDone.add', { slot: words('zh', 'persons.slot.passphrase') }));
  const slot = join(data, 'keys', 'person-master.passphrase');
  const first = readFileSync(slot, 'utf8');

  await page.getByTestId('renew-passphrase').click();
  await dialog.getByTestId('passphrase').fill(`${passphrase} again`);
  await dialog.getByTestId('passphrase-again').fill(`${passphrase} again`);
  await agree(page);
  await desk.expectSaid(page, words('zh', 'persons.actDone.renew', { slot: words('zh', 'persons.slot.passphrase') }));
  expect(readFileSync(slot, 'utf8')).not.toBe(first);
  await page.getByTestId('renew-file').click();
  await agree(page);
  await desk.expectSaid(page, words('zh', 'persons.actDone.renew', { slot: words('zh', 'persons.slot.file') }));

  await savingTo(app, join(data, 'persons.keys'));
  await page.getByTestId('copy-keys').click();
  await expect(page.getByTestId('key-copies')).toContainText(words('zh', 'persons.copyGood'));
  await look(page, 'key-copies');
  await page.getByTestId('key-copies').getByRole('button').click();
  await page.keyboard.press('Control+Enter');
  await desk.expectSaid(page, words('zh', 'persons.goneDone'));

  await page.getByTestId('remove-passphrase').click();
  await agree(page);
  await desk.expectSaid(page, words('zh', 'persons.actDone.remove', { slot: words('zh', 'persons.slot.passphrase') }));
  expect(existsSync(slot)).toBe(false);
});

/** The second manager signs in on the spot. */
async function agree(page: Page): Promise<void> {
  const dialog = page.getByTestId('slot-dialog');
  await dialog.getByTestId('second-account').fill('supervisor1');
  await dialog.getByTestId('second-password').fill(await desk.trainingPassword(page, 'supervisor1'));
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

/** Two cases on file, the first of which came in and expired years ago. */
async function officeOfLongAgo(data: string): Promise<void> {
  const approvals = join(data, 'few.approvals');
  await starcardJson(['sample', '--count', '6', '--seed', '8', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const db = new SqliteDatabase(join(data, 'starcard.db'));
  db.exec(`UPDATE application SET receivedAt = '2019-03-02T08:00:00.000Z', expiresAt = '2019-06-01T00:00:00Z'
    WHERE ordinal = (SELECT min(ordinal) FROM application WHERE kind = 'firstIssue')`);
  db.close();
}

async function firstDue(page: Page): Promise<QueueRow> {
  const [due] = await desk.fetchFrom(page, 'person.due', { after: null, limit: 5 });
  const { rows } = await desk.fetchFrom(page, 'queue.list', { view: 'all', offset: 0, limit: 50 });
  const row = rows.find(({ id }) => id === due?.applicationId);
  if (row === undefined) throw new Error('no case whose time is over');
  return row;
}

async function totalOf(page: Page, number: string): Promise<number> {
  return (await desk.fetchFrom(page, 'queue.list', { view: 'all', text: number, offset: 0, limit: 5 })).total;
}

/** The next saving dialog answers with that file. */
async function savingTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** Every screen, and the way out, is in sight in the smallest window too. */
async function smallest(app: ElectronApplication, page: Page): Promise<void> {
  await inSmallWindow(app, page, async () => {
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      await keepScreenshot(page, `small-persons-${language}`);
      const status = (await page.getByTestId('status-line').boundingBox())?.y ?? 0;
      const out = await page.getByTestId('sign-out').boundingBox();
      const last = await page.getByTestId('nav-persons').boundingBox();
      const account = await page.getByTestId('own-account').boundingBox();
      expect((out?.y ?? 0) + (out?.height ?? 0)).toBeLessThanOrEqual(status);
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(account?.y ?? 0);
    }
    await desk.speak(page, 'zh');
  });
}
