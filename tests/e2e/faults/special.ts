/** What a case tells in words only (`inject`): done here, a row a case. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { thisProcess } from '../../../src/disk/lock-owner.ts';
import { DEAD_PID } from '../../support/disk.ts';
import { pathWithNode } from '../support/node-versions.ts';
import { STARTERS } from './starters.ts';
import {
  EDITED,
  environment,
  makeProject,
  now,
  runIn,
  type Ended,
  type Start,
  type World,
} from './world.ts';

export interface Special {
  /** after the setup, before anything is remembered */
  readonly before?: (world: World) => void | Promise<void>;
  /** changes to how the command is started */
  readonly start?: (start: Start, world: World) => Start | Promise<Start>;
  /** another copy of the package */
  readonly packed?: (world: World) => string;
  /** the command, where it is more than one */
  readonly run?: (world: World, start: Start) => Promise<Ended>;
  /** where a check means another path than it says */
  readonly places?: Readonly<Record<string, string>>;
}

const SMALL = { command: 'generate' } as const;
const LARGE = { command: 'add' } as const;
const app = ({ work }: World, ...parts: readonly string[]) => path.join(work, 'app', ...parts);
const edit = (file: string, change: (text: string) => string): void =>
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));

const git = (world: World, ...args: readonly string[]): void => {
  const me = ['-c', 'user.name=me', '-c', 'user.email=me@example.com'];
  const done = spawnSync('git', [...me, ...args], {
    cwd: app(world),
    env: environment(world),
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
};

function committedProject(world: World): void {
  makeProject(SMALL, world);
  git(world, 'init', '--quiet');
  git(world, 'add', '--all');
  git(world, 'commit', '--quiet', '--message', 'mine');
}

/** A folder with nothing but links to these programs. */
function onlyThese(world: World, ...programs: readonly string[]): string {
  const dir = path.join(world.top, 'bin');
  fs.mkdirSync(dir);
  programs.forEach((program) => {
    const found =
      program === 'node'
        ? process.execPath
        : spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
    fs.symlinkSync(found, path.join(dir, program));
  });
  return dir;
}

function fakeProgram(world: World, name: string, script: string): string {
  const dir = path.join(world.top, 'fake');
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return dir;
}

const withPath = (start: Start, dir: string, rest = process.env['PATH'] ?? ''): Start => ({
  ...start,
  env: { ...start.env, PATH: [dir, rest].filter(Boolean).join(path.delimiter) },
});

/** Copies the package to where the case wants it. */
function copied({ packed, top }: World, ...folders: readonly string[]): string {
  const to = path.join(top, ...folders);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.cpSync(packed, to, { recursive: true });
  return to;
}

const lock = (world: World, pid: number): void => {
  fs.mkdirSync(app(world, '.backendbytes'));
  const start = pid === DEAD_PID ? '1' : startOf(pid);
  const owner = { ...thisProcess('0'.repeat(16)), pid, start };
  fs.writeFileSync(app(world, '.backendbytes/lock'), JSON.stringify(owner));
};
const startOf = (pid: number): string =>
  fs
    .readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')[19] ?? '';

const preload = (world: World, name: string, code: string): string => {
  const file = path.join(world.top, name);
  fs.writeFileSync(file, code);
  return `--import=${file}`;
};
const withPreload = (start: Start, flag: string): Start => ({
  ...start,
  env: { ...start.env, NODE_OPTIONS: flag },
});

const FAULT_FS = path.join(import.meta.dirname, '../../support/fault-fs.mjs');

/** Kills a generate right after it has put this file in place. */
async function killedAfter(world: World, file: string): Promise<void> {
  const count = path.join(world.top, 'count');
  const copy = path.join(world.top, 'copy');
  fs.cpSync(app(world), copy, { recursive: true });
  const start = (cwd: string, env: NodeJS.ProcessEnv): Start => ({
    argv: ['backendbytes.js', 'generate', 'module', 'users'],
    cwd,
    env: environment(world, { NODE_OPTIONS: `--import=${FAULT_FS}`, FAULT_UNDER: cwd, ...env }),
  });
  await runIn(world, start(copy, { FAULT_HOW: 'count', FAULT_COUNT_FILE: count }));
  const calls = fs.readFileSync(count, 'utf8').split('\n');
  const at = calls.findIndex((call) => call.startsWith('rename ') && call.endsWith(`/${file}`)) + 1;
  if (at === 0) throw new Error(`${file} is never put in place`);
  const killed = await runIn(
    world,
    start(app(world), { FAULT_HOW: 'killafter', FAULT_N: String(at) }),
  );
  if (killed.exit !== null) throw new Error('it was not killed');
  [count, copy].forEach((place) => fs.rmSync(place, { recursive: true }));
}

/** Both ended well, or the one that did not speaks for them. */
async function atOnce(world: World, starts: readonly Start[]): Promise<Ended> {
  const ended = await Promise.all(starts.map((start) => runIn(world, start)));
  return ended.find(({ exit }) => exit !== 0) ?? (ended[0] as Ended);
}

let sleeper: ChildProcess | undefined;

/** The smallest project that is type-checked whole. */
const atLevelTwo = (start: Start): Start => ({
  ...start,
  argv: [...start.argv, '--level', '2', '--database', 'none', '--features', 'none'],
});

export const SPECIAL: Readonly<Record<string, Special>> = {
  ...STARTERS,
  N38: { start: atLevelTwo },
  R06: { start: atLevelTwo },
  K05: {
    before: async (world) => {
      makeProject(SMALL, world);
      await killedAfter(world, EDITED);
      fs.appendFileSync(app(world, EDITED), '// edited after crash\n');
    },
  },
  K13: {
    // Free text goes through JSON.stringify in every template that shows it.
    start: (start, world) =>
      withPreload(
        { ...start, argv: [...start.argv, '--description', 'boom'] },
        preload(
          world,
          'throwing.mjs',
          'const real = JSON.stringify; JSON.stringify = (value, ...rest) => { if (value === "boom") throw new TypeError("boom"); return real(value, ...rest); };',
        ),
      ),
  },
  E15: {
    start: (start, world) => withPath(start, onlyThese(world, 'node', 'env', 'sh'), ''),
  },
  E18: { start: (start, world) => withPath(start, fakeProgram(world, 'git', 'exit 1')) },
  E19: {
    start: async (start) => ({
      ...start,
      wrap: [],
      env: { ...start.env, PATH: await pathWithNode(18) },
    }),
  },
  E28: {
    before: (world) => {
      const reference = path.join(world.top, 'reference');
      fs.mkdirSync(reference);
      now({ ...world, work: reference }, [
        'create-backendbytes.js',
        'app',
        '--yes',
        '--no-install',
        '--no-git',
      ]);
    },
  },
  P13: {
    before: (world) =>
      edit(app(world, '.backendbytes.json'), (text) =>
        text.replace(/"schema": \d+/, '"schema": 999'),
      ),
  },
  P15: { start: (start) => ({ ...start, cwd: path.join(start.cwd, 'src') }) },
  P16: {
    before: (world) => (makeProject(SMALL, world), fs.rmSync(app(world, 'src/errors/index.ts'))),
    places: { 'deleted-file': 'app/src/errors/index.ts' },
  },
  P18: {
    before: (world) => {
      makeProject(SMALL, world);
      edit(app(world, 'src/errors/index.ts'), (text) =>
        text.replace(/^.*$/gm, (line) => `${line} //`),
      );
    },
  },
  P19: {
    before: (world) => {
      makeProject(SMALL, world);
      edit(app(world, 'package.json'), (text) =>
        text.replace('"dependencies": {', '"dependencies": {\n    "pg": "1.0.0",'),
      );
    },
  },
  P21: {
    before: (world) => (
      committedProject(world),
      fs.appendFileSync(app(world, 'README.md'), 'mine\n')
    ),
  },
  P22: {
    before: (world) => (
      committedProject(world),
      fs.writeFileSync(app(world, '.git/MERGE_HEAD'), '0'.repeat(40))
    ),
  },
  P23: {
    before: (world) => {
      committedProject(world);
      const main = path.join(world.work, 'main');
      fs.renameSync(app(world), main);
      const args = ['-C', main, 'worktree', 'add', '--quiet', '-b', 'tree', app(world)];
      spawnSync('git', args, { env: environment(world) });
    },
  },
  P25: {
    before: (world) => makeProject(SMALL, world),
    run: (world, start) => {
      const one = { ...start, argv: start.argv.filter((word) => word !== 'x2') };
      return atOnce(world, [one, one]);
    },
  },
  P28: { before: (world) => lock(world, DEAD_PID) },
  P29: {
    before: (world) => {
      makeProject(SMALL, world);
      sleeper = spawn('sleep', ['30'], { stdio: 'ignore' });
      lock(world, sleeper.pid ?? 0);
    },
    run: async (world, start) => {
      const ended = await runIn(world, start);
      sleeper?.kill();
      return ended;
    },
  },
  P31: {
    before: (world) => makeProject(SMALL, world),
    // The editor of the user saves a file after the plan is shown and before it is written.
    start: (start, world) => {
      const file = JSON.stringify(app(world, EDITED));
      const code = `import fs from 'node:fs';
        const write = process.stdout.write;
        process.stdout.write = function (text, ...rest) {
          if (String(text).includes('${EDITED}')) {
            process.stdout.write = write;
            fs.appendFileSync(${file}, 'saved meanwhile\\n');
          }
          return write.call(this, text, ...rest);
        };`;
      return withPreload(start, preload(world, 'editor.mjs', code));
    },
    // What was saved meanwhile has to be there, and nothing else.
    run: async (world, start) => {
      const ended = await runIn(world, start);
      edit(app(world, EDITED), (text) => text.replace(/saved meanwhile\n$/, ''));
      return ended;
    },
  },
  P32: {
    before: (world) => makeProject(SMALL, world),
    start: (start, world) => ({
      ...start,
      wrap: ['strace', '-f', '-e', 'trace=file', '-o', `${world.top}.tr`],
    }),
  },
  P33: {
    before: (world) => {
      makeProject(SMALL, world);
      fs.cpSync(app(world), path.join(world.top, 'before'), { recursive: true });
      now(world, ['backendbytes.js', 'generate', 'module', 'users']);
    },
  },
  P35: {
    before: (world) => {
      fs.mkdirSync(app(world, 'node_modules/typescript'), { recursive: true });
      fs.writeFileSync(
        app(world, 'node_modules/typescript/index.js'),
        'throw new Error("loaded");\n',
      );
      fs.writeFileSync(
        app(world, 'node_modules/typescript/package.json'),
        '{"name":"typescript","version":"7.0.0"}',
      );
    },
  },
  R02: {
    start: (start) => ({
      ...start,
      argv: [
        'create-backendbytes.js',
        '.',
        '--level',
        '2',
        '--features',
        'ci',
        '--yes',
        '--no-install',
        '--no-git',
      ],
    }),
  },
  R05: {
    before: (world) => makeProject(SMALL, world),
    start: (start) => ({
      ...start,
      argv: ['backendbytes.js', 'generate', 'module', 'users', 'label:string=a(b[c*'],
    }),
  },
  R11: { packed: (world) => copied(world, 'a b', '{{x}}', 'é') },
  R12: {
    packed: (world) => {
      const packed = copied(world, 'package');
      spawnSync('chmod', ['-R', 'a-w', packed]);
      return packed;
    },
  },
  R13: {
    start: (start) => ({
      ...start,
      argv: ['create-backendbytes.js', 'app', '--yes', '--no-install', '--no-git'],
    }),
  },
  X01: {
    before: (world) =>
      now(world, ['create-backendbytes.js', 'app-2', '--yes', '--no-install', '--no-git']),
  },
  X03: { start: (start) => ({ ...start, wrap: ['bash', '-c', 'umask 000; exec "$@"', 'x'] }) },
  X05: {
    before: (world) => (
      makeProject(LARGE, world),
      fs.appendFileSync(app(world, '.env'), 'MINE=1\n')
    ),
  },
};
