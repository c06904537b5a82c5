// A screen as people see it: kept as pictures in both languages for somebody to look at, judged by axe, and made small.

import AxeBuilder from '@axe-core/playwright';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { speak } from './desk.ts';
import { keepScreenshot } from './launch.ts';
import { bothLanguages } from './texts.ts';

/** Looks at a screen in both languages; the pictures are called by what they are of. */
export function lookerAt(subject: string): (page: Page, name: string) => Promise<void> {
  return async (page, name) => {
    for (const language of bothLanguages) {
      await speak(page, language);
      await settle(page);
      await keepScreenshot(page, `${subject}-${name}-${language}`);
      // Electron refuses the second page that axe would open by itself.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${name} ${language} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
        ),
      ).toEqual([]);
    }
    await speak(page, 'zh');
  };
}

/** Colours that fade into each other are judged, and photographed, when they have arrived. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });
}

/** What is seen while the window is as small as it can be. */
export async function inSmallWindow(app: ElectronApplication, page: Page, work: () => Promise<void>): Promise<void> {
  await resize(app, 1024, 700);
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBeLessThanOrEqual(700);
  await work();
  await resize(app, 1280, 800);
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBeGreaterThan(700);
}

function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
}
