/** `$TOP/$W` of a case, and one command in it. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openTerminal } from '../../support/pty.ts';
import type { Case } from './cases.ts';
import { argvOf, inOurPlaces, projectFlags } from './translate.ts';

export interface World {
  /** real path; holds the work directory, a HOME, and what the case puts beside them */
  readonly top: string;
  readonly work: string;
  readonly home: string;
  /** the unpacked package */
  readonly packed: string;
}

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** with the control codes of a terminal */
  readonly raw: string;
  readonly seconds: number;
}

export function makeWorld(packed: string): World {
  const top = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'backendbytes-fault-')));
  const [work, home] = [path.join(top, 'work'), path.join(top, 'home')];
  [work, home, path.join(top, 'other')].forEach((dir) => fs.mkdirSync(dir));
  return { top, work, home, packed };
}

/** Lazily, and innermost first: a mount of the case is gone before its folder is. */
export function endWorld({ top }: World): void {
  const mounts = fs.existsSync('/proc/mounts') ? fs.readFileSync('/proc/mounts', 'utf8') : '';
  mounts
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((place) => place.startsWith(top))
    .toReversed()
    .forEach((place) => spawnSync('umount', ['--lazy', place]));
  spawnSync('chmod', ['-R', 'u+rwX', top]);
  [top, `${top}.tr`].forEach((place) => fs.rmSync(place, { recursive: true, force: true }));
}

export const expand = (text: string, { top, work }: World): string =>
  text.replaceAll('$TOP', top).replaceAll('$W', work);

/** Where the command of the case works: a new project, or the one in `app`. */
export function projectOf({ argv }: Case, world: World): string {
  const [token, target = 'app'] = argv;
  return path.resolve(world.work, token === 'CREATE' ? expand(target, world) : 'app');
}

/** A step of a setup is a project, one of our commands, or shell. */
export function prepare(fault: Case, world: World): void {
  for (const step of fault.setup.split(';').map((part) => part.trim())) {
    const [word = '', ...rest] = step.split(' ');
    if (word === 'PROJECT') makeProject(fault, world);
    else if (word === 'GEN') now(world, argvOf({ argv: [word, ...rest] }));
  }
  const shell = fault.setup
    .split(';')
    .filter((part) => !/^\s*(?:PROJECT|GEN|fake|git worktree)\b/.test(part))
    .join(';');
  if (shell.trim() === '') return;
  const script = inOurPlaces(expand(shell, world));
  const { status, stderr } = spawnSync('bash', ['-ec', script], {
    cwd: world.work,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the setup of ${fault.id} failed: ${script}\n${stderr}`);
}

/** One user edit is in it: what a change must not lose. */
export const EDITED = 'src/routes/index.ts';
export const EDIT = '\n// mine: a user edit\n';

export function makeProject(
  fault: Pick<Case, 'command'>,
  world: World,
  more: readonly string[] = [],
): void {
  now(world, ['create-backendbytes.js', 'app', '--yes', ...projectFlags(fault), ...more]);
  fs.appendFileSync(path.join(world.work, 'app', EDITED), EDIT);
}

/** One of our commands that has to work, before the case begins. */
export function now(world: World, argv: readonly string[]): void {
  const [script = '', ...args] = argv;
  const cwd = script === 'create-backendbytes.js' ? world.work : path.join(world.work, 'app');
  const command = [path.join(world.packed, 'bin', script), ...args];
  const done = spawnSync('node', command, { cwd, encoding: 'utf8', env: environment(world) });
  if (done.status !== 0)
    throw new Error(`${argv.join(' ')} ended with ${done.status}\n${done.stderr}`);
}

export const environment = ({ home }: World, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TMPDIR: process.env['TMPDIR'],
  HOME: home,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...more,
});

export interface Start {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly wrap?: readonly string[];
  readonly stdin?: string;
}

/** Runs to the end, or is killed after a minute: then its exit is null. */
export async function runIn(world: World, start: Start): Promise<Ended> {
  const [script = '', ...args] = start.argv;
  const command = [...(start.wrap ?? []), 'node', path.join(world.packed, 'bin', script), ...args];
  const begun = performance.now();
  const ended = start.stdin?.startsWith('tty:')
    ? await inTerminal(command, start)
    : await withoutTerminal(command, start);
  return { ...ended, seconds: (performance.now() - begun) / 1000 };
}

type Said = Omit<Ended, 'seconds'>;

async function inTerminal(
  command: readonly string[],
  { stdin = '', cwd, env }: Start,
): Promise<Said> {
  const terminal = openTerminal({ command, cwd, env });
  // A command that asks nothing ends without having been sent a key.
  await Promise.race([terminal.waitFor('Which folder?'), terminal.exitCode]);
  // The keys are spelled: \\x03.
  const keys = stdin.slice('tty:'.length);
  terminal.send(
    keys.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  );
  const exit = await terminal.exitCode;
  return { exit, stdout: terminal.screen(), stderr: '', raw: terminal.raw() };
}

function withoutTerminal(
  [file = '', ...args]: readonly string[],
  { stdin = 'null', cwd, env }: Start,
): Promise<Said> {
  const isClosed = stdin === 'closed';
  const given = isClosed ? ['bash', '-c', 'exec "$@" <&-', 'x', file, ...args] : [file, ...args];
  const [program = '', ...words] = given;
  const text = stdin.startsWith('pipe:') ? stdin.slice('pipe:'.length) : undefined;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd,
      env,
      stdio: [text === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout?.on('data', (piece: Buffer) => (said.stdout += piece.toString()));
    child.stderr?.on('data', (piece: Buffer) => (said.stderr += piece.toString()));
    child.stdin?.on('error', () => undefined).end(text);
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.on('error', reject);
    child.on('close', (exit) => {
      clearTimeout(limit);
      resolve({ exit, ...said, raw: said.stdout });
    });
  });
}
