import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What the pure stages may not touch: the same answers must give the same tree everywhere. */
const IMPURE = [
  'node:fs',
  'node:fs/*',
  'node:child_process',
  'node:os',
  'fs-extra',
  '@clack/prompts',
];

export default defineConfig(
  globalIgnores([
    'dist/',
    'reports/',
    'templates/**/files*/',
    'templates/**/module*/',
    'templates/**/generators*/',
    'templates/**/history*/',
    'templates/**/workshop*/',
    'templates/**/checks*/',
    'coverage/',
  ]),
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'max-depth': ['error', 2],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['src/{answers,resolve,compose,evolve,modules,workshop}/**/*.ts', 'src/names.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: IMPURE, patterns: ['../disk/*', '../cli/*'] }],
      'no-restricted-globals': ['error', 'process', 'Date'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    // Tables: one row a type of field, one row of the roadmap.
    files: ['templates/**/*.ts', 'scripts/roadmap/rows.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/errors.ts'],
    rules: { 'max-params': 'off' },
  },
  {
    files: ['src/disk/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['../cli/*', '../catalog/*', '../resolve/*', '../compose/*'] },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', 'scripts/**', 'bin/**', '*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['tests/**'],
    // Tests look into answers of any shape, and say what they expect of them.
    rules: {
      'max-lines': 'off',
      // A row of a table is a list of arguments.
      'max-params': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
