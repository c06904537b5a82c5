// Unit, integration and installer tests run in Node; test/e2e and test/faults drive the real window and belong to Playwright.

import { defineConfig } from 'vitest/config';

/** Ends what hangs, and nothing that is slow: programs are started by the hundred, on machines with other work. */
const patience = { testTimeout: 900_000, hookTimeout: 900_000 };

export default defineConfig({
  test: {
    // One worker a processor. Left to itself vitest keeps one processor free, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...patience } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...patience } },
      { test: { name: 'installer', include: ['test/installer/**/*.test.ts'], ...patience } },
    ],
  },
});
