// The holder's own display: full screen, in their language, with nothing to press and no way to ask for anything.

import { expect, type ElectronApplication, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { keepScreenshot, nextWindow } from './launch.ts';
import { readLastSix } from './plastic.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

/** No test machine has two displays: the program is told of a second one beside its own. */
async function withSecondDisplay(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ screen }) => {
    const [own] = screen.getAllDisplays();
    if (own === undefined) throw new Error('no display');
    const bounds = { x: own.bounds.x, y: own.bounds.y, width: 1280, height: 800 };
    screen.getAllDisplays = () => [own, { ...own, id: own.id + 1, bounds }];
  });
}

async function atHolderStep(page: Page, data: string): Promise<ReturnType<Page['getByTestId']>> {
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  await desk.makeCard(page, one.number);
  await desk.lookIntoTray(page);
  await desk.verify(page, await readLastSix(data));
  await desk.store(page, 'A', '01');
  await desk.signOut(page);
  await desk.signIn(page, 'officer2');
  const dialog = await desk.openHandOver(page, one.cardNumber);
  await desk.checkIdentity(page, dialog, one.cardNumber);
  await page.keyboard.press('Control+Enter');
  await desk.expectStep(dialog, 'holder');
  return dialog;
}

test('a second display shows the holder both faces and the chip, in either language, and nothing else', async ({
  starcard,
}) => {
  const { app, page, data } = starcard;
  await withSecondDisplay(app);
  const dialog = await atHolderStep(page, data);

  for (const language of ['en', 'zh'] as const) {
    await dialog.getByTestId(`choice-${language}`).click();
    const opened = nextWindow(app);
    await dialog.getByTestId('show-holder').click();
    const holder = await opened;
    await expect(holder.getByTestId('holder-card')).toHaveAttribute('data-state', 'ready');
    await expect(holder.getByRole('heading', { level: 1 })).toHaveText(words(language, 'handover.holderScreen.title'));
    await expect(dialog.getByTestId('on-second-screen')).toBeVisible();
    await expect(page.getByTestId('for-holder')).toBeHidden();
    // Nothing to press, no bridge, no way out.
    expect(await holder.locator('button, a, input, select, [tabindex="0"]').count()).toBe(0);
    expect(await holder.evaluate(() => 'starcard' in window)).toBe(false);
    await keepScreenshot(holder, `second-screen-${language}`);
    const closed = holder.waitForEvent('close');
    await dialog.getByTestId('hide-holder').click();
    await closed;
  }

  const last = nextWindow(app);
  await dialog.getByTestId('show-holder').click();
  const left = (await last).waitForEvent('close');
  await page.keyboard.press('Escape');
  await left;
  expect(app.windows()).toHaveLength(1);
});
