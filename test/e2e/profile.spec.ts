// The issuance profile in the real window: shown, refused where it would look real, changed by two, and in force at the next start.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { signTrainingProfile } from '../../electron/core/profile/sign-training.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { Profile } from '../../shared/model/profile.ts';
import * as desk from './desk.ts';
import { keepScreenshot, launchStarcard } from './launch.ts';
import { inSmallWindow, lookerAt } from './look.ts';
import { test } from './starcard-test.ts';
import { bothLanguages, words } from './texts.ts';

const change: Partial<Profile> = {
  officeName: { zh: '样本受理二所（训练）', en: 'Specimen Office Two (training)' },
  writers: specimenProfile.writers.slice(0, 1),
  staffing: { overrideByTwo: true, idleLockSeconds: 300 },
  retention: { cardIssued: 20, cardNeverLeft: 2, noCard: 1 },
  revocationLists: [],
};

function profileFile(folder: string, name: string, over: Partial<Profile>): string {
  const path = join(folder, name);
  const profile = { ...specimenProfile, ...over };
  writeFileSync(path, signTrainingProfile({ version: 1, serial: 1, validFrom: '2026-01-01T00:00:00Z', profile }));
  return path;
}

test('two people change the profile by a signed file; the next start works by it', async ({ data }) => {
  const first = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    const { app, page } = first;
    await desk.signIn(page, 'administrator1');
    await desk.show(page, 'accounts');
    await page.getByTestId('profile-open').click();
    await expect(page.getByTestId('profile-values')).toContainText('110000-99');
    await look(app, page, 'in-force');

    await desk.choosing(app, profileFile(data, 'real.profile', { live: true }));
    await page.getByTestId('profile-choose').click();
    await expect(page.getByRole('alert')).toHaveAttribute('data-kind', 'profile.trainingOnly');
    await look(app, page, 'refused');

    await desk.choosing(app, profileFile(data, 'good.profile', change));
    await page.getByTestId('profile-choose').click();
    const dialog = page.getByTestId('change-profile-dialog');
    await expect(dialog.getByTestId('profile-differences')).toContainText('300');
    await look(app, page, 'offer');
    await dialog.getByTestId('second-account').fill('supervisor1');
    await dialog.getByTestId('second-password').fill(await desk.trainingPassword(page, 'supervisor1'));
    await page.keyboard.press('Control+Enter');
    await desk.expectSaid(page, words('zh', 'profile.changed', { serial: 1 }));
    await expect(page.getByTestId('profile-next')).toBeVisible();
    await look(app, page, 'next-start');
    expect((await desk.fetchFrom(page, 'session.current', {})).idleLockSeconds).toBe(600);
  } finally {
    await first.close();
  }
  const second = await launchStarcard({ data, args: ['--speed', 'instant'] });
  try {
    const { page } = second;
    await desk.signIn(page, 'administrator1');
    const session = await desk.fetchFrom(page, 'session.current', {});
    expect([session.idleLockSeconds, session.officeName, session.live]).toEqual([300, change.officeName, false]);
    expect((await desk.fetchFrom(page, 'profile.view', {})).next).toBeNull();
  } finally {
    await second.close();
  }
});

/** In both languages and sizes, and as axe sees it. */
async function look(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await lookerAt('profile')(page, name);
  await inSmallWindow(app, page, async () => {
    for (const language of bothLanguages) {
      await desk.speak(page, language);
      await keepScreenshot(page, `small-profile-${name}-${language}`);
    }
    await desk.speak(page, 'zh');
  });
}
