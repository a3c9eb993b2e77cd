import { defineConfig } from 'vitest/config';

/** What runs before a release and not with every change. */
export const LONG = [
  'tests/e2e/chaos.test.ts',
  'tests/e2e/conditions.test.ts',
  'tests/e2e/faults-all.test.ts',
  'tests/e2e/mutations.test.ts',
  'tests/e2e/pairwise.test.ts',
  'tests/e2e/whole-life.test.ts',
];

// Real installs, servers and signals: one file at a time, so that they do not time each other out.
export default defineConfig({
  test: {
    include: LONG,
    globalSetup: 'tests/e2e/support/packed.ts',
    fileParallelism: false,
    setupFiles: 'tests/support/after-each-file.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['verbose', ['json', { outputFile: 'reports/long.json' }]],
  },
});
