import { defineConfig } from 'vitest/config';

// What the Mongo stand-in does is held against another server: see tests/conformance/start-ferretdb.mjs.
export default defineConfig({
  test: {
    include: ['tests/conformance/mongo-ferretdb.test.ts'],
    setupFiles: 'tests/support/after-each-file.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'reports/ferretdb.json' }]],
  },
});
