// Every screen, dialog and failure of the window, reached one after another as work reaches them.

import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { actionTitle } from '../../shared/audit/catalogue.ts';
import type { KindOfIssue } from '../../shared/model/approval.ts';
import { countedPlaces } from '../../shared/model/day.ts';
import type { QueueRow } from '../../shared/model/queue.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from './desk.ts';
import { launchStarcard, type Starcard } from './launch.ts';
import { readLastSix } from './plastic.ts';
import { visitCustody, type Look } from './screens-custody.ts';

/** Walks through all of them, with devices that take no time. */
export async function visitAll(starcard: Starcard, look: Look): Promise<void> {
  await visitSignIn(starcard, look);
  await visitIntake(starcard, look);
  const [straight, jammed] = await twoCases(starcard.page);
  await visitReview(starcard.page, look, straight);
  await visitIssue(starcard, look, straight);
  await desk.accept(starcard.page, jammed.number);
  await visitBatch(starcard.page, look);
  await visitFaults(starcard.page, look, jammed);
  await visitCustody(starcard.page, look, straight);
  await visitAudit(starcard.page, look);
  await visitPeople(starcard.page, look);
  await visitPersons(starcard, look);
  await visitManagedDevices(starcard.page, look);
  await visitStock(starcard.page, look);
  await visitDay(starcard.page, look);
}

async function visitSignIn({ page, data }: Starcard, look: Look): Promise<void> {
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await look(page, 'sign-in');
  const second = await launchStarcard({ data });
  await expect(second.page.getByRole('alert')).toBeVisible();
  await look(second.page, 'start-failure');
  await second.close();
  await page.getByRole('textbox').first().fill('officer1');
  await page.locator('input[type="password"]').fill('not the password');
  await page.getByTestId('sign-in').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'sign-in-refused');
  await desk.signIn(page, 'officer1');
}

async function visitIntake({ app, page, data }: Starcard, look: Look): Promise<void> {
  await look(page, 'queue-empty');
  await desk.show(page, 'issue');
  await expect(page.getByTestId('no-case')).toBeVisible();
  await look(page, 'issue-none');
  await desk.show(page, 'queue');

  const broken = join(data, 'broken.approvals');
  await starcardJson(['sample', '--count', '1', '--seed', '5', '--broken', '--out', broken]);
  await desk.choosing(app, broken);
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import-outcome')).toBeVisible();
  await look(page, 'import-outcome');
  await page.keyboard.press('Escape');
  await desk.choosing(app, join(data, 'gone.approvals'));
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import-failure')).toBeVisible();
  await look(page, 'import-failure');
  await page.keyboard.press('Escape');

  await desk.importSamples(page);
  await expect(page.getByTestId('queue-table').getByRole('row').nth(5)).toBeVisible();
  await look(page, 'queue');
  await page.getByTestId('queue-search').fill('nobody of this name');
  await expect(page.getByTestId('queue-table').getByRole('row')).toHaveCount(2);
  await look(page, 'queue-search-empty');
  await page.getByTestId('queue-search').fill('');
  await page.getByTestId('view-all').click();
  await expect(page.getByTestId('queue-table').getByRole('row').nth(5)).toBeVisible();
  await look(page, 'queue-all');
}

/** One with an old card, whose review has something to warn of where there is such a case; and another. */
async function twoCases(page: Page): Promise<readonly [QueueRow, QueueRow]> {
  const kinds: readonly KindOfIssue[] = ['voluntaryExchange', 'firstIssue'];
  const [straight, jammed] = await desk.casesOf(page, ...kinds);
  if (straight === undefined || jammed === undefined) throw new Error('no cases');
  return [straight, jammed];
}

async function visitReview(page: Page, look: Look, one: QueueRow): Promise<void> {
  await desk.openCase(page, 'toReview', one.number);
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await look(page, 'review');
  await page.getByTestId('layer-uv').click();
  await expect(desk.preview(page).locator('.card-preview-viewport')).toHaveAttribute('data-lamp', '');
  await look(page, 'review-lamp');
  await page.getByTestId('layer-uv').click();
  await page.getByTestId('crop').click();
  await expect(page.getByTestId('crop-dialog')).toBeVisible();
  await look(page, 'crop-dialog');
  await page.keyboard.press('Escape');
  await page.getByTestId('preview-actual').click();
  await page.getByTestId('preview-measure').click();
  await expect(page.getByTestId('ruler-dialog')).toBeVisible();
  await look(page, 'ruler-dialog');
  await page.keyboard.press('Escape');
  await page.getByTestId('preview-fit').click();
  await page.getByTestId('return').click();
  await expect(page.getByTestId('return-dialog')).toBeVisible();
  await look(page, 'return-dialog');
  await page.keyboard.press('Escape');
  await desk.accept(page, one.number);
}

