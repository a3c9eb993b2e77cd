import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { beforeEach, describe, expect, test } from 'vitest';
import { thisProcess } from '../../../src/disk/lock-owner.ts';
import { breakLock, hasUnfinished } from '../../../src/disk/lock.ts';
import { commit, recover, withProject } from '../../../src/disk/transaction.ts';
import { DEAD_PID, snapshot, write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

let root: string;
beforeEach(() => (root = scratch()));

const change = { kind: 'create', path: 'x.ts', file: { text: 'x' } } as const;
const lock = (owner: object) =>
  write(root, { '.backendbytes/lock': JSON.stringify({ ...thisProcess('0000'), ...owner }) });
const patiently = () => withProject(root, (project) => project.commit([change]), 100);

test.each([
  ['of a dead process', { pid: DEAD_PID }],
  ['of a process number that was given to another process', { start: '1' }],
])('a lock %s is taken over silently', async (_, owner) => {
  lock(owner);
  expect(hasUnfinished(root)).toBe(true);
  await commit(root, [change]);
  expect(fs.readdirSync(root)).toEqual(['x.ts']);
});

test.each([
  ['of a living process', {}, `process ${process.pid}`],
  ['from another machine, dead or not', { host: 'elsewhere', pid: DEAD_PID }, '--unlock'],
])('a lock %s is waited for, then the command is refused', async (_, owner, text) => {
  lock(owner);
  expect(hasUnfinished(root)).toBe(false);
  const before = snapshot(root);
  const start = Date.now();
  const error: unknown = await patiently().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: 'REFUSED' });
  expect(`${String(error)} ${(error as { hint: string }).hint}`).toContain(text);
  expect(Date.now() - start).toBeGreaterThan(90);
  expect(snapshot(root)).toEqual(before);
});

test('an unreadable lock is somebody writing it, but not for longer than two seconds', async () => {
  write(root, { '.backendbytes/lock': '{"pid":' });
  await expect(patiently()).rejects.toMatchObject({ kind: 'REFUSED' });
  const old = new Date(Date.now() - 3000);
  fs.utimesSync(join(root, '.backendbytes/lock'), old, old);
  expect(await patiently()).toMatchObject({ kind: 'committed' });
});

test('a lock can be broken by hand', async () => {
  lock({ host: 'elsewhere' });
  breakLock(root);
  expect(await patiently()).toMatchObject({ kind: 'committed' });
});

test('a command waits for the one before it', async () => {
  const order: string[] = [];
  const first = withProject(root, async () => {
    await new Promise((resolve) => setTimeout(resolve, 80));
    order.push('first');
  });
  await Promise.all([first, withProject(root, () => Promise.resolve(order.push('second')))]);
  expect(order).toEqual(['first', 'second']);
});

test('a project without a store is left without one', async () => {
  write(root, { a: '' });
  expect(await recover(root)).toBeUndefined();
  expect(await commit(root, [])).toMatchObject({ paths: [] });
  expect(fs.readdirSync(root)).toEqual(['a']);
});

test('without hard links the lock is made with its content', async () => {
  const link = fs.linkSync;
  fs.linkSync = () => {
    throw Object.assign(new Error('no links here'), { code: 'EPERM' });
  };
  try {
    await commit(root, [change]);
  } finally {
    fs.linkSync = link;
  }
  expect(fs.readdirSync(root)).toEqual(['x.ts']);
});

describe('a crowd', () => {
  const SIZE = 24;

  test('adds to one list, a third of it is killed: the list equals the disk, and no lock is left', async () => {
    const child = join(scratch(), 'racer.mjs');
    const entry = join(import.meta.dirname, '../../support/disk-racer.ts');
    const options = { bundle: true, platform: 'node', format: 'esm', outfile: child } as const;
    buildSync({ entryPoints: [entry], ...options });
    write(root, { 'list.json': '[]' });
    const run = (at: number) =>
      new Promise((resolve) => {
        const racer = spawn(process.execPath, [child, root, `m${at}`], { stdio: 'inherit' });
        if (at % 3 === 0) setTimeout(() => racer.kill('SIGKILL'), 40 + Math.random() * 400);
        racer.once('close', (code) => resolve(code));
      });
    const codes = await Promise.all(Array.from({ length: SIZE }, (_, at) => run(at)));
    await recover(root);
    const list = JSON.parse(fs.readFileSync(join(root, 'list.json'), 'utf8')) as string[];
    expect(list.toSorted()).toEqual(
      fs.existsSync(join(root, 'modules')) ? fs.readdirSync(join(root, 'modules')).sort() : [],
    );
    expect(codes.filter((code) => code !== 0 && code !== null)).toEqual([]);
    expect(list.length).toBeGreaterThanOrEqual((SIZE * 2) / 3);
    expect(fs.readdirSync(root).sort()).toEqual(['list.json', 'modules']);
  });
});
