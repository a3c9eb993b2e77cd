/** The cage: what degit would do with an archive if it were let, and does not. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runDegit } from '../../../src/starters/degit.ts';
import type { Repository } from '../../../src/starters/source.ts';
import { archiveOf, type Packed } from '../../support/tarball.ts';
import { COMMIT } from '../../support/github.ts';
import { scratch } from '../../support/scratch.ts';

const demo: Repository = { kind: 'repository', owner: 'acme', name: 'demo', folder: '' };
const FILES: readonly Packed[] = [
  { path: 'README.md', body: 'hello\n' },
  { path: 'sub/a.txt', body: 'a\n' },
];

// degit remembers where its cache was when it was loaded: one folder for all of these.
const dir = scratch();
afterEach(() =>
  fs.readdirSync(dir).forEach((name) => fs.rmSync(path.join(dir, name), { recursive: true })),
);

const run = (files: readonly Packed[], repository = demo) =>
  runDegit(repository, COMMIT, {
    dir,
    fetchArchive: () => Promise.resolve(archiveOf(COMMIT, files)),
  });

test('the archive of the commit is asked for, and nothing else', async () => {
  const urls: string[] = [];
  await runDegit(demo, COMMIT, {
    dir,
    fetchArchive: (url) => {
      urls.push(url);
      return Promise.resolve(archiveOf(COMMIT, FILES));
    },
  });
  expect(urls).toEqual([`https://github.com/acme/demo/archive/${COMMIT}.tar.gz`]);
});

test('files are where it says, without the folder around them', async () => {
  expect(fs.readdirSync(await run(FILES)).sort()).toEqual(['README.md', 'sub']);
});

test('of a folder only that', async () => {
  expect(fs.readdirSync(await run(FILES, { ...demo, folder: 'sub' }))).toEqual(['a.txt']);
});

test('a folder that is not there is named', async () => {
  await expect(run(FILES, { ...demo, folder: 'nope' })).rejects.toThrow(/\/nope/);
});

test('a degit.json stays a file: none of its actions is run', async () => {
  const actions = [
    { action: 'remove', files: ['README.md'] },
    { action: 'clone', src: 'evil/repo' },
    { action: 'search_replace', files: ['sub/a.txt'], pattern: 'a', replacement: 'PATH' },
  ];
  const folder = await run([...FILES, { path: 'degit.json', body: JSON.stringify(actions) }]);
  expect(fs.readdirSync(folder).sort()).toEqual(['README.md', 'degit.json', 'sub']);
  expect(fs.readFileSync(path.join(folder, 'sub/a.txt'), 'utf8')).toBe('a\n');
});

test('a fetch that fails is not followed by a clone, and says what it said', async () => {
  const failing = () => Promise.reject(new Error('no network'));
  await expect(runDegit(demo, COMMIT, { dir, fetchArchive: failing })).rejects.toThrow(
    'no network',
  );
});

test('a pointer of Git LFS is not followed by a clone', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n`;
  await expect(run([{ path: 'a.bin', body: pointer }])).rejects.toThrow(/could not be unpacked/);
});

test('its cache is in the cage, and the environment is as it was', async () => {
  const before = { ...process.env };
  await run(FILES);
  expect(process.env).toEqual(before);
  expect(fs.readdirSync(dir).sort()).toEqual(['files', 'home']);
});
