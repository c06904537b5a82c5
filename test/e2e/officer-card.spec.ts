// An officer's card in the real window, behind the real PC/SC service: set up by two, signed in and unlocked with, lost.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import {
  hasPcscService,
  insertOfficerCard,
  readerPorts,
  startPcscService,
  type InsertedCard,
  type PcscService,
} from '../integration/pcsc-service.ts';
import * as desk from './desk.ts';
import { keepScreenshot } from './launch.ts';
import { inSmallWindow, lookerAt } from './look.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

const look = lookerAt('officer-card');
const PIN = '24681357';
const [PORT] = readerPorts;

const folder = mkdtempSync(join(tmpdir(), 'starcard-officer-card-'));
let service: PcscService;
let card: InsertedCard;

test.skip(!hasPcscService(), 'needs pcscd and vpcd');

test.beforeAll(async () => {
  service = await startPcscService();
  card = await insertOfficerCard(PORT, join(folder, 'card.json'), PIN);
});

test.afterAll(async () => {
  await card.remove();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an officer gets a card by two, signs in and unlocks with it, and it is reported lost', async ({ starcard }) => {
  const { app, page } = starcard;
  const password = await desk.shownPassword(page, 'officer1');
  const own = await desk.shownPassword(page, 'administrator1');
  await desk.signIn(page, 'supervisor1');
  await desk.show(page, 'accounts');

  await openAccount(page, 'enrolCard');
  await page.getByTestId('enrol-pin').fill('11111111');
  await page.getByTestId('enrol-prove').click();
  await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'officerCard.wrongPin');
  await look(page, 'wrong-pin');
  await page.getByTestId('enrol-pin').fill(PIN);
  await page.getByTestId('enrol-prove').click();
  await expect(page.getByTestId('agreed-officer1').getByText(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/)).toBeVisible();
  await look(page, 'proven');
  await lookSmall(app, page, 'proven-small');
  await approve(page, own);
  await desk.expectSaid(page, words('zh', 'accounts.done.enrolCard').replace('{name}', 'officer1'));
  await look(page, 'accounts');

  await desk.signOut(page);
  await page.getByRole('textbox').first().fill('officer1');
  await page.locator('input[type="password"]').first().fill(password);
  await page.getByTestId('sign-in').click();
  await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'access.cardNeeded');
  await page.getByTestId('pin').fill('11111111');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'officerCard.wrongPin');
  await look(page, 'sign-in');
  await page.getByTestId('pin').fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('nav-queue')).toBeVisible();

  await page.keyboard.press('Control+L');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await look(page, 'locked');
  await page.getByTestId('unlock-password').fill(password);
  await page.getByTestId('unlock-pin').fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock-screen')).toBeHidden();
  await page.getByTestId('own-account').click();
  await look(page, 'own');
  await page.keyboard.press('Escape');

  await desk.signOut(page);
  await desk.signIn(page, 'supervisor1');
  await desk.show(page, 'accounts');
  await openAccount(page, 'loseCard');
  await approve(page, own);
  await desk.expectSaid(page, words('zh', 'accounts.done.loseCard').replace('{name}', 'officer1'));
});

async function openAccount(page: Page, act: string): Promise<void> {
  await page.getByTestId('accounts-table').getByRole('row').filter({ hasText: 'officer1' }).click();
  await page.getByTestId('account-dialog').getByTestId(`choice-${act}`).click();
}

async function approve(page: Page, password: string): Promise<void> {
  await page.getByTestId('second-account').fill('administrator1');
  await page.getByTestId('second-password').fill(password);
  await page.keyboard.press('Control+Enter');
}

/** In the smallest window the dialog scrolls, and its buttons stay. */
async function lookSmall(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await inSmallWindow(app, page, async () => {
    await expect(page.getByTestId('account-confirm')).toBeInViewport();
    await keepScreenshot(page, `officer-card-${name}`);
  });
}
