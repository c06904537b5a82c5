// The chip writer on the devices screen: its self-test, and a real one whose driver runs in a process of its own.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard } from './launch.ts';
import { test } from './starcard-test.ts';

test('the self-test takes a blank for good, writes it and reads it back', async ({ starcard: { page } }) => {
  await desk.signIn(page, 'officer1');
  await desk.show(page, 'devices');
  const panel = page.getByTestId('self-test');
  await panel.getByTestId('test-card').fill('sc-00000001');
  await panel.getByTestId('run-self-test').click();
  await expect(panel.getByTestId('error-notice')).toHaveAttribute('data-kind', 'selfTest.notTestCard');
  await panel.getByTestId('takes-blank').click();
  await panel.getByTestId('run-self-test').click();
  await expect(page.getByTestId('status-line')).toContainText('4096');
  await expect(panel.getByTestId('error-notice')).toBeHidden();
  await expect(page.locator('.stock-table')).toContainText('199');
  await keepScreenshot(page, 'self-test-passed');
});

test('a USB writer that is not there is named with its remedy, and its driver’s crash leaves the window alone', async ({
  data,
}) => {
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ writer: 'hid:SN-1' }));
  const { app, page, close } = await launchStarcard({ data });
  try {
    await desk.signIn(page, 'officer1');
    await desk.show(page, 'devices');
    await expect(page.getByTestId('writer')).toHaveAttribute('data-state', 'absent');
    await expect(page.getByTestId('writer-error')).toContainText('SN-1');
    await keepScreenshot(page, 'writer-absent');
    const first = await driverOf(app);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => driverOf(app).then((pid) => pid !== 0 && pid !== first)).toBe(true);
    await expect(page.getByTestId('writer')).toHaveAttribute('data-state', 'absent');
  } finally {
    await close();
  }
});

/** The process of the driver, or 0 where there is none. */
function driverOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Starcard writer')?.pid ?? 0);
}
