// A finished card in the safe, at the desk, with its holder, and back again: each screen and dialog on its way.

import { expect, type Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import * as desk from './desk.ts';

/** Called at every stop with what stands on the screen. The look may change the language, and puts it back. */
export type Look = (page: Page, name: string) => Promise<void>;

export async function visitCustody(page: Page, look: Look, { cardNumber }: QueueRow): Promise<void> {
  await desk.show(page, 'custody');
  await expect(page.getByTestId('custody-table')).toContainText(cardNumber);
  await look(page, 'custody');
  const refused = await desk.openHandOver(page, cardNumber);
  await desk.takeOldCard(page, refused);
  await refused.getByTestId('passport').fill('XX0000000');
  await refused.getByTestId('portrait-matches').click();
  await page.keyboard.press('Control+Enter');
  await expect(refused.getByRole('alert')).toBeVisible();
  await look(page, 'hand-over-refused');
  await page.keyboard.press('Escape');
  await visitLostCard(page, look);
  await desk.signOut(page);

  await desk.signIn(page, 'officer2');
  await visitServices(page, look, cardNumber);
  const dialog = await desk.openHandOver(page, cardNumber);
  await look(page, 'hand-over');
  await desk.takeOldCard(page, dialog);
  await desk.checkIdentity(page, dialog, cardNumber);
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'holder');
  await look(page, 'hand-over-holder');
  await dialog.getByTestId('show-holder').click();
  await expect(page.getByTestId('for-holder').locator('[data-state="ready"]')).toBeVisible();
  await look(page, 'for-holder');
  await expect(page.locator('.for-holder-hint')).toBeInViewport({ ratio: 1 });
  await page.getByTestId('for-holder-close').click();
  await dialog.getByTestId('faces-right').click();
  await dialog.getByTestId('chip-right').click();
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'signature');
  await page.keyboard.press('Control+Enter');
  await desk.sign(page, dialog);
  await look(page, 'hand-over-sign');
  await dialog.getByTestId('hand-over').click();
  await expect(dialog.getByTestId('receipt')).toHaveAttribute('data-state', 'open');
  await look(page, 'receipt');
  await dialog.getByTestId('hand-over-close').click();
  await visitComplaint(page, look, cardNumber);
  await page.getByTestId('custody-oldCards').click();
  await expect(page.getByTestId('old-cards')).toBeVisible();
  await look(page, 'old-cards');
  await page.getByTestId('old-cards').getByRole('row').nth(1).click();
  await expect(page.getByTestId('destroy-dialog')).toBeVisible();
  await look(page, 'old-card-destroy');
  await page.keyboard.press('Escape');
  await page.getByTestId('take-in').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'take-in');
  await page.keyboard.press('Escape');
  await desk.signOut(page);
}

/** A finished card that is not in its slot any more. */
async function visitLostCard(page: Page, look: Look): Promise<void> {
  const { rows } = await desk.fetchFrom(page, 'custody.list', { view: 'waiting', limit: 5 });
  await desk.show(page, 'stock');
  await page.getByTestId('stock-search').fill(rows[0]?.card.blankSerial ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('movements')).toBeVisible();
  await look(page, 'stock-finished');
  await page.getByTestId('blank-lose').click();
  await expect(page.getByTestId('correction-dialog')).toBeVisible();
  await look(page, 'stock-lose-card');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** The holder comes back with the card. */
async function visitComplaint(page: Page, look: Look, cardNumber: string): Promise<void> {
  await page.getByTestId('custody-all').click();
  await page.getByTestId('custody-table').getByRole('row').filter({ hasText: cardNumber }).click();
  const dialog = page.getByTestId('hand-over-dialog');
  await dialog.getByTestId('other-work').locator('summary').click();
  await look(page, 'hand-over-other-work');
  await dialog.getByTestId('complain').click();
  const complaint = page.getByTestId('complaint-dialog');
  await expect(complaint).toBeVisible();
  await look(page, 'complaint');
  await complaint.getByTestId('complaint-open').click();
  await complaint.getByTestId('complaint-inspect').click();
  await expect(complaint.getByTestId('complaint-findings')).toBeVisible();
  await page.getByTestId('choice-productionFault').click();
  await expect(complaint.getByTestId('second-account')).toBeVisible();
  await look(page, 'complaint-second');
  await complaint.getByTestId('complaint-close').click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function visitServices(page: Page, look: Look, cardNumber: string): Promise<void> {
  const dialog = await desk.openServices(page, cardNumber);
  await look(page, 'services-empty');
  await page.keyboard.press('Enter');
  const form = page.getByTestId('service-form');
  await form.getByTestId('service-id').fill('tax');
  await form.getByTestId('service-name-zh').fill('税务服务');
  await form.getByTestId('service-name-en').fill('Tax service');
  await form.getByTestId('service-endpoint').fill('https://tax.example/card');
  await form.getByTestId('holder-consents').check();
  await desk.approveAs(page, 'officer2');
  await expect(form.getByRole('alert')).toBeVisible();
  await look(page, 'service-refused');
  await desk.approveAs(page, 'officer1');
  await expect(dialog.getByTestId('services-prove')).toBeVisible();
  await dialog.getByTestId('services-prove').click();
  await expect(dialog.getByTestId('proof-tax')).toBeVisible();
  await look(page, 'services');
  await page.keyboard.press('Escape');
}
