import { defineConfig } from 'vitest/config';

// Real installs, servers and signals: one file at a time, so that they do not time each other out.
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/support/packed.ts',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['verbose', ['json', { outputFile: 'reports/e2e.json' }]],
  },
});
