import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readFiles, readText } from '../../../src/disk/read.ts';
import { write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

let root: string;
beforeEach(() => (root = scratch()));

const file = (content: string | Buffer, path = 'a.ts') => {
  fs.writeFileSync(join(root, path), content);
  return readFiles(root, [path]).get(path);
};

test.each([
  ['a\nb\n', 'lf', false],
  ['a\r\nb\r\n', 'crlf', false],
  ['a\r\nb\n', 'mixed', false],
  ['a', 'none', false],
  ['', 'none', false],
  ['\uFEFFa\n', 'lf', true],
])('%j is read byte for byte, with its line ends (%s)', (text, eol, hasBom) => {
  expect(file(text)).toMatchObject({ kind: 'text', text, eol, hasBom, isExecutable: false });
  expect(Buffer.from(text)).toEqual(fs.readFileSync(join(root, 'a.ts')));
});

test.each([
  ['a byte that is no UTF-8', Buffer.from([0x2f, 0x2f, 0xe9, 0x0a])],
  ['a NUL', Buffer.from('a\0b')],
])('a file with %s is binary: known by its digest, never re-encoded', (_, bytes) => {
  expect(file(bytes)).toMatchObject({ kind: 'binary', size: bytes.length });
  expect(() => readText(root, 'a.ts')).toThrow(/^a\.ts is not valid UTF-8 text/);
});

test('what is absent, too large, or no file is told apart', () => {
  write(root, { big: 'x'.repeat(11), 'folder/x': '' });
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const kinds = [...readFiles(root, ['none', 'big', 'folder', 'pipe'], 10).values()].map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['absent', 'too-large', 'no-file', 'no-file']);
  expect(readText(root, 'none')).toBeUndefined();
});

test('a program is known as one', () => {
  write(root, { run: '#!/bin/sh\n' });
  fs.chmodSync(join(root, 'run'), 0o755);
  expect(readText(root, 'run')).toMatchObject({ isExecutable: true });
});

test('nothing is read through a link or outside', () => {
  fs.symlinkSync('/etc', join(root, 'etc'));
  expect(() => readFiles(root, ['etc/passwd'])).toThrow(/is a link/);
  expect(() => readFiles(root, ['../x'])).toThrow(/is refused/);
});