async function visitIssue({ page, data }: Starcard, look: Look, { number }: QueueRow): Promise<void> {
  await desk.openCase(page, 'toIssue', number);
  await desk.expectStage(page, 'compose');
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await look(page, 'issue-compose');
  await desk.pressThrough(page, 'compose', 'encode');
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await look(page, 'issue-encode');
  await page.getByTestId('cancel-job').click();
  await expect(page.getByTestId('cancel-dialog')).toBeVisible();
  await look(page, 'cancel-dialog');
  await page.keyboard.press('Escape');
  await desk.pressThrough(page, 'encode', 'print');
  await look(page, 'issue-print');
  await page.getByTestId('set-aside').click();
  await expect(page.getByTestId('set-aside-dialog')).toBeVisible();
  await look(page, 'set-aside-dialog');
  await page.keyboard.press('Escape');
  await desk.pressThrough(page, 'print', 'verify');
  await look(page, 'issue-verify');
  await page.getByTestId('tray-show').click();
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await look(page, 'tray-dialog');
  await page.getByTestId('tray-close').click();
  await desk.verify(page, await readLastSix(data));
  await look(page, 'issue-store');
  await desk.store(page, 'A', '01');
}

async function visitBatch(page: Page, look: Look): Promise<void> {
  await desk.show(page, 'batch');
  await expect(page.getByTestId('batch-start')).toBeEnabled();
  await look(page, 'batch');
}

async function visitFaults(page: Page, look: Look, { number }: QueueRow): Promise<void> {
  await desk.show(page, 'devices');
  await expect(page.getByTestId('printer')).toBeVisible();
  await look(page, 'devices');
  await desk.setPrinterFault(page, 'jamBetweenSides');
  await desk.openCase(page, 'toIssue', number);
  await desk.pressThrough(page, 'compose', 'encode', 'print', 'suspended');
  await look(page, 'issue-suspended');
  await desk.sayFinding(page, 'spoiled');
  await desk.expectStage(page, 'setAside');
  await look(page, 'issue-set-aside');
  await desk.press(page);
  await expect(page.getByTestId('reprint-dialog')).toBeVisible();
  await look(page, 'reprint-dialog');
  await page.keyboard.press('Escape');
}

/** As whoever answers for them sees them. */
async function visitManagedDevices(page: Page, look: Look): Promise<void> {
  await desk.show(page, 'devices');
  await page.getByTestId('officer-reader').scrollIntoViewIfNeeded();
  await look(page, 'devices-managed');
}

async function visitAudit(page: Page, look: Look): Promise<void> {
  await desk.signIn(page, 'supervisor1');
  await desk.show(page, 'audit');
  await page.getByTestId('audit-verify').click();
  await expect(page.getByTestId('audit-verdict')).toBeVisible();
  await look(page, 'audit');
  await page.getByTestId('verdict-close').click();
  await page.getByTestId('audit-search').fill(actionTitle('card.stored', 'zh'));
  await expect(page.getByTestId('audit-shown')).toHaveText(/(^|\D)1\D/);
  await page.getByTestId('audit-table').getByRole('row').nth(1).click();
  await expect(page.getByTestId('audit-entry')).toBeVisible();
  await page.getByTestId('note-text').fill('looked at again');
  await page.getByTestId('note-keep').click();
  await expect(page.getByTestId('notes')).toBeVisible();
  await page.getByTestId('entry-mark').click();
  await page.getByTestId('proof-show').click();
  await look(page, 'audit-entry');
  await page.getByTestId('entry-life').click();
  await expect(page.getByTestId('life')).toBeVisible();
  await look(page, 'audit-life');
  await page.getByTestId('audit-tab-marked').click();
  await expect(page.getByTestId('marked-table').getByRole('row').nth(1)).toBeVisible();
  await look(page, 'audit-marked');
  await page.getByTestId('audit-tab-patterns').click();
  await look(page, 'audit-patterns');
  await page.getByTestId('audit-tab-charts').click();
  await expect(page.getByTestId('chart-issued').getByRole('img')).toBeVisible();
  await look(page, 'audit-charts');
  await page.getByTestId('charts-as-table').click();
  await look(page, 'audit-charts-tables');
  await page.getByTestId('audit-tab-evidence').click();
  await expect(page.getByTestId('evidence')).toBeVisible();
  await look(page, 'audit-evidence');
  await page.getByTestId('audit-tab-stations').click();
  await look(page, 'audit-stations');
}

