// A running card is never interrupted: whoever closes the window in the middle of printing is told so, and the card
// comes out. Afterwards the window closes as always.

import { expect } from '@playwright/test';
import * as desk from '../e2e/desk.ts';
import { test } from '../e2e/starcard-test.ts';
import { atStep } from './at-step.ts';

test.use({ speed: 'device' });

test('closing the window while a card is printed waits for the card', async ({ starcard }) => {
  const { app, page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no first issue among the samples');
  await desk.accept(page, one.number);
  await desk.openCase(page, 'toIssue', one.number);
  await desk.pressThrough(page, 'compose', 'encode', 'print');
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (_window: unknown, options?: { message: string }) => {
      Reflect.set(globalThis, 'said', options?.message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  await atStep(app, 'printFront', 'close');
  await desk.press(page);

  const said = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'said') ?? null);
  await expect.poll(said).toBe('设备正在处理一张卡，窗口暂不关闭。');
  await desk.expectStage(page, 'verify');
});
