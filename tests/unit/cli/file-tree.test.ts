import { expect, test } from 'vitest';
import { fileTree } from '../../../src/cli/file-tree.ts';

test('folders come first, then files, each with its branch', () => {
  expect(fileTree(['README.md', 'package.json', 'src/app.ts', 'src/index.ts'])).toEqual([
    '├─ src/',
    '│  ├─ app.ts',
    '│  └─ index.ts',
    '├─ README.md',
    '└─ package.json',
  ]);
});

test('what lies deeper than two folders is counted', () => {
  expect(fileTree(['src/db/client.ts', 'src/db/migrations/0000.sql', 'src/app.ts'])).toEqual([
    '└─ src/',
    '   ├─ db/  2 files',
    '   └─ app.ts',
  ]);
});

test('a folder with many files is a line', () => {
  const lessons = Array.from({ length: 40 }, (_, at) => `docs/lesson-${at}.md`);
  expect(fileTree([...lessons, 'package.json'])).toEqual(['├─ docs/  40 files', '└─ package.json']);
});

test('one file is not "1 files"', () => {
  expect(fileTree(['a/b/c.ts'])).toEqual(['└─ a/', '   └─ b/  1 file']);
});
