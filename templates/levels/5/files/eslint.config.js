import { defineConfig, globalIgnores } from 'eslint/config';
import security from 'eslint-plugin-security';
import tseslint from 'typescript-eslint';
import { layers } from './eslint.layers.js';

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.local/']),
  tseslint.configs.recommendedTypeChecked,
  security.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read it in src/config and pass it on.' },
      ],
      'security/detect-unsafe-regex': 'error',
      // Every list[place] and record[name] is a finding; the types and strict schemas look after these.
      'security/detect-object-injection': 'off',
      // No path comes from a request; where one will, it is checked where it comes in.
      'security/detect-non-literal-fs-filename': 'off',
    },
  },
  ...layers,
  {
    files: ['src/config/**', 'tests/**', 'tools/**', '*.config.*'],
    rules: { 'no-restricted-properties': 'off', 'security/detect-non-literal-regexp': 'off' },
  },
  {
    // Tests look into answers of any shape, and start commands and read files of this project.
    files: ['tests/**'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'security/detect-child-process': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
