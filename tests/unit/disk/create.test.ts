import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createProject } from '../../../src/disk/create.ts';
import { inspectTarget } from '../../../src/disk/target.ts';
import { DEAD_PID, snapshot, treeOf, write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

const TREE = treeOf({
  '.env': { text: 'A=<secret:A>\nAGAIN=<secret:A>\nB=<secret:B>\n', isPrivate: true },
  '.env.example': 'A=\nTEXT=<secret:A>\n',
  'package.json': '{}\n',
  'run.sh': { text: '#!/bin/sh\n', isExecutable: true },
});

let cwd: string;
beforeEach(() => (cwd = scratch()));

const create = (argument = 'app', tree = TREE) =>
  createProject(inspectTarget(argument, { cwd }), tree);
const read = (path: string) => fs.readFileSync(join(cwd, path), 'utf8');
const mode = (path: string) => (fs.statSync(join(cwd, path)).mode & 0o777).toString(8);

test('every file is there, and nothing else', async () => {
  expect(await create()).toMatchObject({ kind: 'committed', paths: [...TREE.keys()] });
  expect(Object.keys(snapshot(cwd))).toEqual([
    'app',
    ...[...TREE.keys()].map((path) => `app/${path}`),
  ]);
});

describe('secrets', () => {
  test('are 32 random bytes, one value a name, different in each project, only in private files', async () => {
    await create('one');
    await create('two');
    const [one, two] = ['one/.env', 'two/.env'].map(
      (path) =>
        new Map(
          read(path)
            .trim()
            .split('\n')
            .map((line) => line.split('=') as [string, string]),
        ),
    );
    expect(one?.get('A')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(one?.get('AGAIN')).toBe(one?.get('A'));
    expect(new Set([one?.get('A'), one?.get('B'), two?.get('A'), two?.get('B')]).size).toBe(4);
    expect(read('one/.env.example')).toContain('<secret:A>');
  });
});

test.each([
  [0o000, ['600', '644', '755', '755']],
  [0o022, ['600', '644', '755', '755']],
  [0o077, ['600', '600', '700', '700']],
])('under umask %o secrets are for the owner only and programs can run', async (umask, modes) => {
  const usual = process.umask(umask);
  await create().finally(() => process.umask(usual));
  expect(['.env', 'package.json', 'run.sh', '.'].map((path) => mode(`app/${path}`))).toEqual(modes);
});

describe('a directory that exists', () => {
  test('keeps its mode and what is in it', async () => {
    fs.mkdirSync(join(cwd, 'app'), { mode: 0o700 });
    write(join(cwd, 'app'), { '.git/HEAD': 'ref', LICENSE: 'mine' });
    const before = snapshot(cwd);
    await create();
    expect(snapshot(cwd)).toMatchObject(before);
    expect(mode('app')).toBe('700');
    expect(mode('app/.env')).toBe('600');
    expect(fs.readdirSync(join(cwd, 'app')).sort()).toEqual([
      '.env',
      '.env.example',
      '.git',
      'LICENSE',
      'package.json',
      'run.sh',
    ]);
  });

  test('a file of another content is never replaced', async () => {
    write(cwd, { 'app/package.json': '{"name":"mine"}', 'app/notes.txt': 'precious' });
    const before = snapshot(cwd);
    await expect(create()).rejects.toThrow(/package\.json exists already/);
    expect(snapshot(cwd)).toEqual(before);
  });

  test('a file of the same content is fine', async () => {
    write(cwd, { 'app/package.json': '{}\n', 'app/notes.txt': 'precious' });
    expect(await create()).toMatchObject({ paths: ['.env', '.env.example', 'run.sh'] });
    expect(read('app/notes.txt')).toBe('precious');
  });

  test.skipIf(process.platform === 'win32')('a pipe in the way is refused, not read', async () => {
    fs.mkdirSync(join(cwd, 'app'));
    execFileSync('mkfifo', [join(cwd, 'app/package.json')]);
    await expect(create()).rejects.toThrow(/not a regular file/);
    expect(fs.readdirSync(join(cwd, 'app'))).toEqual(['package.json']);
  });
});

test('what appears at the target meanwhile is left alone', async () => {
  const target = inspectTarget('app', { cwd });
  write(cwd, { 'app/theirs.txt': 'x' });
  const before = snapshot(cwd);
  await expect(createProject(target, TREE)).rejects.toMatchObject({ kind: 'REFUSED' });
  expect(snapshot(cwd)).toEqual(before);
});

test('stages of dead runs are swept, all others stay', async () => {
  const stages = {
    dead: `.app.bb-stage-${DEAD_PID}-00000000`,
    alive: `.app.bb-stage-${process.pid}-00000000`,
    other: `.other.bb-stage-${DEAD_PID}-00000000`,
    strange: `.app.bb-stage-${DEAD_PID}-x`,
  };
  write(
    cwd,
    Object.fromEntries(Object.values(stages).map((stage) => [`${stage}/package.json`, ''])),
  );
  await create();
  expect(fs.readdirSync(cwd).sort()).toEqual(
    [stages.alive, stages.strange, stages.other, 'app'].sort(),
  );
});

test('a hundred characters fit, with the name of the stage', async () => {
  expect(await create('a'.repeat(100))).toMatchObject({ kind: 'committed' });
});

test.each(['../out.txt', '/tmp/out.txt', 'a/../../out', '.git/hooks/x', 'a\\b'])(
  'a tree with the path %s is refused before anything is written',
  async (path) => {
    await expect(create('app', treeOf({ 'a.txt': '', [path]: '' }))).rejects.toMatchObject({
      kind: 'REFUSED',
    });
    expect(fs.readdirSync(cwd)).toEqual([]);
  },
);
