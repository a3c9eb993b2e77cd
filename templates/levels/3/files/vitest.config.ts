import { defineConfig } from 'vitest/config';
import { findMissing } from './tools/services.mjs';

// Without a database there is nothing to test the API on. That may be so on a laptop, but not in CI.
export default defineConfig(async () => {
  const missing = await findMissing(process.env);
  if (missing && process.env['CI']) throw new Error(missing);
  if (missing) process.stderr.write(`tests/component is skipped: ${missing}\n`);
  return {
    test: {
      include: ['tests/**/*.test.ts'],
      exclude: missing ? ['tests/component/**'] : [],
      passWithNoTests: missing !== undefined,
      globalSetup: missing ? [] : ['tests/support/global-setup.ts'],
      pool: 'threads',
      // No test mocks a module, so files may share what they import.
      isolate: false,
      // Most of a test is waiting, so there may be more at once than cores.
      maxWorkers: 4,
      // For a machine that is busy with something else; on an idle one no test takes long.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
    },
  };
});
