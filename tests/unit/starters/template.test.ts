/** A folder and a tarball go through one pipeline: the same checks, the same bytes, the same digest. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/starters/entries.ts';
import { whyNotInstalled } from '../../../src/starters/installing.ts';
import { readTemplate } from '../../../src/starters/template.ts';
import { treeOf } from '../../../src/starters/tree.ts';
import { tgzOf } from '../../support/tarball.ts';
import { scratch } from '../../support/scratch.ts';

let cwd: string;
beforeEach(() => {
  cwd = scratch();
  write('demo/package.json', '{\n\t"name": "theirs", "version": "1.0.0"\n}\n');
  write('demo/README.md', '# {{name}} ${{ x }}\r\n');
  write('demo/logo.png', Buffer.from([0x89, 0x50, 0xff, 0x00]));
  write('demo/run.sh', '#!/bin/sh\n');
  fs.chmodSync(path.join(cwd, 'demo/run.sh'), 0o775);
});

function write(file: string, content: string | Buffer): void {
  const place = path.join(cwd, file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, content);
}

const reading = (more: object = {}) => ({ cwd, env: {}, allowed: [], ...more });
const folder = (more: object = {}) =>
  readTemplate({ kind: 'folder', path: './demo' }, reading(more));
const archive = (file: string, more: object = {}) =>
  readTemplate({ kind: 'archive', path: file }, reading(more));

test('a folder and its tarball are the same template', async () => {
  execFileSync('tar', ['-czf', 'demo.tgz', 'demo'], { cwd });
  const [one, other] = [await folder(), await archive('demo.tgz')];
  expect(other.origin.sha256).toBe(one.origin.sha256);
  const sorted = [...other.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  expect(sorted).toEqual(one.files);
});

test('files are taken byte for byte; package.json gets the name, and keeps its layout', async () => {
  const { tree } = treeOf(await folder(), 'my-app');
  expect(tree.get('README.md')).toEqual({ text: '# {{name}} ${{ x }}\r\n' });
  expect(tree.get('package.json')?.text).toBe('{\n\t"name": "my-app", "version": "1.0.0"\n}\n');
  expect(tree.get('logo.png')?.bytes).toEqual(Buffer.from([0x89, 0x50, 0xff, 0x00]));
  expect(tree.get('run.sh')).toMatchObject({ isExecutable: true });
});

test('a lock file of npm gets the name as well', async () => {
  const lock = { name: 'theirs', lockfileVersion: 3, packages: { '': { name: 'theirs' } } };
  write('demo/package-lock.json', JSON.stringify(lock));
  const { tree } = treeOf(await folder(), 'my-app');
  const text = tree.get('package-lock.json')?.text ?? '';
  expect(JSON.parse(text)).toEqual({
    name: 'my-app',
    lockfileVersion: 3,
    packages: { '': { name: 'my-app' } },
  });
});

test('a manifest of theirs is left out, and that is said', async () => {
  write('demo/.backendbytes.json', '{"schema":1,"answers":{}}');
  const { tree, warnings } = treeOf(await folder(), 'my-app');
  expect(JSON.parse(tree.get('.backendbytes.json')?.text ?? '')).toHaveProperty('template');
  expect(warnings.join()).toMatch(/left out/);
});

test('of a folder its history and what was installed are left out', async () => {
  write('demo/.git/config', '[core]\n');
  write('demo/node_modules/x/index.js', '');
  write('demo/packages/a/node_modules/x/index.js', '');
  const { files } = await folder();
  expect(files.map(({ path: name }) => name)).toEqual([
    'README.md',
    'logo.png',
    'package.json',
    'run.sh',
  ]);
});

describe('a folder is refused for', () => {
  test.each<[string, (place: string) => void, RegExp]>([
    ['a link', (place) => fs.symlinkSync('/etc/passwd', `${place}/l`), /l: it is a symbolic link/],
    ['a link to a folder', (place) => fs.symlinkSync('/etc', `${place}/l`), /l: it is a symbolic/],
    ['a pipe', (place) => execFileSync('mkfifo', [`${place}/p`]), /p: it is a device, pipe/],
    ['setuid', (place) => fs.chmodSync(`${place}/run.sh`, 0o4755), /run\.sh: it is setuid/],
    ['.env', (place) => fs.writeFileSync(`${place}/.env`, 'A=1'), /\.env: it holds secrets/],
    [
      'a repository below',
      (place) => fs.mkdirSync(`${place}/a/.git`, { recursive: true }),
      /a\/\.git: /,
    ],
  ])('%s', async (_, make, reason) => {
    make(path.join(cwd, 'demo'));
    await expect(folder()).rejects.toMatchObject({
      kind: 'ENVIRONMENT',
      message: expect.stringMatching(reason) as string,
    });
  });
});

test('another digest than the one asked for is refused', async () => {
  const { origin } = await folder();
  await expect(folder({ sha256: origin.sha256 })).resolves.toBeDefined();
  write('demo/README.md', 'other\n');
  await expect(folder({ sha256: origin.sha256 })).rejects.toThrow(origin.sha256);
});

test('the digest knows names, bytes and modes, and not the order', () => {
  const file = (name: string, text: string, mode = 0o644) => ({
    path: name,
    kind: 'file' as const,
    what: '',
    mode,
    bytes: Buffer.from(text),
  });
  const [a, b] = [file('a', '1'), file('b', '2')];
  expect(digestOf([a, b])).toBe(digestOf([b, a]));
  const others = [[a], [a, file('b', '3')], [a, file('c', '2')], [a, file('b', '2', 0o755)]];
  expect(new Set([[a, b], ...others].map(digestOf)).size).toBe(5);
});

test.each([
  ['./nowhere', 'folder', /not there/],
  ['./demo/README.md', 'folder', /neither a folder nor a tarball/],
  ['./demo', 'archive', /neither a folder nor a tarball/],
] as const)('%s as %s is wrong use', async (place, kind, reason) => {
  await expect(readTemplate({ kind, path: place }, reading())).rejects.toMatchObject({
    kind: 'USAGE',
    message: expect.stringMatching(reason) as string,
  });
});

test('a tarball on this machine is held to the same rules', async () => {
  write('evil.tgz', tgzOf([{ path: 'top/a' }, { path: 'top/l', type: '2', link: '/etc' }]));
  await expect(archive('evil.tgz')).rejects.toThrow(/l: it is a symbolic link/);
});

describe('an install is left to the user when', () => {
  const files = (content: Readonly<Record<string, string>>) =>
    Object.entries({ 'package.json': '{}', ...content }).map(([name, text]) => ({
      path: name,
      kind: 'file' as const,
      what: 'a file',
      mode: 0o644,
      bytes: Buffer.from(text),
    }));
  const depending = (range: string) =>
    files({ 'package.json': JSON.stringify({ dependencies: { x: range } }) });

  test.each([
    'git+https://evil.example/x.git',
    'github:evil/x',
    'evil/x',
    'https://evil.example/x.tgz',
    'file:../../x',
    'link:/etc',
  ])('a package is %s', (range) => {
    expect(whyNotInstalled(depending(range))).toContain(`x: ${range}`);
  });

  test.each([
    ['package-lock.json', '{"packages":{"a":{"resolved":"git+ssh://git@evil/x.git#1"}}}'],
    ['package-lock.json', '{"dependencies":{"x":{"version": "git+https:\\/\\/evil/x.git"}}}'],
    ['bun.lock', '{ "packages": { "x": ["x@github:evil/x", "https://evil.example/x"] } }'],
    ['yarn.lock', 'x@^1:\n  resolved "https://evil.example/x.tgz#1"\n'],
    ['pnpm-lock.yaml', 'resolution: {tarball: https://evil.example/x.tgz}\n'],
  ])('%s leads elsewhere', (name, text) => {
    expect(whyNotInstalled(files({ [name]: text }))).toContain('evil');
  });

  test.each(['^1.2.3', 'latest', '1 || 2', '>=1 <2', 'npm:y@^1', 'npm:@a/y@1', 'workspace:*'])(
    'and not for %s',
    (range) => expect(whyNotInstalled(depending(range))).toBeUndefined(),
  );

  test('and not for a lock of the registry', () => {
    const resolved = 'https://registry.npmjs.org/x/-/x-1.0.0.tgz';
    const lock = { packages: { x: { resolved, funding: 'https://example.com' } } };
    expect(whyNotInstalled(files({ 'package-lock.json': JSON.stringify(lock) }))).toBeUndefined();
  });

  test('there is nothing to install', () => {
    expect(whyNotInstalled(files({}).slice(1))).toMatch(/no package\.json/);
  });
});
