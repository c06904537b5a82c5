// The test of this folder: each gets a data folder and a window of its own, and leaves neither behind.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { launchStarcard, type Starcard } from './launch.ts';

export interface Fixtures {
  /** How long the training devices take: `instant`, unless a test wants to see them at work. */
  readonly speed: 'instant' | 'device';
  readonly data: string;
  readonly starcard: Starcard;
}

export const test = base.extend<Fixtures>({
  speed: ['instant', { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs: nothing here
  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'starcard-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  starcard: async ({ data, speed }, use) => {
    const starcard = await launchStarcard({ data, args: ['--speed', speed] });
    await use(starcard);
    await starcard.close();
  },
});
