import { defineConfig } from 'vitest/config';
import { poolOf } from './tests/support/pool.ts';
import { findMissing } from './tools/services.mjs';

/** `vitest run --mode twice`: the same tests, under conditions that find what hides in good weather. */
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A query that leaves its transaction waits for the connection that the transaction holds.
  pool1: poolOf(1),
  twice: { UNIT_OF_WORK: 'twice' },
};

// Without a database there is nothing to test the API on. That may be so on a laptop, but not in CI.
export default defineConfig(async ({ mode }) => {
  const missing = await findMissing(process.env);
  if (missing && process.env['CI']) throw new Error(missing);
  if (missing) {
    process.stderr.write(`tests/component and tests/contract are skipped: ${missing}\n`);
  }
  return {
    test: {
      include: ['tests/**/*.test.ts'],
      exclude: missing ? ['tests/component/**', 'tests/contract/**'] : [],
      globalSetup: missing ? [] : ['tests/support/global-setup.ts'],
      env: { ...CONDITIONS[mode] },
      pool: 'threads',
      // No test mocks a module, so files may share what they import.
      isolate: false,
      // Most of a test is waiting, so there may be more at once than cores.
      maxWorkers: 4,
      // For a machine that is busy with something else; on an idle one no test takes long.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
      coverage: {
        include: ['src/**'],
        // Started as processes of their own, where nobody counts.
        exclude: ['src/index.ts', 'src/db/migrate.ts', 'src/db/seed.ts'],
        reporter: ['text-summary', 'html'],
        thresholds: { lines: 90, functions: 90, branches: 80 },
      },
    },
  };
});
