// The audit screen through the real window: found, filtered, followed from approval to release, marked, noted, counted,
// and taken away as evidence that another program verifies. A good part of it by keys alone.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { z } from 'zod';
import { actionTitle } from '../../shared/audit/catalogue.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { launchStarcard } from './launch.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

interface Made {
  readonly number: string;
  readonly cardNumber: string;
}

test('a supervisor finds, follows, marks, counts and takes away what the log holds', async ({ data }) => {
  const made = await oneCardHandedOver(data);
  const { app, page, close } = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    await oneBlankSpoilt(page);
    await desk.signIn(page, 'supervisor1');
    await page.keyboard.press('Alt+5');
    const table = page.getByTestId('audit-table');
    await expect(table.getByRole('row').nth(1)).toBeFocused();

    await test.step('filters narrow the list, together', async () => {
      await choose(page, 'audit.filter.action', actionTitle('job.setAside', 'zh'));
      await expect(table.getByRole('row')).toHaveCount(2);
      await expect(table).toContainText(words('zh', 'setAside.visualDefect'));
      await choose(page, 'audit.filter.actor', 'officer2');
      await expect(page.getByText(words('zh', 'audit.empty'))).toBeVisible();
      await page.getByTestId('filters-clear').click();
      await expect(table.getByRole('row').nth(5)).toBeVisible();
      await choose(page, 'audit.filter.severity', words('zh', 'audit.severity.warning'));
      await choose(page, 'audit.filter.period', words('zh', 'audit.period.between'));
      await page.getByTestId('audit-to').fill('2020-01-01');
      await expect(page.getByText(words('zh', 'audit.empty'))).toBeVisible();
      await page.getByTestId('filters-clear').click();
    });

    await test.step('words find an entry, its proof is there, and it is marked and noted without a mouse', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(actionTitle('card.handedOver', 'zh'));
      await expect(page.getByTestId('audit-shown')).toHaveText(/(^|\D)1\D/);
      await expect(table.getByRole('row')).toHaveCount(2);
      await page.keyboard.press('ArrowDown');
      await expect(table.getByRole('row').nth(1)).toBeFocused();
      await page.keyboard.press('Enter');
      const entry = page.getByTestId('audit-entry');
      await expect(entry.getByTestId('entry-proof')).toContainText(proofSentence(0).split('0')[0] ?? '');
      await pressByKeys(page, 'entry-mark');
      await expect(entry.getByTestId('entry-review')).toContainText(words('zh', 'audit.marked'));
      await reach(page, 'note-text');
      await page.keyboard.type('与持证人核对过');
      await pressByKeys(page, 'note-keep');
      await expect(entry.getByTestId('notes')).toContainText('与持证人核对过');
      await expect(entry.getByTestId('notes')).not.toContainText(words('zh', 'audit.note.altered'));
    });

    await test.step('its card is followed from approval to release, in either language', async () => {
      await pressByKeys(page, 'entry-life');
      await expect(page.getByTestId('life-summary')).toHaveAttribute('data-reached', 'handedOver');
      await expect(page.getByTestId('life-summary')).toContainText('officer2');
      await page.keyboard.press('F2');
      for (const stage of ['approval', 'review', 'faces', 'chip', 'print', 'verify', 'safe', 'release'] as const)
        await expect(page.getByTestId('life')).toContainText(words('en', `audit.stage.${stage}`));
      await page.keyboard.press('F2');
      await page.getByTestId('life-search').fill(made.cardNumber);
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('life-summary')).toHaveAttribute('data-reached', 'handedOver');
    });

    await test.step('what is marked is listed, and a mark is taken off again by an entry of its own', async () => {
      await page.getByTestId('audit-tab-marked').click();
      const marked = page.getByTestId('marked-table');
      await expect(marked.getByRole('row')).toHaveCount(2);
      await marked.getByRole('row').nth(1).click();
      await page.getByTestId('entry-mark').click();
      await page.keyboard.press('Escape');
      await expect(marked).toContainText(words('zh', 'audit.marks.empty'));
    });

    await test.step('charts count it, and say the same as tables', async () => {
      await page.getByTestId('audit-tab-charts').click();
      await expect(page.getByTestId('chart-issued').getByRole('img')).toBeVisible();
      await page.getByTestId('charts-as-table').click();
      await expect(page.getByTestId('chart-issued').getByRole('row').nth(1)).toContainText(/1\s*1$/);
      await expect(page.getByTestId('chart-spoilt')).toContainText(words('zh', 'setAside.visualDefect'));
      await expect(page.getByTestId('chart-reprints')).toContainText('officer1');
      await expect(page.getByTestId('chart-times')).toContainText(actionTitle('card.print', 'zh'));
    });

    await test.step('an unusual pattern leads to its entries', async () => {
      for (let time = 0; time < 5; time += 1)
        await desk.ask(page, 'session.signIn', { account: 'officer2', password: 'wrong' });
      await page.getByTestId('audit-tab-patterns').click();
      await page.getByTestId('pattern-failedSignIns').getByRole('button').first().click();
      await expect(page.getByTestId('audit-entry')).toContainText(actionTitle('session.signInFailed', 'zh'));
      await page.keyboard.press('Escape');
    });

    await test.step('a selection leaves as one signed file that verifies elsewhere', async () => {
      await page.getByTestId('audit-tab-life').click();
      const { verifierKey } = await desk.fetchFrom(page, 'audit.list', { limit: 1 });
      const file = join(data, 'life.json');
      await savingAs(app, file);
      await page.getByTestId('take-selection').click();
      await desk.expectSaid(page, file);
      expect(await starcardJson(['audit', 'verify', '--selection', file, '--key', verifierKey])).toBeTruthy();
      await savingAs(app, join(data, 'life.csv'));
      await page.getByTestId('take-csv').click();
      await desk.expectSaid(page, 'life.csv');
      expect(readFileSync(join(data, 'life.csv'), 'utf8')).toContain('card.handedOver');
    });

    await test.step('exports of workstations open as one timeline', async () => {
      const { verifierKey } = await desk.fetchFrom(page, 'audit.list', { limit: 1 });
      const folder = join(data, 'exported');
      await desk.choosing(app, folder);
      await desk.fetchFrom(page, 'audit.chooseAndExport', {});
      await page.getByTestId('audit-tab-stations').click();
      await page.getByTestId('station-key').fill(verifierKey);
      await page.getByTestId('station-open').click();
      await expect(page.getByTestId('stations').getByRole('listitem')).toHaveCount(1);
      await page.getByTestId('station-search').fill(actionTitle('card.handedOver', 'zh'));
      await expect(page.getByTestId('stations-table').getByRole('row')).toHaveCount(2);
      await page.getByTestId('stations-table').getByRole('row').nth(1).click();
      await expect(page.getByTestId('audit-entry')).toContainText(actionTitle('card.handedOver', 'zh'));
      await expect(page.getByTestId('entry-mark')).toBeHidden();
      await page.keyboard.press('Escape');
    });

    await page.getByTestId('audit-verify').click();
    await expect(page.getByTestId('audit-verdict')).toHaveAttribute('data-intact', 'true');
  } finally {
    await close();
  }
});

