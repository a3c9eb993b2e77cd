/** A project of an older version, lived in, brought to this one: from the base in git, and without it through npm. */
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { OLDER, packOlder, type OlderPackage } from './support/older.ts';
import { NEUTRAL_GIT } from './support/project.ts';
import { startRegistry, type Registry } from './support/registry.ts';
import { run, succeed } from './support/run.ts';

let older: OlderPackage;
let registry: Registry;
const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-update-'));

beforeAll(async () => {
  older = packOlder(inject('packed'));
  registry = await startRegistry(await older.tarball());
});
afterAll(async () => {
  await registry.stop();
  older.remove();
  rmSync(home, { recursive: true, force: true });
});

const FLAGS = ['--level', '3', '--database', 'sql', '--features', 'none', '--yes', '--no-install'];
const ME = ['-c', 'user.name=me', '-c', 'user.email=me@example.com'];

/** Made by the older version, with a module of its own, edited and committed. */
async function livedIn(name: string): Promise<string> {
  const env = NEUTRAL_GIT;
  await succeed('node', [path.join(older.dir, 'bin/create-backendbytes.js'), name, ...FLAGS], {
    cwd: home,
    env,
  });
  const dir = path.join(home, name);
  const bin = path.join(older.dir, 'bin/backendbytes.js');
  await succeed('node', [bin, 'generate', 'module', 'books', 'title'], { cwd: dir, env });
  appendFileSync(path.join(dir, 'README.md'), '\nHow we deploy.\n');
  edit(path.join(dir, 'src/shutdown.ts'), (text) => `${text}// mine\n`);
  edit(path.join(dir, 'package.json'), (text) =>
    text.replace('"pg":', '"kleur": "4.1.5",\n    "pg":'),
  );
  await succeed('git', [...ME, 'add', '-A'], { cwd: dir, env });
  await succeed('git', [...ME, 'commit', '--quiet', '-m', 'mine'], { cwd: dir, env });
  return dir;
}

const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

const backendbytes = (dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run('node', [path.join(inject('packed'), 'bin/backendbytes.js'), ...args], {
    cwd: dir,
    env: { ...NEUTRAL_GIT, ...env },
  });

function expectUpdated(dir: string): void {
  const read = (file: string) => readFileSync(path.join(dir, file), 'utf8');
  expect(read('src/shutdown.ts')).toMatch(/^(?!\/\/ How the process stops)[\s\S]*\/\/ mine\n$/);
  expect(read('README.md')).toContain('How we deploy.');
  expect(existsSync(path.join(dir, 'AGENTS.md'))).toBe(true);
  const { dependencies } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
  };
  expect(dependencies).toMatchObject({ kleur: '4.1.5' });
  expect(dependencies['pino']).not.toBe('10.0.0');
  expect(read('.backendbytes.json')).not.toContain(`"generator": "${OLDER}"`);
}

test('update takes the base from git, and every other command waits for it', async () => {
  const dir = await livedIn('with-base');
  const early = await backendbytes(dir, ['add', 'docker']);
  expect([early.code, early.stderr]).toEqual([3, expect.stringContaining('backendbytes update')]);
  const { code, stdout, stderr } = await backendbytes(dir, ['update'], {
    npm_config_registry: 'http://127.0.0.1:9',
  });
  expect(code, stdout + stderr).toBe(0);
  expectUpdated(dir);
  expect((await backendbytes(dir, ['update', '--allow-dirty'])).stdout).toContain('Nothing to do');
  expect((await backendbytes(dir, ['add', 'docker'])).code).toBe(0);
});

test('in a clone without that ref the older version is asked through npm', async () => {
  const dir = await livedIn('without-base');
  await succeed('git', ['update-ref', '-d', 'refs/backendbytes/base'], { cwd: dir });
  const offline = await backendbytes(dir, ['update'], {
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: path.join(home, 'empty'),
  });
  expect([offline.code, offline.stderr]).toEqual([
    3,
    expect.stringContaining('refs/backendbytes/base'),
  ]);
  const { code, stdout, stderr } = await backendbytes(dir, ['update'], registry.env);
  expect(code, stdout + stderr).toBe(0);
  expectUpdated(dir);
});