async function visitPeople(page: Page, look: Look): Promise<void> {
  await desk.show(page, 'accounts');
  await page.getByTestId('accounts-table').getByRole('row').filter({ hasText: 'officer2' }).click();
  await expect(page.getByTestId('account-dialog')).toBeVisible();
  await look(page, 'account-dialog');
  await page.getByTestId('choice-enrolCard').click();
  await expect(page.getByTestId('enrol-pin')).toBeVisible();
  await look(page, 'account-card');
  await page.keyboard.press('Escape');
  await page.getByTestId('account-new').click();
  await expect(page.getByTestId('new-account-dialog')).toBeVisible();
  await look(page, 'account-new');
  await page.keyboard.press('Escape');
  await look(page, 'accounts');
  await page.getByTestId('own-account').click();
  await expect(page.getByTestId('password-current')).toBeVisible();
  await look(page, 'own-account');
  await page.keyboard.press('Escape');
  const password = await desk.trainingPassword(page, 'supervisor1');
  await page.keyboard.press('Control+L');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await look(page, 'locked');
  await page.getByTestId('unlock-password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock-screen')).toBeHidden();
}

async function visitPersons({ app, page, data }: Starcard, look: Look): Promise<void> {
  const { rows } = await desk.fetchFrom(page, 'queue.list', { view: 'toReview', offset: 0, limit: 1 });
  const [one] = rows;
  if (one === undefined) throw new Error('no case');
  await desk.show(page, 'persons');
  await look(page, 'persons');
  await page.getByTestId('person-search').fill(one.latinName);
  await page.keyboard.press('Enter');
  await page.getByTestId(`show-${one.number}`).click();
  await expect(page.getByTestId('person-cases')).toBeVisible();
  await look(page, 'persons-person');
  await page.getByTestId('person-erase').click();
  await expect(page.getByTestId('erase-dialog')).toBeVisible();
  await look(page, 'persons-erase');
  await page.keyboard.press('Escape');
  await page.getByTestId('persons-tab-due').click();
  await expect(page.getByTestId('retention')).toBeVisible();
  await look(page, 'persons-due');
  await page.getByTestId('persons-tab-erased').click();
  await look(page, 'persons-erased');
  await page.getByTestId('persons-tab-keys').click();
  await desk.choosing(app, join(data, 'persons.keys'));
  await page.getByTestId('copy-keys').click();
  await expect(page.getByTestId('key-copies').getByRole('button')).toBeVisible();
  await look(page, 'persons-keys');
  await page.getByTestId('add-passphrase').click();
  await expect(page.getByTestId('slot-dialog')).toBeVisible();
  await look(page, 'persons-slot');
  await page.keyboard.press('Escape');
  await page.getByTestId('key-copies').getByRole('button').click();
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
  await look(page, 'persons-copy-gone');
  await page.keyboard.press('Escape');
}

async function visitStock(page: Page, look: Look): Promise<void> {
  await desk.show(page, 'stock');
  await expect(page.getByTestId('envelopes')).toContainText('SC-');
  await look(page, 'stock');
  await page.getByTestId('stock-receive').click();
  await expect(page.getByTestId('receive-dialog')).toBeVisible();
  await look(page, 'stock-receive');
  await page.keyboard.press('Escape');
  await page.getByTestId('stock-search').fill('SC-00000150');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('movements')).toBeVisible();
  await look(page, 'stock-blank');
  await page.getByTestId('blank-lose').click();
  await expect(page.getByTestId('correction-dialog')).toBeVisible();
  await look(page, 'stock-lose');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

async function visitDay(page: Page, look: Look): Promise<void> {
  await desk.show(page, 'day');
  await expect(page.getByTestId('day-current')).toBeVisible();
  await look(page, 'day');
  await page.getByTestId('hand-shift').click();
  await expect(page.getByTestId('shift-dialog')).toBeVisible();
  await look(page, 'day-shift');
  await page.keyboard.press('Escape');
  await page.getByTestId('begin-close').click();
  await page.getByTestId('destroy-all').click();
  await look(page, 'day-close');
  await page.getByTestId('destroy').click();
  await expect(page.getByTestId('destroy-dialog')).toBeVisible();
  await look(page, 'day-destroy');
  await page.keyboard.press('Escape');
  await page.getByTestId('left-over-seen').click();
  for (const place of countedPlaces) await page.getByTestId(`count-${place}`).fill('7');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('counted-twice').click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('day-open')).toBeVisible();
  await look(page, 'day-open');
  await page.getByTestId('differences').getByRole('button').click();
  await expect(page.getByTestId('explain-dialog')).toBeVisible();
  await look(page, 'day-explain');
  await page.keyboard.press('Escape');
}
