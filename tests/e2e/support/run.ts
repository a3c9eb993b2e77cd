/** Child processes of the slow suite: awaited, killed by their own id, with their output in every failure. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Runs to the end, whatever the exit code. */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Finished> {
  const child = launch(file, args, options);
  const timer = setTimeout(
    () => signalGroup(child.process, 'SIGKILL'),
    options.timeoutMs ?? 240_000,
  );
  const code = await child.exited;
  clearTimeout(timer);
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

/** Runs to the end; anything but exit 0 is an error that shows what was printed. */
export async function succeed(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, options);
  if (code !== 0)
    throw new Error(
      `${[file, ...args].join(' ')} ended with ${code}\n${tail(stdout)}\n${tail(stderr)}`,
    );
  return stdout;
}

export interface Launched {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Ctrl+C in its terminal: reaches the process and all it started */
  interrupt(): void;
  stdout(): string;
  stderr(): string;
  /** resolves with the first match in what was printed so far or will be */
  printed(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
}

export function launch(file: string, args: readonly string[], { cwd, env }: RunOptions): Launched {
  const options: SpawnOptions = {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  };
  const child = spawn(file, args, options);
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return {
    process: child,
    exited,
    interrupt: () => signalGroup(child, 'SIGINT'),
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    printed: (pattern, timeoutMs = 60_000) =>
      waitFor(
        () => pattern.exec(said.stdout + said.stderr),
        timeoutMs,
        () => said.stdout + said.stderr,
      ),
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

async function waitFor<T>(
  look: () => T | null,
  timeoutMs: number,
  describe: () => string,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = look();
    if (found !== null) return found;
    if (performance.now() > end)
      throw new Error(`gave up after ${timeoutMs} ms; it printed:\n${tail(describe())}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const tail = (text: string): string => text.split('\n').slice(-60).join('\n');
