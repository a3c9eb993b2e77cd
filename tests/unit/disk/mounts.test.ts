/** Disks that are full, read-only, or made of several; needs root, as the Linux runner has. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject } from '../../../src/disk/create.ts';
import { inspectTarget } from '../../../src/disk/target.ts';
import { commit, recover } from '../../../src/disk/transaction.ts';
import { bury, snapshot, treeOf, write } from '../../support/disk.ts';
import { injectFaults } from '../../support/fault-fs.mjs';
import { scratch } from '../../support/scratch.ts';

const TREE = treeOf(
  Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`src/${at}.ts`, 'x'.repeat(3000)])),
);
const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
const isPossible = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const dir = scratch();
  const isMounted = mount('-t', 'tmpfs', 'tmpfs', dir);
  if (isMounted) spawnSync('umount', [dir]);
  return isMounted;
})();

let dir: string;
beforeEach(() => (dir = scratch()));
// Lazily: a call that "died" right after it opened a file has left it open.
afterEach(() => {
  spawnSync('umount', ['--lazy', join(dir, 'src')]);
  spawnSync('umount', ['--lazy', dir]);
});

const create = () => createProject(inspectTarget('app', { cwd: dir }), TREE);

test.runIf(isPossible).each([
  ['size=16k', /no space left \(needs about \d+ kB\)/],
  ['size=1m,nr_inodes=4', /no space left \(needs \d+ free inodes\)/],
])('a disk with %s is found too small before anything is written', async (options, message) => {
  mount('-t', 'tmpfs', '-o', options, 'tmpfs', dir);
  await expect(create()).rejects.toMatchObject({
    kind: 'ENVIRONMENT',
    message: expect.stringMatching(message),
  });
  expect(fs.readdirSync(dir)).toEqual([]);
});

test.runIf(isPossible)('a read-only disk is named', async () => {
  mount('-t', 'tmpfs', 'tmpfs', dir);
  mount('-o', 'remount,ro', dir);
  await expect(create()).rejects.toThrow(`cannot write to ${dir}: read-only file system`);
});

test.runIf(isPossible)('a project that is a mount point is written into', async () => {
  fs.mkdirSync(join(dir, 'src'));
  mount('-t', 'tmpfs', 'tmpfs', join(dir, 'src'));
  const target = inspectTarget('src', { cwd: dir });
  expect(await createProject(target, TREE)).toMatchObject({ kind: 'committed' });
  expect(fs.readdirSync(join(dir, 'src'))).toEqual(['src']);
});

test.runIf(isPossible)('a project over two disks: all or nothing there, too', async () => {
  fs.mkdirSync(join(dir, 'src'));
  mount('-t', 'tmpfs', 'tmpfs', join(dir, 'src'));
  write(dir, { 'src/app.ts': 'old', 'top.ts': 'old' });
  const before = snapshot(dir);
  const changes = ['src/app.ts', 'top.ts'].map((path) => ({
    ...{ kind: 'update' as const, path, before: 'old', file: { text: 'new' } },
  }));
  for (let at = 1, isReached = true; isReached; at += 1) {
    const fault = injectFaults({ under: dir, at, how: 'freezeafter' });
    await commit(dir, changes).catch(() => undefined);
    fault.remove();
    bury(dir);
    isReached = fault.calls.length >= at;
    await recover(dir);
    if (fs.readFileSync(join(dir, 'top.ts'), 'utf8') === 'new') isReached = false;
    if (isReached) expect(snapshot(dir)).toEqual(before);
  }
  expect(['src/app.ts', 'top.ts'].map((path) => fs.readFileSync(join(dir, path), 'utf8'))).toEqual([
    'new',
    'new',
  ]);
  expect(fs.readdirSync(join(dir, 'src'))).toEqual(['app.ts']);
});

test.runIf(isPossible)(
  'without the right to write, the directory is named and nothing is made',
  () => {
    fs.chmodSync(dir, 0o555);
    const script = `process.setgid(65534); process.setuid(65534);
    const { preflight } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/disk/preflight.ts'))});
    try { preflight(${JSON.stringify(dir)}, { sizes: [1], directories: 1 }); } catch (error) { console.log(error.kind, error.message); }`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const child = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: '/tmp', HOME: '/nonexistent' },
    });
    expect(child.stdout.trim()).toBe(`ENVIRONMENT permission denied: ${dir}`);
  },
);
