// Unit, integration and installer tests run in Node; test/e2e and test/faults drive the real window and belong to Playwright.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One worker a processor. Left to itself vitest keeps one processor free, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'installer', include: ['test/installer/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
