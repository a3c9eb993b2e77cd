/** The packed package as a library: its types, its functions, and plain plop. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { run, succeed } from './support/run.ts';

const repository = path.join(import.meta.dirname, '../..');
const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-consumer-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(path.join(home, 'node_modules'));
symlinkSync(inject('packed'), path.join(home, 'node_modules/create-backendbytes'), 'dir');
writeFileSync(path.join(home, 'package.json'), '{ "type": "module" }');

test('the types are those of the last review', async () => {
  const types = path.join(inject('packed'), 'dist/types');
  const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const text = files
    .sort()
    .map((file) => `// ${file}\n${readFileSync(path.join(types, file), 'utf8')}`)
    .join('\n');
  await expect(text).toMatchFileSnapshot(
    path.join(repository, 'tests/snapshots/__snapshots__/api.txt'),
  );
});

const CONSUMER = `import { check, create, evolve, render, UserError, type Evolved, type Tree } from 'create-backendbytes';

const tree: Tree = await render({ name: 'shop', level: 2, database: 'none', features: [] });
const { dir, files } = await create('shop', { name: 'shop', level: 2, features: [] });
const done: Evolved = await evolve(dir, { generate: 'module', name: 'books', fields: ['title'] });
const refused = await evolve(dir, { add: ['nothing-like-it'] }).catch((error: unknown) => error);
const { ok } = await check(dir);
console.log(JSON.stringify({
  same: files.length === tree.size,
  created: done.changes.some(({ kind, path }) => kind === 'create' && path === 'src/models/book.model.ts'),
  kind: refused instanceof UserError && refused.kind,
  ok,
}));
`;

test('a typed program renders, creates, changes and checks a project', async () => {
  writeFileSync(path.join(home, 'use.ts'), CONSUMER);
  const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--skipLibCheck',
    'false',
  ];
  await succeed('node', [tsc, ...options, 'use.ts'], { cwd: home });
  const said = await succeed('node', ['use.js'], { cwd: home });
  expect(JSON.parse(said)).toEqual({ same: true, created: true, kind: 'USAGE', ok: true });
});

test('plop.load brings our generator to a plain plopfile', async () => {
  const dir = path.join(home, 'plopped');
  await succeed(
    'node',
    [
      path.join(inject('packed'), 'bin/create-backendbytes.js'),
      dir,
      '--level',
      '2',
      '--features',
      'none',
      '--yes',
      '--no-install',
      '--no-git',
    ],
    { cwd: home },
  );
  const program = `import nodePlop from ${JSON.stringify(path.join(repository, 'node_modules/node-plop/src/index.js'))};
const plop = await nodePlop(${JSON.stringify(path.join(dir, 'plopfile.mjs'))});
const { changes, failures } = await plop.getGenerator('module').runActions({ name: 'books', fields: 'title pages:integer' });
console.log(JSON.stringify([plop.getGeneratorList().map(({ name }) => name), changes.length, failures]));
`;
  writeFileSync(
    path.join(dir, 'plopfile.mjs'),
    "export default (plop) => plop.load('create-backendbytes');\n",
  );
  mkdirSync(path.join(dir, 'node_modules'), { recursive: true });
  symlinkSync(inject('packed'), path.join(dir, 'node_modules/create-backendbytes'), 'dir');
  writeFileSync(path.join(home, 'plop.mjs'), program);
  const ran = await run('node', ['plop.mjs'], { cwd: home });
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toEqual([['module'], 1, []]);
  expect(readFileSync(path.join(dir, 'src/models/book.model.ts'), 'utf8')).toContain('pages');
});