/** By command line, as quickly as it goes: reviewed and made by one person, handed over by another. */
async function oneCardHandedOver(data: string): Promise<Made> {
  const sample = join(data, 'one.approvals');
  await starcardJson(['sample', '--count', '4', '--seed', '7', '--out', sample]);
  await starcardJson(['import', sample, '--data', data, '--as', 'officer1']);
  const listed = await starcardJson(['list', '--data', data, '--view', 'toReview', '--as', 'officer1']);
  const [row] = rowsOf(listed);
  if (row === undefined) throw new Error('no case');
  const as = (account: string): readonly string[] => ['--data', data, '--as', account];
  await starcardJson(['review', row.number, '--accept', '--acknowledge-warnings', ...as('officer1')]);
  await starcardJson(['issue', row.number, '--plastic-from-tray', ...as('officer1')]);
  const checks = ['--passport', passportIn(sample, row.number), '--portrait-matches', '--holder-checked'];
  await starcardJson(['handover', row.number, ...checks, '--signed-on-paper', 'F-1', ...as('officer2')]);
  return row;
}

/** The passport that the person brings; the list does not show its number. */
function passportIn(approvals: string, number: string): string {
  const lines = readFileSync(approvals, 'utf8').split('\n');
  const payloads = lines.map((line) => Buffer.from(line.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const found: unknown = JSON.parse(payloads.find((payload) => payload.includes(number)) ?? '{}');
  return z.object({ person: z.object({ passport: z.object({ number: z.string() }) }) }).parse(found).person.passport
    .number;
}

function rowsOf(listed: unknown): readonly Made[] {
  const rows: unknown = Reflect.get(Object(listed), 'rows');
  return Array.isArray(rows)
    ? rows.map((row) => ({ number: String(row.number), cardNumber: String(row.cardNumber) }))
    : [];
}

/** Another case, whose first blank is set aside and which is begun again. */
async function oneBlankSpoilt(page: Page): Promise<void> {
  await desk.signIn(page, 'officer1');
  const { rows } = await desk.fetchFrom(page, 'queue.list', { view: 'toReview', offset: 0, limit: 1 });
  const applicationId = rows[0]?.id;
  if (applicationId === undefined) throw new Error('no second case');
  const { application, warnings } = await desk.fetchFrom(page, 'application.open', { applicationId });
  const acknowledged = warnings.map(({ kind }) => kind);
  const { revision } = application;
  const accepted = await desk.fetchFrom(page, 'review.accept', { applicationId, revision, acknowledged });
  const composed = await desk.fetchFrom(page, 'job.compose', {
    applicationId,
    revision: accepted.application.revision,
  });
  const encoded = await desk.fetchFrom(page, 'job.encode', { jobId: composed.id, revision: composed.revision });
  const spoilt = { jobId: encoded.id, revision: encoded.revision, reason: 'visualDefect', note: '' } as const;
  const aside = await desk.fetchFrom(page, 'job.setAside', spoilt);
  await desk.fetchFrom(page, 'job.restart', { jobId: aside.id, revision: aside.revision });
  await desk.signOut(page);
}

async function choose(page: Page, label: Parameters<typeof words>[1], option: string): Promise<void> {
  const select = page.locator('.select').filter({ has: page.getByText(words('zh', label), { exact: true }) });
  await select.getByRole('button').click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

function proofSentence(size: number): string {
  return words('zh', 'audit.proof.says', { size, hashes: size });
}

/** More stops than the dialog of an entry has. */
const mostStops = 30;

async function reach(page: Page, testId: string): Promise<void> {
  const thing = page.getByTestId(testId);
  await expect(thing).toBeVisible();
  await expect(thing).toBeEnabled();
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await thing.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no key reaches ${testId}`);
}

async function pressByKeys(page: Page, testId: string): Promise<void> {
  await reach(page, testId);
  await page.keyboard.press('Enter');
}

/** Stands in for the person at the system's own dialog, which no test can reach. */
async function savingAs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}
