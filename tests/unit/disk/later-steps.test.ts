import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BASE_REF, firstCommit, repositoryAround } from '../../../src/disk/git.ts';
import { install } from '../../../src/disk/install.ts';
import { findProgram, type Machine } from '../../../src/disk/programs.ts';
import { run } from '../../../src/disk/run.ts';
import { write } from '../../support/disk.ts';
import { scratch } from '../../support/scratch.ts';

let dir: string;
let fakes: string;
beforeEach(() => {
  dir = scratch();
  fakes = scratch();
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  vi.stubEnv('HOME', fakes);
  write(dir, {
    'package.json': '{}',
    '.env': 'SECRET=x\n',
    '.gitignore': '.env\n',
    'src/app.ts': '',
  });
});
afterEach(() => vi.unstubAllEnvs());

/** A program of this name, first on PATH. */
function fake(name: string, script: string) {
  fs.writeFileSync(join(fakes, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${fakes}${delimiter}${process.env['PATH']}`);
}

const PATHS = ['.env', '.gitignore', 'package.json', 'src/app.ts'];
const git = (...args: string[]) =>
  execFileSync('git', args, {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

describe('the first commit', () => {
  test('holds what we wrote, no secret and nothing else, and is the base', async () => {
    write(dir, { '.DS_Store': 'x' });
    expect(await firstCommit(dir, PATHS)).toEqual({ kind: 'committed', author: 'neutral' });
    expect(git('ls-files').split('\n')).toEqual(['.gitignore', 'package.json', 'src/app.ts']);
    expect(git('rev-parse', BASE_REF)).toBe(git('rev-parse', 'HEAD'));
    expect(git('branch', '--show-current')).toBe('main');
    expect(fs.existsSync(join(dir, '.git/hooks'))).toBe(false);
  });

  test("is by the user, on the user's branch, when git knows them", async () => {
    const config = join(fakes, 'config');
    fs.writeFileSync(
      config,
      '[user]\nname = Ada\nemail = ada@x.org\n[init]\ndefaultBranch = trunk\n[commit]\ngpgSign = true\n',
    );
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    expect(await firstCommit(dir, PATHS)).toEqual({ kind: 'committed', author: 'yours' });
    expect(git('log', '-1', '--format=%an %ae')).toBe('Ada ada@x.org');
    expect(git('branch', '--show-current')).toBe('trunk');
  });

  test('runs no hook and no template of the machine, and is not led elsewhere', async () => {
    const hooks = join(fakes, 'template/hooks');
    fs.mkdirSync(hooks, { recursive: true });
    for (const hook of ['pre-commit', 'post-commit', 'reference-transaction']) {
      fs.writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${fakes}/RAN\n`, { mode: 0o755 });
    }
    const config = join(fakes, 'config');
    fs.writeFileSync(
      config,
      `[core]\nhooksPath = ${hooks}\n[init]\ntemplateDir = ${fakes}/template\n`,
    );
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    vi.stubEnv('GIT_DIR', join(fakes, 'elsewhere'));
    expect(await firstCommit(dir, PATHS)).toMatchObject({ kind: 'committed' });
    vi.stubEnv('GIT_DIR', undefined);
    expect(fs.existsSync(join(fakes, 'RAN'))).toBe(false);
    expect(git('log', '--format=%s')).toContain('create the project');
  });

  test('works in a folder of another user', async () => {
    if (process.getuid?.() === 0) fs.chownSync(dir, 1000, 1000);
    expect(await firstCommit(dir, PATHS)).toMatchObject({ kind: 'committed' });
  });

  test('is skipped inside a repository, whose .git is left alone', async () => {
    git('init', '--quiet');
    const inner = join(dir, 'packages/app');
    write(inner, { 'package.json': '{}' });
    expect(repositoryAround(inner)).toBe(dir);
    expect(await firstCommit(inner, ['package.json'])).toEqual({
      kind: 'skipped',
      reason: `there is a git repository in ${dir} already`,
    });
    expect(await firstCommit(dir, PATHS)).toMatchObject({ kind: 'skipped' });
    expect(fs.existsSync(join(inner, '.git'))).toBe(false);
    expect(() => git('rev-parse', 'HEAD')).toThrow();
  });

  test('that fails is a value, and the project stays', async () => {
    fake('git', 'mkdir -p .git; echo "fatal: no" >&2; exit 1');
    expect(await firstCommit(dir, PATHS)).toMatchObject({
      kind: 'failed',
      reason: 'fatal: no',
      command: 'git init',
    });
    expect(fs.readdirSync(dir).sort()).toEqual(['.env', '.gitignore', 'package.json', 'src']);
  });

  test('without git is a value', async () => {
    vi.stubEnv('PATH', fakes);
    expect(await firstCommit(dir, PATHS)).toMatchObject({
      kind: 'failed',
      reason: 'git is not installed',
    });
  });
});

