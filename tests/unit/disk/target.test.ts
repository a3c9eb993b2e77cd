import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { inspectTarget, occupied, prepareTarget } from '../../../src/disk/target.ts';
import { findProject } from '../../../src/disk/surroundings.ts';
import { snapshot, write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

let top: string;
let cwd: string;
beforeEach(() => {
  top = scratch();
  cwd = join(top, 'w');
  fs.mkdirSync(cwd);
});

const inspect = (argument: string, options = {}) => inspectTarget(argument, { cwd, ...options });
const refusal = (kind: string): unknown => expect.objectContaining({ name: 'UserError', kind });

describe('where the project goes', () => {
  test.each([
    ['app', 'w/app', ['app']],
    ['app/', 'w/app', ['app']],
    ['./app', 'w/app', ['app']],
    ['a/b/c', 'w/a/b/c', ['a', 'b', 'c']],
    ['a/../../escape2', 'escape2', ['escape2']],
    ['../next', 'next', ['next']],
  ])('%s is %s', (argument, dir, missing) => {
    expect(inspect(argument)).toMatchObject({ kind: 'absent', dir: join(top, dir), missing });
  });

  test('an absolute path is used as it is', () => {
    expect(inspect(join(top, 'absdir'))).toMatchObject({ dir: join(top, 'absdir') });
  });

  test('a link above the target is resolved once', () => {
    fs.mkdirSync(join(cwd, 'real'));
    fs.symlinkSync('real', join(cwd, 'p'));
    expect(inspect('p/app')).toMatchObject({ kind: 'absent', dir: join(cwd, 'real/app') });
  });

  test('a dot is the directory we are in', () => {
    expect(inspect('.')).toMatchObject({ kind: 'free', dir: cwd, name: 'w' });
  });

  test('with a package name the directory we are in may be called anything', () => {
    cwd = join(top, 'My Project');
    fs.mkdirSync(cwd);
    expect(() => inspect('.')).toThrow(refusal('USAGE'));
    expect(inspect('.', { hasName: true })).toMatchObject({ kind: 'free', dir: cwd });
  });
});

test.each([
  ['', 'required'],
  ['my app', 'a space'],
  ['a'.repeat(300), 'at most 100'],
  ['@scope/app', '--name @scope/app'],
  ['~', '~'],
  ['~/app', '~'],
  ['-rf', 'start and end'],
  ['x/abc\u202etxt', 'abc\\u202etxt'],
])('%j is wrong use', (argument, text) => {
  try {
    inspect(argument);
    expect.unreachable();
  } catch (error) {
    expect(error).toEqual(refusal('USAGE'));
    expect(`${(error as Error).message} ${(error as { hint: string }).hint}`).toContain(text);
  }
});

describe('what is there', () => {
  test.each([
    ['nothing in it', {}, 'free'],
    ['.git and the like', { '.git/HEAD': '', '.DS_Store': '', '.idea/x': '', LICENSE: '' }, 'free'],
    ['a README', { 'README.md': '' }, 'occupied'],
    ['a program', { 'package.json': '{}', '.env': '' }, 'occupied'],
  ])('a directory with %s', (_, files, kind) => {
    fs.mkdirSync(join(cwd, 'app'));
    write(join(cwd, 'app'), files);
    expect(inspect('app')).toMatchObject({
      kind,
      missing: [],
      entries: fs.readdirSync(join(cwd, 'app')).sort(),
    });
  });

  test('the refusal names at most ten entries of an occupied directory', () => {
    write(
      join(cwd, 'app'),
      Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`f${at + 10}`, ''])),
    );
    expect(occupied(inspect('app')).message).toMatch(/is not empty: f10, .*f19 and 4 more\.$/);
  });

  test('a link is refused, also a dangling one, and nothing is made behind it', () => {
    fs.mkdirSync(join(top, 'real'));
    fs.symlinkSync(join(top, 'real'), join(cwd, 'app'));
    fs.symlinkSync(join(top, 'nowhere'), join(cwd, 'gone'));
    expect(() => inspect('app')).toThrow(/is a link to .*real/);
    expect(() => inspect('gone')).toThrow(refusal('REFUSED'));
    expect(() => inspect('gone/app')).toThrow(/link that leads nowhere/);
    expect(fs.existsSync(join(top, 'nowhere'))).toBe(false);
  });

  test('a file is refused, as the target and above it', () => {
    write(cwd, { file: '' });
    expect(() => inspect('file')).toThrow(refusal('REFUSED'));
    expect(() => inspect('file/app')).toThrow(refusal('REFUSED'));
  });

  test('a name that differs only by case is refused', () => {
    fs.mkdirSync(join(cwd, 'App'));
    expect(() => inspect('app')).toThrow(/only by case from "App"/);
    expect(() => inspect('APP/x')).toThrow(/only by case/);
    expect(inspect('App/x')).toMatchObject({ kind: 'absent' });
  });

  test('node_modules is refused', () => {
    fs.mkdirSync(join(cwd, 'node_modules'));
    expect(() => inspect('node_modules/app')).toThrow(refusal('REFUSED'));
    expect(() => inspect('x/node_modules/app')).toThrow(refusal('REFUSED'));
  });

  test('a place inside a project is refused with its path, unless nesting is asked for', () => {
    write(cwd, { 'outer/.backendbytes.json': '{}', 'outer/src/x': '' });
    expect(() => inspect('outer/src/x-app')).toThrow(join(cwd, 'outer'));
    expect(inspect('outer/src/x-app', { isNested: true })).toMatchObject({ kind: 'absent' });
    expect(() => inspect('outer', { isNested: true })).toThrow(/already/);
    expect(findProject(join(cwd, 'outer/src'))).toBe(join(cwd, 'outer'));
    expect(findProject(cwd)).toBeUndefined();
  });

  test.skipIf(process.platform !== 'linux')(
    'nothing is made below /proc, and it does not hang',
    () => {
      expect(() => inspect('/proc/self/x')).toThrow(refusal('ENVIRONMENT'));
      expect(() => inspect('/proc/nonexistent/x/y')).toThrow(refusal('ENVIRONMENT'));
    },
  );

  test.skipIf(process.getuid?.() !== 0)('root is warned in a directory of somebody else', () => {
    fs.chownSync(cwd, 1000, 1000);
    expect(inspect('app').warnings).toEqual([expect.stringContaining('user 1000')]);
  });

  test('ten thousand entries beside it take no time', () => {
    for (let at = 0; at < 10_000; at += 1) fs.writeFileSync(join(cwd, String(at)), '');
    const start = performance.now();
    inspect('app');
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test.each(['a'.repeat(300), `${'x'.repeat(300)}/app`, 'a\0b', '@scope/app'])(
    'a real run refuses %j as a dry run does',
    async (argument) => {
      await expect(prepareTarget(argument, { cwd })).rejects.toMatchObject({ name: 'UserError' });
      expect(() => inspect(argument)).toThrow(expect.objectContaining({ name: 'UserError' }));
    },
  );

  test('looking changes nothing', async () => {
    write(cwd, { 'app/.git/HEAD': '' });
    const before = snapshot(top);
    inspect('app');
    inspect('a/b');
    await prepareTarget('app', { cwd });
    expect(snapshot(top)).toEqual(before);
  });

  test.skipIf(process.platform === 'win32')(
    'a special file beside the target does not matter',
    () => {
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      expect(inspect('app')).toMatchObject({ kind: 'absent' });
      expect(() => inspect('pipe')).toThrow(refusal('REFUSED'));
    },
  );
});
