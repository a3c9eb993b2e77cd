import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { commit, recover, withProject } from '../../../src/disk/transaction.ts';
import type { Change, TreeFile } from '../../../src/types.ts';
import { bury, snapshot, write } from '../../support/disk.ts';
import { injectFaults } from '../../support/fault-fs.mjs';
import { scratch } from '../../support/scratch.ts';

const ENV = 'PORT=3000 # mine\n';
let root: string;
beforeEach(() => {
  root = join(scratch(), 'app');
  fs.mkdirSync(root);
  write(root, { 'src/app.ts': 'old\n', 'src/users/users.ts': 'users\n', '.env': ENV });
});

const create = (path: string, text = 'new\n'): Change => ({ kind: 'create', path, file: { text } });
const update = (path: string, before: string, file: TreeFile): Change => ({
  kind: 'update',
  path,
  before,
  file,
});
const edit = update('src/app.ts', 'old\n', { text: 'new\n' });
const append = (text: string) => update('.env', ENV, { text: ENV + text, isPrivate: true });
const read = (path: string) => fs.readFileSync(join(root, path), 'utf8');
const top = () => join(root, '..');

async function expectRefused(changes: readonly Change[], text: string | RegExp) {
  const before = snapshot(top());
  await expect(commit(root, changes)).rejects.toThrow(text);
  await expect(commit(root, changes)).rejects.toMatchObject({ kind: 'REFUSED' });
  expect(snapshot(top())).toEqual(before);
}

describe('what is done', () => {
  test('files are made with their folders, replaced and deleted, and no trace stays', async () => {
    const gone: Change = { kind: 'delete', path: 'src/users/users.ts', before: 'users\n' };
    const done = await commit(root, [create('src/a/b.ts'), edit, gone]);
    expect(done).toMatchObject({ paths: ['src/a/b.ts', 'src/app.ts', 'src/users/users.ts'] });
    expect(Object.keys(snapshot(root))).toEqual([
      '.env',
      'src',
      'src/a',
      'src/a/b.ts',
      'src/app.ts',
    ]);
    expect(read('src/app.ts')).toBe('new\n');
  });

  test('the same changes again change nothing', async () => {
    const changes = [create('a.ts'), edit, { kind: 'delete', path: 'b.ts', before: 'x' } as const];
    await commit(root, changes);
    const after = snapshot(top());
    expect(await commit(root, changes)).toMatchObject({ kind: 'committed', paths: [] });
    expect(snapshot(top())).toEqual(after);
  });

  test('a folder with something else in it outlives its last file of ours', async () => {
    write(root, { 'src/users/mine.ts': '' });
    await commit(root, [{ kind: 'delete', path: 'src/users/users.ts', before: 'users\n' }]);
    expect(fs.readdirSync(join(root, 'src/users'))).toEqual(['mine.ts']);
  });

  test.each([0o600, 0o755, 0o444])('a replaced file keeps its mode %o', async (mode) => {
    fs.chmodSync(join(root, 'src/app.ts'), mode);
    await commit(root, [edit]);
    expect(fs.statSync(join(root, 'src/app.ts')).mode & 0o777).toBe(mode);
  });

  test('another name of a replaced file keeps the old bytes', async () => {
    fs.linkSync(join(root, 'src/app.ts'), join(top(), 'copy.ts'));
    await commit(root, [edit]);
    expect(fs.readFileSync(join(top(), 'copy.ts'), 'utf8')).toBe('old\n');
  });

  test.skipIf(process.getuid?.() !== 0)('root leaves a replaced file to its owner', async () => {
    fs.chownSync(join(root, 'src/app.ts'), 1000, 1000);
    await commit(root, [edit]);
    expect(fs.statSync(join(root, 'src/app.ts')).uid).toBe(1000);
  });
});