describe('installing', () => {
  test.each([
    ['npm', 'install --ignore-scripts --no-fund'],
    ['pnpm', 'install --ignore-scripts'],
    ['bun', 'install --ignore-scripts'],
  ] as const)('with %s runs no scripts', async (manager, args) => {
    fake(manager, 'echo "$@" > called; echo added 1 package');
    const lines: string[] = [];
    expect(await install(dir, manager, { onLine: (line) => lines.push(line) })).toEqual({
      kind: 'installed',
    });
    expect(fs.readFileSync(join(dir, 'called'), 'utf8').trim()).toBe(args);
    expect(lines).toEqual(['added 1 package']);
  });

  test.each([
    ['1.22.22', 'install --ignore-scripts'],
    ['4.9.1', 'install --mode=skip-build'],
  ])('with yarn %s runs no scripts', async (version, args) => {
    fake('yarn', `[ "$1" = --version ] && echo ${version} || echo "$@" > called`);
    expect(await install(dir, 'yarn')).toEqual({ kind: 'installed' });
    expect(fs.readFileSync(join(dir, 'called'), 'utf8').trim()).toBe(args);
  });

  test('that fails says what the package manager said, printable', async () => {
    fake('npm', 'printf "npm error \\033[31mE404\\033[0m\\n" >&2; exit 7');
    expect(await install(dir, 'npm')).toEqual({
      kind: 'not-installed',
      reason: 'npm ended with 7',
      command: 'npm install',
      log: ['npm error \\u001b[31mE404\\u001b[0m'],
      stoppedBy: undefined,
    });
  });

  test('without the program is a value', async () => {
    vi.stubEnv('PATH', fakes);
    expect(await install(dir, 'pnpm')).toMatchObject({
      reason: 'pnpm is not installed',
      command: 'pnpm install',
    });
  });
});

describe('a child process', () => {
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };
  const gitAt = (timeoutMs: number) => run({ program: 'git', args: [], cwd: dir, timeoutMs });

  test.skipIf(process.platform !== 'linux')(
    'that hangs is stopped in time, with what it started',
    async () => {
      fake('git', 'sleep 60 & echo $! > pid; wait');
      expect(await gitAt(300)).toEqual({ kind: 'timeout', seconds: 0 });
      await sleep(50);
      expect(isAlive(Number(fs.readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false);
    },
  );

  test('that refuses to stop is killed', async () => {
    fake('git', "trap '' TERM INT; while :; do sleep 0.1; done");
    const start = Date.now();
    expect(await gitAt(200)).toMatchObject({ kind: 'timeout' });
    expect(Date.now() - start).toBeLessThan(6000);
  });

  test('whose orphan keeps the pipe open does not keep us', async () => {
    fake('git', 'sleep 5 & exit 3');
    const start = Date.now();
    expect(await gitAt(10_000)).toMatchObject({ kind: 'failed', exitCode: 3 });
    expect(Date.now() - start).toBeLessThan(3000);
  });

  test('is never one that lies in the project', async () => {
    fs.writeFileSync(join(dir, 'git'), '#!/bin/sh\ntouch RAN\n', { mode: 0o755 });
    vi.stubEnv('PATH', `.:${':'}${dir.replace(/./, '')}`);
    expect(await gitAt(1000)).toMatchObject({ kind: 'missing' });
  });

  test('stops with us: no orphan stays, and the signal is told', async () => {
    fake('npm', 'sleep 60 & echo $! > pid; wait');
    const child = join(fakes, 'installer.mjs');
    const entry = join(import.meta.dirname, '../../support/disk-installer.ts');
    buildSync({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: child,
    });
    const running = spawn(process.execPath, [child, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    running.stdout.on('data', (text: Buffer) => (output += String(text)));
    while (!fs.existsSync(join(dir, 'pid'))) await sleep(10);
    await sleep(50);
    running.kill('SIGINT');
    await new Promise((resolve) => running.once('close', resolve));
    expect(JSON.parse(output)).toMatchObject({ kind: 'not-installed', stoppedBy: 'SIGINT' });
    await sleep(50);
    expect(isAlive(Number(fs.readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false);
  });
});

describe('programs on Windows', () => {
  const machine = (files: readonly string[]): Machine => ({
    platform: 'win32',
    env: { Path: 'relative;C:\\Git\\cmd;C:\\node;C:\\Users\\a\\npm' },
    node: 'C:\\node\\node.exe',
    isProgram: (file) => files.includes(file),
  });

  test.each([
    ['git', ['C:\\Git\\cmd\\git.exe'], { file: 'C:\\Git\\cmd\\git.exe', before: [] }],
    [
      'npm',
      ['C:\\node\\npm.cmd', 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js'],
      { file: 'C:\\node\\node.exe', before: ['C:\\node\\node_modules\\npm\\bin\\npm-cli.js'] },
    ],
    [
      'pnpm',
      ['C:\\Users\\a\\npm\\node_modules\\pnpm\\bin\\pnpm.cjs'],
      {
        file: 'C:\\node\\node.exe',
        before: ['C:\\Users\\a\\npm\\node_modules\\pnpm\\bin\\pnpm.cjs'],
      },
    ],
    ['git', ['relative\\git.exe', 'git.exe'], undefined],
    ['yarn', ['C:\\node\\yarn.cmd'], undefined],
  ] as const)('%s is found without a shell', (program, files, command) => {
    expect(findProgram(program, machine(files))).toEqual(command);
  });
});
