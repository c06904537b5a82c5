// A package that was built with the stand-in Electron says on its start screen what it is not for.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { keepScreenshot, launchStarcard } from './launch.ts';

const NOT_FOR_PRODUCTION = /不得用于正式工作|Not for production/;

for (const forProduction of [true, false]) {
  test(`the start screen of a package ${forProduction ? 'for' : 'not for'} production`, async () => {
    const root = packed({ electron: '33.2.1', forProduction });
    const starcard = await launchStarcard({ root });
    try {
      await expect(starcard.page.getByTestId('sign-in')).toBeVisible();
      await expect(starcard.page.getByText(NOT_FOR_PRODUCTION)).toHaveCount(forProduction ? 0 : 1);
      if (!forProduction) await keepScreenshot(starcard.page, 'not-for-production');
    } finally {
      await starcard.close();
      rmSync(root, { recursive: true });
    }
  });
}

/** The application with the word on its making that `npm run dist` writes into a package. */
function packed(builtWith: object): string {
  const root = mkdtempSync(join(tmpdir(), 'starcard-packed-'));
  cpSync('build', join(root, 'build'), { recursive: true });
  for (const name of ['resources', 'node_modules']) symlinkSync(resolve(name), join(root, name));
  const about = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...about, builtWith }));
  return root;
}
