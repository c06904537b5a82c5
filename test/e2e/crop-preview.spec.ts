// The photo framed by keys alone, and the preview's controls: what the officer sees is what becomes of the card.

import { expect, type Locator, type Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import * as desk from './desk.ts';
import { test } from './starcard-test.ts';
import { words } from './texts.ts';

async function reviewed(page: Page): Promise<QueueRow> {
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [row] = await desk.casesOf(page, 'firstIssue');
  if (row === undefined) throw new Error('no case');
  await desk.openCase(page, 'toReview', row.number);
  await expect(desk.preview(page)).toHaveAttribute('data-state', 'ready');
  return row;
}

/** What stands in a canvas, so that two looks can be told apart. */
function picture(canvas: Locator): Promise<string> {
  return canvas.evaluate(async (element) => {
    const url = (element as HTMLCanvasElement).toDataURL();
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

/** Whether the face is drawn for the size it has now, and not still shown scaled. */
function isDrawnToSize(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element) => {
    const { width, clientWidth } = element as HTMLCanvasElement;
    return Math.abs(width - clientWidth * devicePixelRatio) < 2;
  });
}

test('the officer frames the photo by keys, and the card shows it so', async ({ starcard }) => {
  const { page } = starcard;
  const row = await reviewed(page);
  const face = desk.preview(page).locator('.card-preview-sheet > canvas').first();
  await expect.poll(() => isDrawnToSize(face)).toBe(true);
  const before = await picture(face);

  await page.keyboard.press('Alt+C');
  const stage = page.getByTestId('crop-stage');
  await expect(stage).toBeFocused();
  const [x, , width, turn] = ((await stage.getAttribute('data-crop')) ?? '').split(' ').map(Number);
  for (const key of ['+', '+', 'ArrowLeft', ']', ']', ']']) await page.keyboard.press(key);
  await expect(stage).toHaveAttribute('data-crop', / 1\.5$/);
  const [movedX, , closer] = ((await stage.getAttribute('data-crop')) ?? '').split(' ').map(Number);
  expect({ turn, isCloser: (closer ?? 1) < (width ?? 0), isMoved: (movedX ?? 0) > (x ?? 1) }).toEqual({
    turn: 0,
    isCloser: true,
    isMoved: true,
  });
  const chosen = await stage.getAttribute('data-crop');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('crop-dialog')).toBeHidden();
  await desk.expectSaid(page, words('zh', 'crop.saved', { number: row.number }));
  await expect.poll(() => picture(face)).not.toBe(before);

  await page.getByTestId('crop').click();
  await expect(stage).toHaveAttribute('data-crop', chosen ?? '');
  await page.keyboard.press('0');
  await expect(page.getByTestId('crop-reset')).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('crop-dialog')).toBeHidden();
  await expect.poll(() => picture(face)).toBe(before);
});

test('dragging moves the photo under the frame', async ({ starcard }) => {
  const { page } = starcard;
  await reviewed(page);
  await page.getByTestId('crop').click();
  const stage = page.getByTestId('crop-stage');
  const from = await stage.getAttribute('data-crop');
  const box = await stage.boundingBox();
  if (box === null) throw new Error('no stage');
  await page.mouse.move(box.x + 150, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 130, box.y + 190, { steps: 4 });
  await page.mouse.up();
  await expect(stage).not.toHaveAttribute('data-crop', from ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('crop-dialog')).toBeHidden();
});

test('the preview magnifies to microtext, flips, lights the lamp, and shows actual size', async ({ starcard }) => {
  const { page } = starcard;
  await reviewed(page);
  const preview = desk.preview(page);
  const view = preview.locator('.card-preview-viewport');

  await view.focus();
  await page.keyboard.press('f');
  await expect(preview.locator('.card-preview-sheet')).toHaveCount(1);
  await expect(preview.getByRole('img')).toHaveAccessibleName(words('zh', 'preview.emblemFace'));
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('+');
  await expect(page.getByTestId('preview-factor')).toHaveText('1600 %');
  const sharp = preview.locator('.card-preview-detail');
  await expect(sharp).toHaveAttribute('data-sharp', /^\d{4}/);
  const seen = await picture(sharp);
  const moved = await view.evaluate((element) => {
    element.scrollBy(300, 0);
    return element.scrollLeft;
  });
  expect(moved).toBeGreaterThan(0);
  await expect.poll(() => picture(sharp)).not.toBe(seen);

  await page.keyboard.press('0');
  const whole = preview.locator('.card-preview-sheet > canvas').first();
  await expect.poll(() => isDrawnToSize(whole)).toBe(true);
  const plain = await picture(whole);
  await page.keyboard.press('u');
  await expect(view).toHaveAttribute('data-lamp', '');
  await expect.poll(() => picture(whole)).not.toBe(plain);
  await page.keyboard.press('u');
  await expect.poll(() => picture(whole)).toBe(plain);

  await page.keyboard.press('1');
  await page.getByTestId('preview-measure').click();
  await expect(page.getByTestId('ruler-dialog')).toBeVisible();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight');
  await page.getByTestId('ruler-save').click();
  await expect(page.getByTestId('ruler-dialog')).toBeHidden();
  const width = (): Promise<number> => preview.locator('.card-preview-sheet').evaluate((sheet) => sheet.clientWidth);
  await expect.poll(width).toBe(324 + 20);
  const { dotsPerMm } = await desk.fetchFrom(page, 'session.current', {});
  expect(dotsPerMm).toBeCloseTo(344 / 85.6, 5);
});
