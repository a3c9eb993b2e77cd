import { defineConfig } from 'eslint/config';
import project from '../eslint.config.js';

export default defineConfig(
  project,
  {
    files: ['**/*.ts'],
    rules: {
      // The runner waits for its tests by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['test'], package: 'node:test' }] },
      ],
    },
  },
  { files: ['programming/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    // Tests start programs, with an environment of their own.
    files: ['**/tests/**'],
    rules: { 'no-restricted-properties': 'off', 'security/detect-child-process': 'off' },
  },
);
