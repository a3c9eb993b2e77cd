import { defineConfig } from 'vitest/config';

// The whole system in containers: slow, and one test after the other, since they stop parts of it.
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
