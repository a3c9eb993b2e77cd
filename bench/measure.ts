/** Whole processes, timed one after the other in rounds, so that a busy minute of the machine hits all of them. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface Command {
  readonly label: string;
  /** arguments of node; `$DIR` is a folder that does not exist yet, below `home` */
  readonly args: readonly string[];
  /** a folder that is copied to `$DIR` first, where the command runs then; copying is not timed */
  readonly copyOf?: string;
}

export interface Measured {
  readonly label: string;
  /** median, in milliseconds */
  readonly time: number;
  /** most memory ever held, in megabytes */
  readonly memory: number;
}

/** Tells how much memory a process held at most, on a channel of its own. */
const PEAK = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

export function measure(commands: readonly Command[], rounds: number, home: string): Measured[] {
  const memory = commands.map((command) => run(command, home, true).memory);
  const times = commands.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1)
    commands.forEach((command, place) => times[place]?.push(run(command, home).time));
  return commands.map(({ label }, place) => ({
    label,
    time: median(times[place] ?? []),
    memory: memory[place] ?? NaN,
  }));
}

let folders = 0;

function run({ label, args, copyOf }: Command, home: string, isWatched = false) {
  const dir = path.join(home, `app-${(folders += 1)}`);
  if (copyOf) cpSync(copyOf, dir, { recursive: true });
  const cwd = copyOf ? dir : home;
  mkdirSync(cwd, { recursive: true });
  const started = performance.now();
  const { status, stderr, output } = spawnSync(
    process.execPath,
    [
      ...(isWatched ? ['--import', PEAK] : []),
      ...args.map((arg) => arg.replace('$DIR', path.relative(cwd, dir))),
    ],
    { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const time = performance.now() - started;
  if (status !== 0) throw new Error(`${label} ended with ${status}\n${stderr}`);
  rmSync(dir, { recursive: true, force: true });
  return { time, memory: Number(output[3]) / 1024 };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
