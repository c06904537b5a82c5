/**
 * `npm run bench -- preview`: from choosing an applicant to both faces on the screen, in the real window, by the ways in
 * which officers choose. Each press is a real one; the time runs from what opens the case, which is the key going down or
 * the button being let go, to the frame that shows both faces.
 */

import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import * as desk from '../e2e/desk.ts';
import { launchStarcard } from '../e2e/launch.ts';
import { bench, median, type Figure } from './harness.ts';

const AT_MOST_MS = 150;
/** How long a hand takes from the row to the press. */
const POINTED_MS = 300;
/** How long an eye rests on a case that it passes over. */
const LOOKED_MS = 1000;
/** The list has the focus on its first row, whose faces and neighbour's are made ahead: nothing foretells a row from here on. */
const FIRST_UNFORETOLD = 3;
/** The first rounds find nothing warm. */
const COLD_ROUNDS = 3;
/** By then everything that is made ahead of a choice is made. */
const AT_REST_MS = 600;

type Way = (page: Page, rows: readonly QueueRow[], index: number) => Promise<void>;

/** Whether by hand or by keys: what counts is how much the window is told before the press. */
const ways: Readonly<Record<string, Way>> = {
  async 'by a press on a row pointed at for 0.3 s'(page, rows, index) {
    await pointAt(page, rows[index]);
    await page.waitForTimeout(POINTED_MS);
    await press(page);
  },
  async 'by a press as soon as the pointer is there'(page, rows, index) {
    await pointAt(page, rows[index]);
    await press(page);
  },
  async 'by Enter, straight after arrow keys'(page, _rows, index) {
    for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  },
  async 'by Alt+N, after a second on the case before'(page, rows, index) {
    await pointAt(page, rows[index]);
    await press(page);
    await looked(page);
    await page.waitForTimeout(LOOKED_MS);
    await page.keyboard.press('Alt+N');
  },
};

await bench('preview', async (isQuick) => {
  await nameElectron();
  const starcard = await launchStarcard({ args: ['--speed', 'instant'] });
  try {
    const { page } = starcard;
    await desk.signIn(page, 'officer1');
    await desk.importSamples(page);
    await watchChoices(page);
    return await figures(page, isQuick ? 5 : 40);
  } finally {
    await starcard.close();
  }
});

async function figures(page: Page, rounds: number): Promise<readonly Figure[]> {
  const { rows } = await desk.fetchFrom(page, 'queue.list', { view: 'toReview', offset: 0, limit: 200 });
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  const calls: number[] = [];
  for (let round = 0; round < COLD_ROUNDS + rounds; round += 1) {
    for (const [turn, [name, way]] of Object.entries(ways).entries()) {
      const index = FIRST_UNFORETOLD + ((round * 7 + turn * 5) % (rows.length - FIRST_UNFORETOLD - 1));
      await atTheQueue(page);
      await way(page, rows, index);
      const time = await looked(page);
      if (round >= COLD_ROUNDS) times.get(name)?.push(time);
    }
    calls.push(await callTime(page, rows[round % rows.length]));
  }
  return [
    ...[...times].map(([name, taken]): Figure => ({ name, value: median(taken), unit: 'ms', atMost: AT_MOST_MS })),
    { name: 'composing and handing over the file, asked alone', value: median(calls), unit: 'ms' },
  ];
}

/** The list at rest, the focus on its first row, and the pointer far from it. */
async function atTheQueue(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await desk.show(page, 'queue');
  await page.getByTestId('queue-table').getByRole('row').nth(1).focus();
  await page.waitForTimeout(AT_REST_MS);
}

/** Scrolls as far as it must, and puts the pointer on the row. */
async function pointAt(page: Page, row: QueueRow | undefined): Promise<void> {
  if (row === undefined) throw new Error('nothing to review');
  const place = await page.evaluate(async (number) => {
    const table = document.querySelector('[data-testid="queue-table"]');
    const find = (): HTMLElement | undefined =>
      [...document.querySelectorAll<HTMLElement>('[data-testid="queue-table"] [role="row"]')].find((one) =>
        one.textContent.includes(number),
      );
    const frame = (): Promise<number> => new Promise((shown) => requestAnimationFrame(shown));
    // Only the rows in sight exist.
    for (let top = 0; find() === undefined && top < 40_000; top += 200) {
      table?.scrollTo({ top });
      await frame();
      await frame();
    }
    find()?.scrollIntoView({ block: 'nearest' });
    await frame();
    const box = find()?.getBoundingClientRect();
    return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, row.number);
  if (place === null) throw new Error(`no row ${row.number}`);
  // A list that scrolls takes no press.
  await page.waitForTimeout(AT_REST_MS);
  await page.mouse.move(place.x, place.y);
}

async function press(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

declare global {
  interface Window {
    /** Milliseconds from the last choice to the frame with both faces of another card than before; 0 until then. */
    looked?: number;
  }
}

/** Every choice starts the clock anew; a frame with another preview, whole, stops it once it is painted. */
async function watchChoices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const preview = (): HTMLElement | null => document.querySelector<HTMLElement>('.card-preview');
    let choices = 0;
    const onChoice = ({ timeStamp }: Event): void => {
      choices += 1;
      const [mine, before] = [choices, preview()];
      window.looked = 0;
      const look = (): void => {
        if (mine !== choices) return;
        const now = preview();
        if (now === before || now?.dataset['state'] !== 'ready') {
          requestAnimationFrame(look);
          return;
        }
        // A message comes after the frame that this callback belongs to.
        const painted = new MessageChannel();
        painted.port1.addEventListener('message', () => (window.looked = performance.now() - timeStamp));
        painted.port1.start();
        painted.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener('pointerup', onChoice, { capture: true });
    window.addEventListener('keydown', onChoice, { capture: true });
  });
}

/** How long the last choice took. */
async function looked(page: Page): Promise<number> {
  const time = await page.waitForFunction(() => window.looked);
  return Number(await time.jsonValue());
}

async function callTime(page: Page, row: QueueRow | undefined): Promise<number> {
  return page.evaluate(async (applicationId) => {
    const startedAt = performance.now();
    await window.starcard.call('application.preview', { applicationId });
    return performance.now() - startedAt;
  }, row?.id);
}

/** Built into out/, this program does not know where the repository is; the scripts in it do. */
async function nameElectron(): Promise<void> {
  const scripts: { electronPath(): { readonly executable: string } | null } = await import(
    /* @vite-ignore */ pathToFileURL(resolve('scripts/electron-path.mjs')).href
  );
  const electron = scripts.electronPath();
  if (electron !== null) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electron.executable);
}
