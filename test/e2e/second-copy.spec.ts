// A data folder that cannot be opened: one clear sentence in the chosen language, and everything left as it was.

import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, type Page } from '@playwright/test';
import type { Language } from '../../shared/messages/texts.ts';
import * as desk from './desk.ts';
import { launchStarcard } from './launch.ts';
import { test } from './starcard-test.ts';
import { failureWords } from './texts.ts';

for (const language of ['zh', 'en'] as const) {
  test(`a second copy on the same data folder says so and touches nothing (${language})`, async ({ starcard }) => {
    const { page, data } = starcard;
    await expect(page.getByTestId('sign-in')).toBeVisible();
    await desk.speak(page, language);
    await desk.signIn(page, 'officer1');
    // Held still meanwhile: it writes by itself as well, and what is written here would be the second copy's.
    await hold(starcard.app.process());
    const before = digestOf(data, ['starcard.db', 'starcard.db-wal', 'settings.json']);

    const second = await launchStarcard({ data });
    await expectOneSentence(second.page, language, 'storage.locked');
    expect((await desk.ask(second.page, 'session.signIn', { account: 'officer1', password: 'x' })).ok).toBe(false);
    await second.close();

    expect(digestOf(data, ['starcard.db', 'starcard.db-wal', 'settings.json'])).toEqual(before);
    starcard.app.process().kill('SIGCONT');
    // The first copy goes on as if nothing had been.
    await desk.importSamples(page);
  });

  test(`a database of a newer version is left alone (${language})`, async ({ data }) => {
    const first = await launchStarcard({ data, args: ['--speed', 'instant'] });
    await expect(first.page.getByTestId('sign-in')).toBeVisible();
    await first.close();
    writeFileSync(join(data, 'settings.json'), JSON.stringify({ language }));
    const newer = new Database(join(data, 'starcard.db'));
    newer.pragma('user_version = 999');
    newer.pragma('wal_checkpoint(TRUNCATE)');
    newer.close();
    const before = digestOf(data, ['starcard.db', 'settings.json']);

    const starcard = await launchStarcard({ data, args: ['--speed', 'instant'] });
    await expectOneSentence(starcard.page, language, 'storage.newer');
    await expect(starcard.page.getByRole('alert')).toContainText('999');
    await starcard.close();

    expect(digestOf(data, ['starcard.db', 'settings.json'])).toEqual(before);
  });
}

/** Stops every thread of it: one that waits for the disk comes to a standstill only when that has answered. */
async function hold(main: ChildProcess): Promise<void> {
  main.kill('SIGSTOP');
  const threads = `/proc/${main.pid}/task`;
  const isHeld = (): boolean => readdirSync(threads).every((id) => stateOf(join(threads, id, 'stat')) === 'T');
  await expect.poll(isHeld).toBe(true);
}

/** One letter (proc_pid_stat); null for a thread that has ended since it was listed. */
function stateOf(file: string): string | null {
  try {
    return /\) (\w)/.exec(readFileSync(file, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** One failure and nothing to press that could do harm; the other language is one key away here too. */
async function expectOneSentence(
  page: Page,
  language: Language,
  kind: Parameters<typeof failureWords>[1],
): Promise<void> {
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.getByRole('alert')).toContainText(failureWords(language, kind));
  await expect(page.getByTestId('sign-in')).toBeHidden();
  const other = language === 'zh' ? 'en' : 'zh';
  await page.keyboard.press('F2');
  await expect(page.getByRole('alert')).toContainText(failureWords(other, kind));
  await page.keyboard.press('F2');
}

function digestOf(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const path = join(folder, name);
    const content = existsSync(path) ? readFileSync(path) : 'absent';
    return `${name} ${createHash('sha256').update(content).digest('hex')}`;
  });
}
