// Choosing faster than cards can be drawn: nobody ever sees one person's card under another's number, and no work piles up.

import { expect, type Page } from '@playwright/test';
import * as desk from './desk.ts';
import { test } from './starcard-test.ts';

declare global {
  interface Window {
    /** Application numbers, and digests of every portrait face that stood under them. */
    facesSeen?: Record<string, string[]>;
  }
}

/** From now on looks at every frame. The portrait face is the same each time it is composed: nothing on it is signed. */
async function watchFaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, string[]> = {};
    window.facesSeen = seen;
    const digest = (canvas: HTMLCanvasElement): string => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let sum = 0;
      // FNV-1a over every pixel's words.
      for (const word of new Uint32Array(Uint8Array.from(data).buffer)) sum = Math.imul(sum ^ word, 0x01000193);
      return `${canvas.width} ${sum >>> 0}`;
    };
    const look = (): void => {
      requestAnimationFrame(look);
      const number = document.querySelector('[data-testid="application-number"]')?.textContent;
      const canvas = document.querySelector<HTMLCanvasElement>('.card-preview-sheet > canvas');
      if (number === undefined || canvas === null || getComputedStyle(canvas).visibility === 'hidden') return;
      const under = (seen[number] ??= []);
      const picture = digest(canvas);
      if (!under.includes(picture)) under.push(picture);
    };
    look();
  });
}

async function facesSeen(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  return (await page.evaluate(() => window.facesSeen)) ?? {};
}

/** A face that is ready is seen with the next frame: on a machine with much to do, that may be a while later. */
async function numbersWithFaces(page: Page): Promise<readonly string[]> {
  return Object.keys(await facesSeen(page));
}

function numberOnScreen(page: Page): Promise<string> {
  return page.getByTestId('application-number').innerText();
}

test('an arrow key held through the list, then Enter: the card is that of the row', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  await watchFaces(page);
  const chosen: string[] = [];
  for (const [downs, ups] of [
    [25, 18],
    [50, 9],
    [7, 3],
  ] as const) {
    await desk.show(page, 'queue');
    await page.getByTestId('queue-table').getByRole('row').nth(1).focus();
    // Pressed again without being let go, a key repeats.
    for (let step = 0; step < downs; step += 1) await page.keyboard.down('ArrowDown');
    await page.keyboard.up('ArrowDown');
    for (let step = 0; step < ups; step += 1) await page.keyboard.down('ArrowUp');
    await page.keyboard.up('ArrowUp');
    const row = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
    const number = await numberOnScreen(page);
    expect(row).toContain(number);
    await expect.poll(() => numbersWithFaces(page)).toContain(number);
    chosen.push(number);
  }
  const seen = await facesSeen(page);
  expect(Object.keys(seen).toSorted()).toEqual(chosen.toSorted());
  const pictures = Object.values(seen);
  expect(pictures.map(({ length }) => length)).toEqual([1, 1, 1]);
  expect(new Set(pictures.flat()).size).toBe(3);
});

test('fifty cases skipped as fast as keys go: each face stands under its own number', async ({ starcard }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  await page.keyboard.press('Alt+2');
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  await watchFaces(page);
  for (let skip = 1; skip <= 50; skip += 1) {
    await page.keyboard.press('Alt+N');
    // Now and then as slowly as a face takes to appear and to be seen, the rest in the middle of its making.
    if (skip % 5 !== 0) continue;
    await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
    await expect.poll(async () => (await numbersWithFaces(page)).length).toBeGreaterThanOrEqual(skip / 5);
  }
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  const passed = await facesSeen(page);
  const [earlier] = Object.keys(passed);
  if (earlier === undefined) throw new Error('no face was seen');
  // At rest, and composed anew, it is still the picture that stood there in passing.
  await desk.openCase(page, 'toReview', earlier);
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  const seen = await facesSeen(page);
  expect(Object.values(seen).filter(({ length }) => length !== 1)).toEqual([]);
  expect(new Set(Object.values(seen).flat()).size).toBe(Object.keys(seen).length);
  expect(Object.keys(seen).length).toBeGreaterThanOrEqual(10);
});
