/** What an owner does to a project after it was made, with the packed commands, on edited files. */
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
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createProject, NEUTRAL_GIT, type Project } from './support/project.ts';
import { run, succeed } from './support/run.ts';

let project: Project;
/** the first commit */
let made: string;
const bin = () => path.join(inject('packed'), 'bin/backendbytes.js');
const backendbytes = (...args: readonly string[]) =>
  run('node', [bin(), ...args], { cwd: project.dir, env: NEUTRAL_GIT });
const git = (...args: readonly string[]) =>
  succeed('git', args, { cwd: project.dir, env: NEUTRAL_GIT });
const read = (file: string) => readFileSync(path.join(project.dir, file), 'utf8');
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(path.join(project.dir, file), change(read(file)));

beforeAll(async () => {
  project = await createProject(inject('packed'), [
    '--level',
    '3',
    '--database',
    'sql',
    '--features',
    'none',
    '--no-install',
  ]);
  made = (await git('rev-parse', 'HEAD')).trim();
});
afterAll(() => project.remove());

beforeEach(async () => {
  // Every command records what it wrote; here each test begins with the project as it was made.
  await git('update-ref', 'refs/backendbytes/base', made);
  await git('reset', '--quiet', '--hard', made);
  await git('clean', '--quiet', '-dfx', '--exclude', '.env');
});

describe('generate', () => {
  const GENERATE = ['generate', 'module', 'authors', 'name:string:unique', 'bio:text?'];

  test('wires a module into files that were edited, and keeps the edits', async () => {
    edit('src/routes/index.ts', (text) => `${text}\n// mine\n`);
    const { code, stderr } = await backendbytes(...GENERATE);
    expect(code, stderr).toBe(0);
    expect(read('src/routes/index.ts')).toMatch(/authorsRoutes[\s\S]*\/\/ mine\n$/);
  });

  test('twice is once', async () => {
    await backendbytes(...GENERATE);
    const after = await git('status', '--porcelain');
    const again = await backendbytes(...GENERATE);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing to do')]);
    expect(await git('status', '--porcelain')).toBe(after);
  });

  test('as a dry run shows diffs and writes nothing', async () => {
    const { code, stdout } = await backendbytes(...GENERATE, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('+++ b/src/controllers/authors.controller.ts');
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('points at what is wrong in a field', async () => {
    const { code, stderr } = await backendbytes('generate', 'module', 'authors', 'name:strnig');
    expect(code).toBe(2);
    expect(stderr).toMatch(/\^[\s\S]*string/);
  });
});

describe('add, remove and undo', () => {
  test('undo is exact, and there is one of it', async () => {
    expect((await backendbytes('add', 'docker')).code).toBe(0);
    expect(existsSync(path.join(project.dir, 'Dockerfile'))).toBe(true);
    expect((await backendbytes('undo')).code).toBe(0);
    expect(await git('status', '--porcelain')).toBe('');
    expect((await backendbytes('undo')).code).toBe(3);
  });

  test('undo stops when a file was edited since, and names it', async () => {
    await backendbytes('add', 'docker');
    appendFileSync(path.join(project.dir, 'Dockerfile'), '# mine\n');
    const { code, stderr } = await backendbytes('undo');
    expect(code).toBe(3);
    expect(stderr).toContain('Dockerfile');
    expect(read('Dockerfile')).toContain('# mine');
  });

  test('remove after add is where it began', async () => {
    await backendbytes('add', 'docker');
    expect((await backendbytes('remove', 'docker')).code).toBe(0);
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('a conflict writes nothing by default, and both versions with --conflict=markers', async () => {
    edit('src/config/env.ts', (text) =>
      text.replace(
        / {4}PG_POOL_MAX.*\n|( {2,})(PG_POOL_MAX: )(.*)\n/,
        (_, indent: string, name: string) =>
          `${indent ?? '  '}${name ?? 'PG_POOL_MAX: '}z.literal(7),\n`,
      ),
    );
    edit('package.json', (text) =>
      text.replace('"lint": "eslint ."', '"dev:docker": "mine",\n    "lint": "eslint ."'),
    );
    const before = await git('diff');
    const refused = await backendbytes('add', 'docker');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('conflict');
    expect(await git('diff')).toBe(before);
  });

  test('a feature that does not exist is named with those that do', async () => {
    const { code, stderr } = await backendbytes('add', 'dockr');
    expect(code).toBe(2);
    expect(stderr).toContain('docker');
  });
});

test('level-up wants a clean git tree', async () => {
  edit('README.md', (text) => `${text}\nmine\n`);
  const { code, stderr } = await backendbytes('level-up', '3');
  expect(code).toBe(3);
  expect(stderr).toContain('uncommitted');
});

test('doctor tells edited from untouched, and is content', async () => {
  edit('README.md', (text) => `${text}\nmine\n`);
  const { code, stdout } = await backendbytes('doctor', '--json');
  expect(code).toBe(0);
  expect(stdout).toContain('edited by you: README.md');
});

test('commands work from a folder inside the project, and nowhere else', async () => {
  const inside = await run('node', [bin(), 'doctor'], {
    cwd: path.join(project.dir, 'src/routes'),
  });
  expect(inside.code).toBe(0);
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'backendbytes-elsewhere-'));
  const { code, stderr } = await run('node', [bin(), 'add', 'docker'], { cwd: elsewhere });
  rmSync(elsewhere, { recursive: true });
  expect([code, stderr]).toEqual([3, expect.stringContaining('not a backendbytes project')]);
});

test('level 2 goes up to level 3 on a database, edits included', async () => {
  const small = await createProject(inject('packed'), [
    '--level',
    '2',
    '--features',
    'none',
    '--no-install',
  ]);
  try {
    const at = { cwd: small.dir, env: NEUTRAL_GIT };
    const file = path.join(small.dir, 'src/app.ts');
    writeFileSync(file, `// mine\n${readFileSync(file, 'utf8')}`);
    await succeed(
      'git',
      ['-c', 'user.name=me', '-c', 'user.email=me@example.com', 'commit', '--quiet', '-am', 'mine'],
      at,
    );
    const without = await run('node', [bin(), 'level-up'], at);
    expect([without.code, without.stderr]).toEqual([
      2,
      expect.stringContaining('--database postgres'),
    ]);
    await succeed('node', [bin(), 'level-up', '--database', 'postgres'], at);
    expect(readFileSync(file, 'utf8')).toMatch(/^\/\/ mine\n/);
    expect(existsSync(path.join(small.dir, 'src/db/migrator.ts'))).toBe(true);
  } finally {
    small.remove();
  }
});
