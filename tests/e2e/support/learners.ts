/** Learners of one class: each has a project of their own, writes what they write, and asks `check` how far they are. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { createProject, type Project } from './project.ts';
import { run, succeed } from './run.ts';

/** What `check --json` says of a project. */
export interface Found {
  readonly exit: number | null;
  /** `create passed` */
  readonly steps: readonly string[];
  readonly cause?: string;
  readonly differing: readonly string[];
  /** steps that count as passed in the project from now on */
  readonly progress: readonly string[];
}

export interface Desk {
  readonly dir: string;
  readonly edit: (file: string, change: (text: string) => string) => void;
  /** These steps as their author would write them, typed by hand. */
  readonly write: (...steps: readonly string[]) => Promise<void>;
  /** `backendbytes …` */
  readonly run: (...args: readonly string[]) => Promise<string>;
  readonly check: (env?: NodeJS.ProcessEnv) => Promise<Found>;
  readonly leave: () => void;
}

/** @param packages an installed project whose packages are enough for this one, too */
export async function sitDown(workshop: readonly string[], packages: string): Promise<Desk> {
  const { dir, remove } = await bare([...workshop, '--workshop']);
  linkPackages(packages, dir);
  return {
    dir,
    edit: (file, change) => edit(path.join(dir, file), change),
    write: async (...steps) => {
      const solved = await bare([...workshop, '--solved', steps.join(',')]);
      cpSync(path.join(solved.dir, 'src'), path.join(dir, 'src'), { recursive: true });
      solved.remove();
    },
    run: (...args) => succeed('node', [bin(), ...args], { cwd: dir }),
    check: (env = {}) => check(dir, env),
    leave: remove,
  };
}

const bin = (): string => path.join(inject('packed'), 'bin/backendbytes.js');

const bare = (args: readonly string[]): Promise<Project> =>
  createProject(inject('packed'), [...args, '--no-install', '--no-git']);

/** One by one, so that what tools keep in `node_modules` is each learner's own. */
function linkPackages(from: string, to: string): void {
  const folder = path.join(to, 'node_modules');
  mkdirSync(folder);
  for (const name of readdirSync(path.join(from, 'node_modules')).filter((one) => one !== '.vite'))
    symlinkSync(path.join(from, 'node_modules', name), path.join(folder, name));
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} is as it was`);
  writeFileSync(file, after);
}

async function check(dir: string, env: NodeJS.ProcessEnv): Promise<Found> {
  const { code, stdout } = await run('node', [bin(), 'check', '--json'], { cwd: dir, env });
  const { cause, steps, differing } = JSON.parse(stdout) as {
    readonly cause?: { readonly kind: string };
    readonly steps: readonly { readonly id: string; readonly state: string }[];
    readonly differing: readonly string[];
  };
  return {
    exit: code,
    steps: steps.map(({ id, state }) => `${id} ${state}`),
    ...(cause && { cause: cause.kind }),
    differing,
    progress: await passedIn(dir),
  };
}

async function passedIn(dir: string): Promise<readonly string[]> {
  const said = await succeed('node', [bin(), 'progress', '--json'], { cwd: dir });
  const { steps } = JSON.parse(said) as {
    readonly steps: readonly { readonly id: string; readonly passedAt?: string }[];
  };
  return steps.filter(({ passedAt }) => passedAt !== undefined).map(({ id }) => id);
}
