// The test of this folder: each gets a data folder and a window of its own, and leaves neither behind.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { launchStarcard, removeFolder, type Starcard } from './launch.ts';
import { layOut, makeSamples, type Samples } from './samples.ts';

export interface Fixtures {
  /** How long the training devices take: `instant`, unless a test wants to see them at work. */
  readonly speed: 'instant' | 'device';
  readonly data: string;
  readonly starcard: Starcard;
}

export const test = base.extend<Fixtures, { readonly samples: Samples }>({
  samples: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs: nothing here
    async ({}, use) => {
      const samples = await makeSamples();
      await use(samples);
      removeFolder(samples.folder);
    },
    { scope: 'worker' },
  ],
  speed: ['instant', { option: true }],
  data: async ({ samples }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'starcard-e2e-'));
    layOut(samples, folder);
    await use(folder);
    removeFolder(folder);
  },
  starcard: async ({ data, speed }, use) => {
    const starcard = await launchStarcard({ data, args: ['--speed', speed] });
    await use(starcard);
    await starcard.close();
  },
});
