import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'threads',
    // No test mocks a module, so files may share what they import.
    isolate: false,
    testTimeout: 20_000,
  },
});
