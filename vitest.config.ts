import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,contract,laws,snapshots,conformance}/**/*.test.ts'],
    // It needs a server that `npm test` does not build: npm run test:ferretdb.
    exclude: ['tests/conformance/mongo-ferretdb.test.ts'],
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    // Test files share what they only read: the catalog, the projects rendered from it, the packages.
    isolate: false,
    setupFiles: 'tests/support/after-each-file.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
  },
});
