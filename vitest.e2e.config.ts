import { defineConfig } from 'vitest/config';
import { LONG } from './vitest.long.config.ts';

// Real installs, servers and signals: one file at a time, so that they do not time each other out.
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    // Half an hour of kills, and of changes to one project: npm run test:long.
    exclude: LONG,
    globalSetup: 'tests/e2e/support/packed.ts',
    fileParallelism: false,
    // Of tests that say they may run beside others: as many as a small machine has cores.
    maxConcurrency: 2,
    setupFiles: 'tests/support/after-each-file.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['verbose', ['json', { outputFile: 'reports/e2e.json' }]],
  },
});
