/** What programs see of us: one document on stdout, exit codes, and streams that are closed, full or not a terminal. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { NEUTRAL_GIT } from './support/project.ts';
import { run, type Finished } from './support/run.ts';

const QUICK = ['--yes', '--no-install', '--no-git'];

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'backendbytes-streams-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const bin = (name: string): string => path.join(inject('packed'), 'bin', `${name}.js`);
const create = (...args: readonly string[]): Promise<Finished> =>
  run('node', [bin('create-backendbytes'), ...args], { cwd, env: NEUTRAL_GIT });
const backendbytes = (...args: readonly string[]): Promise<Finished> =>
  run('node', [bin('backendbytes'), ...args], { cwd });
const shell = (script: string): Promise<Finished> =>
  run('bash', ['-c', script, bin('create-backendbytes')], { cwd, env: NEUTRAL_GIT });
const isThere = (name: string): boolean => existsSync(path.join(cwd, name, '.backendbytes.json'));
const nothing = (): void => expect(readdirSync(cwd)).toEqual([]);

describe('--json', () => {
  test('prints one document when a project is made', async () => {
    const { code, stdout, stderr } = await create('app', ...QUICK, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      ok: true,
      exitCode: 0,
      dryRun: false,
      answers: { name: 'app' },
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(isThere('app')).toBe(true);
  });

  test('prints the same plan for a dry run, which writes nothing', async () => {
    const dry = JSON.parse((await create('app', ...QUICK, '--json', '--dry-run')).stdout) as object;
    nothing();
    const wet = JSON.parse((await create('app', ...QUICK, '--json')).stdout) as object;
    expect({ ...wet, dryRun: true }).toEqual(dry);
  });

  test.each([
    [['app', '--level', 'nine', '--yes'], 2, 'USAGE'],
    [['app', '--unknown'], 2, 'USAGE'],
    [['app'], 2, 'USAGE'],
    [['/proc/self/app', '--yes'], 4, 'ENVIRONMENT'],
  ])('prints one document for %j, too', async (args, exitCode, kind) => {
    const { code, stdout, stderr } = await create(...args, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, ok: false, exitCode, error: { kind } });
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(/^Error: /);
  });

  test('says what followed and failed', async () => {
    const { code, stdout } = await shell(
      'PATH="$(mktemp -d)" "$(command -v node)" "$0" app --yes --json',
    );
    const document = JSON.parse(stdout) as {
      steps: { name: string; outcome: string; command: string }[];
    };
    expect(code).toBe(5);
    expect(document.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'install failed',
      'git failed',
    ]);
    expect(isThere('app')).toBe(true);
  });
});

describe('without a terminal', () => {
  test('missing answers are listed with their flags, and nothing is waited for', async () => {
    const { code, stderr } = await create();
    expect(code).toBe(2);
    for (const flag of [
      '--level',
      '--database',
      '--features',
      '--package-manager',
      '--no-install',
      '--no-git',
    ])
      expect(stderr).toContain(flag);
    nothing();
  });

  test('text in a pipe is not read as keys', async () => {
    expect((await shell(String.raw`printf 'app\n1\n' | node "$0"`)).code).toBe(2);
    nothing();
  });

  test('a closed stdin does not matter', async () => {
    expect((await shell(`node "$0" app ${QUICK.join(' ')} <&-`)).code).toBe(0);
    expect(isThere('app')).toBe(true);
  });

  test('answers come from stdin when --config - says so', async () => {
    const { code } = await shell(
      `echo '{ "level": 2, "database": "none" }' | node "$0" app ${QUICK.join(' ')} --config -`,
    );
    expect(code).toBe(0);
    expect(readFileSync(path.join(cwd, 'app/.backendbytes.json'), 'utf8')).toContain('"level": 2');
  });
});

describe('the exit code speaks of the project, not of the log', () => {
  test.each([
    ['a reader that leaves', 'node "$0" app ARGS | head -c1 >/dev/null; exit ${PIPESTATUS[0]}'],
    ['a full disk behind stdout', 'node "$0" app ARGS >/dev/full'],
    ['a full disk behind both', 'node "$0" app ARGS >/dev/full 2>/dev/full'],
    ['a closed stdout', 'node "$0" app ARGS >&-'],
  ])('with %s', async (_, script) => {
    const { code, stderr } = await shell(script.replace('ARGS', QUICK.join(' ')));
    expect([code, stderr]).toEqual([0, '']);
    expect(isThere('app')).toBe(true);
  });
});

test('errors are words, without a stack', async () => {
  const { stdout, stderr } = await create('my app', '--yes');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Error: "my app" cannot be a project name: .* a space\.\nTry: my-app\n$/);
});

test.each([['create-backendbytes'], ['backendbytes']])(
  '%s tells its version and its help',
  async (name) => {
    const version = await run('node', [bin(name), '--version'], { cwd });
    const help = await run('node', [bin(name), '--help'], { cwd });
    expect([version.code, help.code]).toEqual([0, 0]);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
    expect(help.stdout).toMatch(new RegExp(`^Usage: ${name} `));
  },
);

test('render gives the very files that create wrote', async () => {
  await create('app', ...QUICK);
  const { code, stdout } = await backendbytes('render', '--config', 'app/.backendbytes.json');
  const { files } = JSON.parse(stdout) as { files: Record<string, { text: string }> };
  expect(code).toBe(0);
  const onDisk = readdirSync(path.join(cwd, 'app'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(path.join(cwd, 'app'), path.join(entry.parentPath, entry.name))
        .split(path.sep)
        .join('/'),
    );
  expect(Object.keys(files).sort()).toEqual(onDisk.sort());
  for (const [file, { text }] of Object.entries(files)) {
    if (!text.includes('<secret:'))
      expect(readFileSync(path.join(cwd, 'app', file), 'utf8'), file).toBe(text);
  }
});

test('render wants every answer', async () => {
  writeFileSync(path.join(cwd, 'answers.json'), '{ "level": 2 }');
  const { code, stdout, stderr } = await backendbytes('render', '--config', 'answers.json');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('name, description, database');
});

test('list names every layer there is to choose', async () => {
  const { stdout } = await backendbytes('list', '--json');
  const { levels, databases } = JSON.parse(stdout) as Record<
    'levels' | 'databases',
    { id: string }[]
  >;
  expect(levels.map(({ id }) => id)).toContain('2');
  expect(databases.map(({ id }) => id)).toContain('none');
});

test.each([
  [[], 2],
  [['lst'], 2],
  [['list', '--unknown'], 2],
])('backendbytes %j ends with %i', async (args, code) => {
  expect((await backendbytes(...args)).code).toBe(code);
});
