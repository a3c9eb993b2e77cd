/** A command stopped at each of its file calls: what it leaves is the old tree or the new one. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { snapshot } from '../../support/disk.ts';
import { PROJECT_OF } from './translate.ts';
import {
  endWorld,
  environment,
  makeProject,
  makeWorld,
  now,
  runIn,
  type Ended,
  type World,
} from './world.ts';

export interface Sweep {
  readonly name: string;
  readonly argv: readonly string[];
  /** what is there before; nothing when it is left out */
  readonly prepare?: (world: World) => void;
  /** the command that mends what a kill has left */
  readonly next: readonly string[];
  /** also the exit code of a command that is refused because all is done */
  readonly nextExits: readonly number[];
}

const QUIET = ['--yes', '--no-lessons', '--no-example', '--no-install', '--no-git'];
const CREATE = ['create-backendbytes.js', 'app', ...(PROJECT_OF['small'] ?? []), ...QUIET];
const GENERATE = ['backendbytes.js', 'generate', 'module', 'users'];
const project = (world: World): void => makeProject({ command: 'generate' }, world);
const mended = { next: ['backendbytes.js', 'doctor'], nextExits: [0, 3] } as const;

export const SWEEPS: readonly Sweep[] = [
  { name: 'create', argv: CREATE, next: CREATE, nextExits: [0, 3] },
  { name: 'generate', argv: GENERATE, prepare: project, ...mended },
  { name: 'add', argv: ['backendbytes.js', 'add', 'docker'], prepare: project, ...mended },
  {
    name: 'level-up',
    argv: ['backendbytes.js', 'level-up', '3', '--database', 'postgres'],
    prepare: project,
    ...mended,
  },
  {
    name: 'undo',
    argv: ['backendbytes.js', 'undo'],
    prepare: (world) => (project(world), now(world, GENERATE)),
    ...mended,
  },
];

export const KILLS = ['kill', 'killafter', 'torn'] as const;
export const ERRORS = ['ENOSPC', 'EIO', 'EACCES'] as const;
const FAULT_FS = path.join(import.meta.dirname, '../../support/fault-fs.mjs');

/** First, last, and this many between. */
export function some(calls: number, between: number): readonly number[] {
  const step = (calls - 1) / (between + 1);
  const picked = Array.from({ length: between + 2 }, (_, at) => Math.round(1 + at * step));
  return [...new Set(picked)];
}

/** The trees a user may find: before and after, and how many calls lie between. */
export class Stage {
  readonly #sweep: Sweep;
  readonly #packed: string;
  readonly #seed: World;
  readonly before: unknown;
  after: unknown;
  calls = 0;

  constructor(sweep: Sweep, packed: string) {
    this.#sweep = sweep;
    this.#packed = packed;
    this.#seed = makeWorld(packed);
    sweep.prepare?.(this.#seed);
    this.before = snapshot(this.#seed.work);
  }

  /** Once without a fault. */
  async measure(): Promise<void> {
    const world = this.#copy();
    const file = path.join(world.top, 'calls');
    const ended = await this.#run(world, { FAULT_HOW: 'count', FAULT_COUNT_FILE: file });
    expect(ended.exit, ended.stderr).toBe(0);
    this.calls = fs.readFileSync(file, 'utf8').split('\n').length;
    this.after = snapshot(world.work);
    endWorld(world);
  }

  async killed(at: number, how: string): Promise<void> {
    const world = this.#copy();
    const ended = await this.#run(world, { FAULT_HOW: how, FAULT_N: String(at) });
    expect(ended.exit, `${how} at ${at}`).toBe(null);
    await this.#mend(world, {});
    this.#expectOneOf(world, `${how} at ${at}`);
    endWorld(world);
  }

  /** Killed, and the command that mends it killed, too, at each of its calls. */
  async killedTwice(at: number, step = 1): Promise<number> {
    let runs = 0;
    for (let second = 1, isReached = true; isReached; second += step, runs += 1) {
      const world = this.#copy();
      await this.#run(world, { FAULT_HOW: 'killafter', FAULT_N: String(at) });
      const how = KILLS[second % KILLS.length] ?? 'kill';
      const mend = await this.#mend(world, { FAULT_HOW: how, FAULT_N: String(second) });
      isReached = mend.exit === null;
      await this.#mend(world, {});
      this.#expectOneOf(world, `killed at ${at}, its recovery ${how} at ${second}`);
      endWorld(world);
    }
    return runs;
  }

  async failing(at: number, how: string): Promise<void> {
    const world = this.#copy();
    const { exit, stderr } = await this.#run(world, { FAULT_HOW: how, FAULT_N: String(at) });
    expect([0, 4], `${how} at ${at}: ${stderr}`).toContain(exit);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(snapshot(world.work), `${how} at ${at}`).toEqual(exit === 0 ? this.after : this.before);
    endWorld(world);
  }

  end(): void {
    endWorld(this.#seed);
  }

  #expectOneOf(world: World, what: string): void {
    const found = JSON.stringify(snapshot(world.work));
    const isKnown = [this.before, this.after].some((tree) => JSON.stringify(tree) === found);
    if (!isKnown) expect(JSON.parse(found), what).toEqual(this.after);
  }

  #copy(): World {
    const world = makeWorld(this.#packed);
    fs.cpSync(this.#seed.work, world.work, { recursive: true });
    return world;
  }

  #run(world: World, fault: NodeJS.ProcessEnv): Promise<Ended> {
    return this.#start(world, this.#sweep.argv, fault);
  }

  async #mend(world: World, fault: NodeJS.ProcessEnv): Promise<Ended> {
    const ended = await this.#start(world, this.#sweep.next, fault);
    if (ended.exit !== null) expect(this.#sweep.nextExits, ended.stderr).toContain(ended.exit);
    return ended;
  }

  #start(world: World, argv: readonly string[], fault: NodeJS.ProcessEnv): Promise<Ended> {
    const isCreate = argv[0] === 'create-backendbytes.js';
    const env = fault['FAULT_HOW']
      ? { NODE_OPTIONS: `--import=${FAULT_FS}`, FAULT_UNDER: world.work, ...fault }
      : {};
    return runIn(world, {
      argv,
      cwd: isCreate ? world.work : path.join(world.work, 'app'),
      env: environment(world, env),
    });
  }
}
