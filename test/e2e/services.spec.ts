// Services of an issued card through the real window, by keyboard where it counts: added, proven, withdrawn by two people.

import { expect, type Locator, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { readLastSix } from './plastic.ts';
import { test } from './starcard-test.ts';
import { failureWords, words } from './texts.ts';

test('two people add a service to a card, its chip proves it, and they withdraw it again', async ({ starcard }) => {
  const { page, data } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  await desk.makeCard(page, one.number);
  await desk.lookIntoTray(page);
  await desk.verify(page, await readLastSix(data));
  await desk.store(page, 'A', '01');

  const dialog = await desk.openServices(page, one.cardNumber);
  await expect(dialog).toContainText(words('zh', 'services.empty'));
  await page.keyboard.press('Enter');
  const form = page.getByTestId('service-form');
  await fillService(form, 'tax', 'http://tax.example/card');
  await expectRefused(page, form, 'officer1', 'access.secondRefused');
  await expectRefused(page, form, 'officer2', 'service.endpointNotHttps');
  // Other terms are another question.
  await form.getByTestId('service-endpoint').fill('https://tax.example/card');
  await form.getByTestId('holder-consents').check();
  await desk.approveAs(page, 'officer2');
  await desk.expectSaid(page, words('zh', 'services.done.add', { service: 'tax' }));
  await expect(standing(dialog, 'tax')).toHaveAttribute('data-standing', 'valid');

  await dialog.getByTestId('services-prove').click();
  await expect(dialog.getByTestId('proof-tax')).toContainText(words('zh', 'services.proof.good', { service: 'tax' }));

  await dialog.getByTestId('withdraw-tax').click();
  await desk.approveAs(page, 'supervisor1');
  await desk.expectSaid(page, words('zh', 'services.done.withdraw', { service: 'tax' }));
  await expect(standing(dialog, 'tax')).toHaveAttribute('data-standing', 'withdrawn');
});

function standing(dialog: Locator, id: string): Locator {
  return dialog.locator(`[data-service="${id}"]`);
}

async function fillService(form: Locator, id: string, endpoint: string): Promise<void> {
  await form.getByTestId('service-id').fill(id);
  await form.getByTestId('service-name-zh').fill('税务服务');
  await form.getByTestId('service-name-en').fill('Tax service');
  await form.getByTestId('service-endpoint').fill(endpoint);
  await form.getByTestId('holder-consents').check();
}

async function expectRefused(
  page: Page,
  form: Locator,
  account: desk.Account,
  kind: Parameters<typeof failureWords>[1],
): Promise<void> {
  await desk.approveAs(page, account);
  await expect(form.getByRole('alert')).toContainText(failureWords('zh', kind));
}
