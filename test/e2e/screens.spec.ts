// How every screen and dialog looks: for everyone (axe), in both languages, by day and by night, and on a small screen.

import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { keepScreenshot } from './launch.ts';
import { settle } from './look.ts';
import { visitAll } from './screens.ts';
import { test } from './starcard-test.ts';
import { bothLanguages } from './texts.ts';

/** Each walk sees every screen, in both languages: minutes of work on a machine with nothing else to do. */
const WALK_MS = 2_400_000;
/** The window can be made no smaller. */
const smallest = { width: 1024, height: 700 };
/** Kept in the dark as well. */
const alsoDark: ReadonlySet<string> = new Set(['queue', 'issue-encode']);
/** What the README shows: drawn anew only when asked, so that a run of the tests leaves the repository as it was. */
const forReadme: Readonly<Record<string, string>> = {
  queue: 'queue-zh',
  review: 'review-zh',
  'issue-encode': 'issue-zh',
};
const drawsReadme = process.env['STARCARD_SCREENSHOTS'] === '1';

test('every screen and dialog passes axe in both languages, light and dark', async ({ starcard }) => {
  test.setTimeout(WALK_MS);
  const found: string[] = [];
  await visitAll(starcard, async (page, name) => {
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      found.push(...(await violations(page, 'dark', `${name} ${language}`)));
      if (language === 'zh' && alsoDark.has(name)) await keepScreenshot(page, `${name}-dark`);
      found.push(...(await violations(page, 'light', `${name} ${language}`)));
      await keepScreenshot(page, `${name}-${language}`);
      if (language === 'zh' && drawsReadme) await drawForReadme(page, name);
    }
    await desk.speak(page, 'zh');
  });
  expect(found).toEqual([]);
});

test('nothing is cut off or needs scrolling sideways in the smallest window', async ({ starcard }) => {
  test.setTimeout(WALK_MS);
  const found: string[] = [];
  await visitAll(starcard, async (page, name) => {
    await resize(starcard.app, page);
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      found.push(...(await cutOff(page)).map((what) => `${name} ${language}: ${what}`));
      await keepScreenshot(page, `small-${name}-${language}`);
    }
    await desk.speak(page, 'zh');
  });
  expect(found).toEqual([]);
});

async function violations(page: Page, colorScheme: 'light' | 'dark', where: string): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme });
  await settle(page);
  // Electron refuses the second page that axe would open by itself.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // The dark changes colours and nothing else.
  const report = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
  return report.violations.map(
    ({ id, nodes }) => `${where} ${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

async function drawForReadme(page: Page, name: string): Promise<void> {
  const file = forReadme[name];
  if (file !== undefined) await page.screenshot({ path: join('docs', 'screenshots', `${file}.png`) });
}

async function resize(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, smallest);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(1280);
}

/** What does not fit: the page itself, texts wider than their box, and presses outside of the window. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} > ${root.clientWidth}`);
    if (root.scrollHeight > root.clientHeight) found.push(`page: ${root.scrollHeight} high > ${root.clientHeight}`);
    for (const text of document.querySelectorAll<HTMLElement>('button, label, h1, h2, h3, p, td, th, dt, dd, legend')) {
      const isMeant = text.querySelector('.clip') !== null || text.classList.contains('unseen');
      if (!isMeant && text.clientWidth > 0 && text.scrollWidth > text.clientWidth + 1)
        found.push(`text: ${text.innerText.slice(0, 60)}`);
    }
    for (const part of document.querySelectorAll<HTMLElement>('main *, [role="dialog"] *')) {
      // The lines of a proof are not broken.
      if (part.classList.contains('audit-text')) continue;
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(part).overflowX);
      if (scrolls && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
        found.push(`sideways: ${part.className} ${part.scrollWidth} > ${part.clientWidth}`);
    }
    for (const press of document.querySelectorAll<HTMLElement>('.panel .button')) {
      const panel = press.closest('.panel')?.getBoundingClientRect();
      if (panel !== undefined && press.getBoundingClientRect().right > panel.right)
        found.push(`out of its panel: ${press.innerText}`);
    }
    const dialog = document.querySelector('[role="dialog"]') ?? document;
    for (const press of dialog.querySelectorAll<HTMLElement>('.button.primary, .button.big')) {
      const { left, top, right, bottom, width } = press.getBoundingClientRect();
      if (width > 0 && (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight))
        found.push(`press: ${press.innerText} at ${Math.round(left)},${Math.round(top)}`);
    }
    return found;
  });
}
