/**
 * `npm run bench -- preview`: from choosing an applicant in the queue to the drawn faces, in the real window, with what the
 * app and the page take of it.
 */

import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import * as desk from '../e2e/desk.ts';
import { launchStarcard } from '../e2e/launch.ts';
import { bench, median, type Figure } from './harness.ts';

const AT_MOST_MS = 150;
/** How long a hand takes from the row to the press. */
const POINTED_MS = 300;

interface Looked {
  /** From the press to the first and to both faces on the screen. */
  readonly first: number;
  readonly both: number;
}

await bench('preview', async (isQuick) => {
  await nameElectron();
  const starcard = await launchStarcard({ args: ['--speed', 'instant'] });
  try {
    const { page } = starcard;
    await desk.signIn(page, 'officer1');
    await desk.importSamples(page);
    return await figures(page, isQuick ? 5 : 40);
  } finally {
    await starcard.close();
  }
});

async function figures(page: Page, rounds: number): Promise<readonly Figure[]> {
  const { rows } = await desk.fetchFrom(page, 'queue.list', { view: 'toReview', offset: 0, limit: 20 });
  const pointed: Looked[] = [];
  const looks: Looked[] = [];
  const calls: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const row = rows[(round + 3) % rows.length];
    if (row === undefined) throw new Error('nothing to review');
    await desk.show(page, 'queue');
    const looked = await choose(page, row.number, 0);
    const call = await callTime(page, row.id);
    const other = rows[(round + 10) % rows.length];
    if (other === undefined) throw new Error('nothing to review');
    await desk.show(page, 'queue');
    const pointedAt = await choose(page, other.number, POINTED_MS);
    // The first few find nothing warm.
    if (round < 0) continue;
    looks.push(looked);
    pointed.push(pointedAt);
    calls.push(call);
  }
  return [
    {
      name: 'both faces, from the press on a row pointed at for 0.3 s',
      value: median(pointed.map(({ both }) => both)),
      unit: 'ms',
      atMost: AT_MOST_MS,
    },
    {
      name: 'both faces, from a press that nothing foretold',
      value: median(looks.map(({ both }) => both)),
      unit: 'ms',
    },
    { name: 'portrait face, from the same', value: median(looks.map(({ first }) => first)), unit: 'ms' },
    { name: 'of which composing and handing over the file, asked alone', value: median(calls), unit: 'ms' },
  ];
}

/** Presses the row as a person does, and watches frame by frame. */
function choose(page: Page, number: string, pointedMs: number): Promise<Looked> {
  return page.evaluate(
    async ([wanted, waitMs]) => {
      const frame = (): Promise<number> => new Promise((shown) => requestAnimationFrame(shown));
      const rowOf = (): HTMLElement | undefined =>
        [...document.querySelectorAll<HTMLElement>('[data-testid="queue-table"] [role="row"]')].find((row) =>
          row.textContent.includes(wanted),
        );
      while (rowOf() === undefined) await frame();
      // The list may take the focus to its first row when it appears; a hand comes after that.
      await new Promise((waited) => setTimeout(waited, 200));
      if (waitMs > 0) rowOf()?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      await new Promise((waited) => setTimeout(waited, waitMs));
      const startedAt = performance.now();
      rowOf()?.click();
      let first = 0;
      for (;;) {
        await frame();
        const preview = document.querySelector<HTMLElement>('.card-preview');
        const face = preview?.querySelector<HTMLElement>('.card-preview-sheet');
        if (first === 0 && face !== null && face !== undefined && face.style.visibility !== 'hidden')
          first = performance.now() - startedAt;
        if (preview?.dataset['state'] === 'ready') return { first, both: performance.now() - startedAt };
        if (performance.now() - startedAt > 20_000) throw new Error('the preview never came');
      }
    },
    [number, pointedMs] as const,
  );
}

async function callTime(page: Page, applicationId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const startedAt = performance.now();
    await window.starcard.call('application.preview', { applicationId: id });
    return performance.now() - startedAt;
  }, applicationId);
}

/** Built into out/, this program does not know where the repository is; the scripts in it do. */
async function nameElectron(): Promise<void> {
  const scripts: { electronPath(): { readonly executable: string } | null } = await import(
    /* @vite-ignore */ pathToFileURL(resolve('scripts/electron-path.mjs')).href
  );
  const electron = scripts.electronPath();
  if (electron !== null) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electron.executable);
}