describe('.env', () => {
  test('gets new lines at its end, in place, with secrets drawn', async () => {
    const inode = fs.statSync(join(root, '.env')).ino;
    fs.chmodSync(join(root, '.env'), 0o600);
    await commit(root, [append('TOKEN=<secret:TOKEN>\n')]);
    expect(read('.env')).toMatch(/^PORT=3000 # mine\nTOKEN=[A-Za-z0-9_-]{43}\n$/);
    expect(fs.statSync(join(root, '.env'))).toMatchObject({ ino: inode, mode: 0o100600 });
  });

  test('is never rewritten or deleted', async () => {
    const rewrite = update('.env', ENV, { text: 'OTHER=1\n', isPrivate: true });
    await expect(commit(root, [rewrite])).rejects.toThrow('only be appended');
    const gone: Change = { kind: 'delete', path: '.env', before: ENV };
    await expect(commit(root, [gone])).rejects.toThrow('never deleted');
    expect(read('.env')).toBe(ENV);
  });

  test('is never copied: the store holds no byte of it at any moment', async () => {
    const changes = [edit, append('TOKEN=<secret:TOKEN>\n')];
    for (let at = 1, isReached = true; isReached; at += 1) {
      const fault = injectFaults({ under: root, at, how: 'freeze' });
      await commit(root, changes).catch(() => undefined);
      fault.remove();
      bury(root);
      isReached = fault.calls.length >= at;
      expect(textsIn(join(root, '.backendbytes'))).not.toContain('PORT=3000');
      if (isReached) await recover(root);
    }
    expect(read('.env')).toContain('TOKEN=');
  });
});

const textsIn = (folder: string): string =>
  (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .map((path) => join(folder, path))
    .filter((place) => fs.statSync(place).isFile())
    .map((place) => fs.readFileSync(place, 'utf8'))
    .join('\n');

describe('what is refused, with nothing changed', () => {
  test.each([
    [
      'an edited file',
      'src/app.ts',
      'edited\n',
      /src\/app\.ts changed while I was working, run again/,
    ],
    ['a new file in the way', 'src/new.ts', 'theirs\n', /src\/new\.ts exists already/],
  ])('%s', async (...[, path, text, message]) => {
    write(root, { [path]: text });
    await expectRefused([edit, create('src/new.ts'), create('x.ts')], message);
  });

  test('a deleted file that was to be changed', async () => {
    fs.unlinkSync(join(root, 'src/app.ts'));
    await expectRefused([edit], /changed while I was working/);
  });

  test('a conflict', async () => {
    const conflict: Change = {
      kind: 'conflict',
      path: 'src/app.ts',
      reason: 'both sides changed it',
    };
    await expectRefused([create('x.ts'), conflict], 'src/app.ts: both sides changed it');
  });

  test('a directory where a file should go', async () => {
    fs.mkdirSync(join(root, 'src/new.ts/x'), { recursive: true });
    await expectRefused([create('x.ts'), create('src/new.ts')], 'not a regular file');
  });

  test('a file where a directory should go', async () => {
    write(root, { 'src/modules': 'x' });
    await expectRefused([create('x.ts'), create('src/modules/a.ts')], 'is in the way');
  });

  test('a link that leaves the project', async () => {
    fs.mkdirSync(join(top(), 'evil'));
    fs.symlinkSync(join(top(), 'evil'), join(root, 'src/modules'));
    await expectRefused([create('x.ts'), create('src/modules/a.ts')], 'is a link');
  });

  test('a store that is a link', async () => {
    fs.mkdirSync(join(top(), 'evil'));
    fs.symlinkSync(join(top(), 'evil'), join(root, '.backendbytes'));
    await expectRefused([create('x.ts')], 'is a link');
  });

  test('an unsafe path', async () => {
    await expectRefused([create('x.ts'), create('../out.ts')], 'is refused');
    await expectRefused([create('.git/hooks/pre-commit')], 'is refused');
  });

  test('an edit in the last moment, when all is staged', async () => {
    const link = fs.linkSync;
    const before = snapshot(top());
    fs.linkSync = (from, to) => {
      link(from, to);
      if (String(to).endsWith('journal.json'))
        fs.appendFileSync(join(root, 'src/app.ts'), 'late\n');
    };
    await expect(
      commit(root, [create('x.ts'), edit]).finally(() => (fs.linkSync = link)),
    ).rejects.toThrow(/src\/app\.ts changed while I was working/);
    expect(read('src/app.ts')).toBe('old\nlate\n');
    expect(Object.keys(snapshot(top()))).toEqual(Object.keys(before));
  });
});

/** Dies when this file call is the next one. */
async function dieAt(call: RegExp, changes: readonly Change[]) {
  for (let at = 1; ; at += 1) {
    const fault = injectFaults({ under: root, at, how: 'freeze' });
    await commit(root, changes).catch(() => undefined);
    fault.remove();
    bury(root);
    if (call.test(fault.calls.at(-1) ?? '')) return;
    await recover(root);
  }
}

describe('recovery', () => {
  const changes = [create('src/new.ts'), edit, append('TOKEN=<secret:TOKEN>\n')];

  test('tells what it has put back', async () => {
    await dieAt(/^unlink .*journal\.json$/, changes);
    expect(read('src/app.ts')).toBe('new\n');
    expect(await recover(root)).toEqual({ undone: ['.env', 'src/app.ts', 'src/new.ts'], kept: [] });
    expect(read('src/app.ts')).toBe('old\n');
    expect(read('.env')).toBe(ENV);
    expect(await recover(root)).toBeUndefined();
  });

  test('leaves what the user has written since, and keeps the old text', async () => {
    await dieAt(/^unlink .*journal\.json$/, changes);
    fs.appendFileSync(join(root, 'src/app.ts'), 'edited after crash\n');
    fs.appendFileSync(join(root, '.env'), 'MINE=1\n');
    fs.appendFileSync(join(root, 'src/new.ts'), 'mine\n');
    const recovery = await recover(root);
    expect(recovery).toMatchObject({
      undone: [],
      kept: [{ path: '.env' }, { path: 'src/app.ts' }, { path: 'src/new.ts' }],
    });
    expect(read('src/app.ts')).toBe('new\nedited after crash\n');
    expect(read('.env')).toContain('MINE=1');
    const copy = recovery?.kept[1]?.copy ?? '';
    expect(copy).toMatch(/^\.backendbytes\/kept\//);
    expect(read(copy)).toBe('old\n');
    expect(read('.backendbytes/.gitignore')).toBe('*\n');
  });

  test('comes before the next change', async () => {
    await dieAt(/^unlink .*journal\.json$/, changes);
    const seen = await withProject(root, async (project) => {
      const done = await project.commit([create('other.ts')]);
      return { done, recovery: project.recovery };
    });
    expect(seen).toMatchObject({
      done: { paths: ['other.ts'] },
      recovery: { undone: { length: 3 } },
    });
    expect(fs.existsSync(join(root, 'src/new.ts'))).toBe(false);
  });

  test.each([
    ['is no JSON', 'x'],
    ['is no journal', '{"version":1}'],
    ['leads outside', JSON.stringify(crafted('../out.txt'))],
    ['leads into .git', JSON.stringify(crafted('.git/hooks/pre-commit'))],
    ['leads to another staging folder', JSON.stringify({ ...crafted('a'), id: '../../evil' })],
  ])('refuses a journal that %s', async (_, text) => {
    write(root, { '.backendbytes/journal.json': text, '../out.txt': 'x' });
    const before = snapshot(top());
    await expect(recover(root)).rejects.toMatchObject({ kind: 'REFUSED' });
    expect(snapshot(top())).toMatchObject(before);
  });

  test('does not follow a link that has replaced a folder since', async () => {
    await dieAt(/^unlink .*journal\.json$/, changes);
    fs.renameSync(join(root, 'src'), join(top(), 'evil'));
    fs.symlinkSync(join(top(), 'evil'), join(root, 'src'));
    const outside = snapshot(join(top(), 'evil'));
    expect(await recover(root)).toMatchObject({ undone: ['.env'], kept: { length: 2 } });
    expect(snapshot(join(top(), 'evil'))).toEqual(outside);
  });
});

function crafted(path: string) {
  const operations = [{ path, old: 'a'.repeat(64), new: null }];
  return { version: 1, id: 'txn-0000000000000000', operations, made: [], emptied: [] };
}
