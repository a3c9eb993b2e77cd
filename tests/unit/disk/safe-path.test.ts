import fc from 'fast-check';
import fs from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isSecretPath, whyUnsafe } from '../../../src/disk/path-rules.ts';
import { safePath } from '../../../src/disk/safe-path.ts';
import { write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

let root: string;
beforeEach(() => (root = scratch()));

test.each([
  'a.ts',
  'src/app.ts',
  '.env',
  '.github/workflows/ci.yml',
  '.gitignore',
  'новый/файл.md',
])('%s is safe', (path) => {
  expect(safePath(root, path)).toBe(join(root, path));
});

test.each([
  ...[
    '',
    '/etc/passwd',
    '..',
    '../x',
    'a/../b',
    'a/./b',
    './a',
    'a//b',
    'a/',
    'a\0b',
    'a\\b',
    'C:x',
    'c:/x',
  ],
  ...[
    'nul',
    'a/CON',
    'aux.txt',
    'a./b',
    'a /b',
    'a:b',
    'a*',
    'a\u202eb',
    'a\nb',
    `${'x'.repeat(256)}`,
  ],
  ...[
    '.git/hooks/pre-commit',
    '.GIT/config',
    'git~1/config',
    'sub/.git/config',
    'node_modules/x/i.js',
  ],
  ...['.backendbytes/journal.json', `${'deep/'.repeat(300)}x`],
])('%j is refused', (path) => {
  expect(() => safePath(root, path)).toThrow(expect.objectContaining({ kind: 'REFUSED' }));
});

test.each([
  ['a link to a directory outside', 'src', '/etc', 'src/app.ts'],
  ['a dangling link', 'src', '/nowhere/at/all', 'src/app.ts'],
  ['a link as the file itself', 'app.ts', 'other.ts', 'app.ts'],
  ['a link further down', 'src/modules', '../elsewhere', 'src/modules/users/users.ts'],
])('%s is refused', (...[, link, aim, path]) => {
  write(root, { 'src/keep.ts': '', 'elsewhere/x': '', 'other.ts': '' });
  fs.rmSync(join(root, link), { recursive: true, force: true });
  fs.symlinkSync(aim, join(root, link));
  expect(() => safePath(root, path)).toThrow(/is a link/);
});

test('a chain of links is refused at its first one', () => {
  fs.symlinkSync('b', join(root, 'a'));
  fs.symlinkSync('/etc', join(root, 'b'));
  expect(() => safePath(root, 'a/x')).toThrow(/^a is a link/);
});

test('a file where a directory should go is refused, and named', () => {
  write(root, { 'src/modules': 'x' });
  expect(() => safePath(root, 'src/modules/users.ts')).toThrow(/^src\/modules is in the way/);
});

test('whatever is not refused stays below the root, on every system', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '/', 'nul', '.git'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const path = parts.join('/');
      if (whyUnsafe(path)) return;
      expect(resolve('/root', path).startsWith(`/root${sep}`)).toBe(true);
      expect(path).not.toMatch(/[\\:]/);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['.env', true],
  ['.env.local', true],
  ['apps/.env', true],
  ['.env.example', false],
  ['.envrc', false],
  ['src/env.ts', false],
])('%s holds secrets: %s', (path, isSecret) => {
  expect(isSecretPath(path)).toBe(isSecret);
});
