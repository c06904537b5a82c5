// The chip writer on the devices screen: its self-test, and a real one whose driver runs in a process of its own.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import { callChannel } from '../../shared/channels.ts';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard } from './launch.ts';
import { test } from './starcard-test.ts';
import { bothLanguages } from './texts.ts';

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
  await desk.speak(page, 'en');
  await keepScreenshot(page, 'self-test-passed-en');
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
    // 0 would be this test's own processes.
    expect(first).toBeGreaterThan(0);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => driverOf(app).then((pid) => pid !== 0 && pid !== first)).toBe(true);
    await expect(page.getByTestId('writer')).toHaveAttribute('data-state', 'absent');
  } finally {
    await close();
  }
});

test('a supervisor assigns another USB writer among those that are plugged in; an officer is not asked', async ({
  data,
}) => {
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ writer: 'hid:SN-0001' }));
  const { app, page, close } = await launchStarcard({ data });
  try {
    await desk.signIn(page, 'officer1');
    await desk.show(page, 'devices');
    await expect(page.getByTestId('writer')).toHaveAttribute('data-state', 'absent');
    await expect(page.getByTestId('assign-writer')).toHaveCount(0);
    await desk.signOut(page);
    await desk.signIn(page, 'supervisor1');
    await desk.show(page, 'devices');
    await page.getByTestId('assign-writer').click();
    const dialog = page.getByTestId('assign-dialog');
    await expect(dialog.getByTestId('none-found')).toBeVisible();
    await expect(dialog.getByTestId('do-assign')).toBeDisabled();
    // Nothing is plugged in here, and the app says so, whatever the page asks for.
    expect(await desk.ask(page, 'device.assignWriter', { serial: 'SN-0002' })).toMatchObject({
      error: { kind: 'writer.otherSerial' },
    });
    await answering(app, 'device.foundWriters', {
      ok: true,
      value: [
        { name: 'Starcard writer', serial: 'SN-0001', isOwn: true },
        { name: 'Starcard writer', serial: 'SN-0002', isOwn: false },
        { name: 'Starcard writer', serial: '', isOwn: false },
      ],
    });
    await answering(app, 'device.assignWriter', { ok: true, value: {} });
    await dialog.getByTestId('choice-SN-0002').click();
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      await keepScreenshot(page, `assign-writer-${language}`);
    }
    await dialog.getByTestId('do-assign').click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('status-line')).toContainText('SN-0002');
  } finally {
    await close();
  }
});

/** From now on the app answers that call so: no test machine has writers plugged in. What the app itself does is in test/usb. */
async function answering(electron: ElectronApplication, name: string, answer: unknown): Promise<void> {
  await electron.evaluate(
    ({ ipcMain }, [channel, call, given]) => {
      const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
      if (!(handlers instanceof Map)) throw new Error('no handlers');
      const before: unknown = handlers.get(channel);
      if (typeof before !== 'function') throw new Error('no handler');
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, (event, asked: unknown, input: unknown) =>
        asked === call ? given : Reflect.apply(before, null, [event, asked, input]),
      );
    },
    [callChannel, name, answer] as const,
  );
}

/** The process of the driver, or 0 where there is none. */
function driverOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Starcard writer')?.pid ?? 0);
}
