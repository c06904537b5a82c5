// The tests that drive the real Electron window: `e2e` the work, `faults` the work with the process killed in the middle.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test',
  outputDir: 'out/test-results/playwright',
  // One window at a time: each is a whole Electron, and two would compete for the focus.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  // What goes well takes seconds. A machine that others use may stand still for as long as it likes, and nothing is gained
  // by giving up on it.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'faults', testDir: 'test/faults' },
  ],
});
