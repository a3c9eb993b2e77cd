import { spawn, type ChildProcess } from 'node:child_process';
import { watchingSignals, type StopSignal } from './interrupt.ts';
import { processTree, signalAll } from './process-tree.ts';
import { findProgram, thisMachine, type Program } from './programs.ts';

export interface Run {
  readonly program: Program;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly timeoutMs: number;
  /** changes to the environment; undefined removes a variable */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** how much of the output is kept, counted from its end; 64 kB when nothing is said */
  readonly keep?: number;
  /** every piece of output as it comes */
  readonly onOutput?: (text: string) => void;
  /** called after each half minute without output */
  readonly onQuiet?: (seconds: number) => void;
}

/** How a child process ended; never thrown. */
export type Ended =
  | { readonly kind: 'done'; readonly output: string }
  | {
      readonly kind: 'failed';
      readonly exitCode: number;
      readonly output: string;
      readonly errors: string;
    }
  /** not installed, or it cannot be started */
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  /** a signal reached us, and the child was stopped with it */
  | { readonly kind: 'stopped'; readonly signal: StopSignal };

const QUIET_MS = 30_000;
const GRACE_MS = 3_000;
const KEPT_OUTPUT = 64 * 1024;

/** Starts one of our few programs without a shell; stops it, and what it started, on a signal or when time is up. */
export async function run(job: Run): Promise<Ended> {
  const command = findProgram(job.program, thisMachine());
  if (!command) return { kind: 'missing', reason: `${job.program} is not installed` };
  const child = spawn(command.file, [...command.before, ...job.args], {
    cwd: job.cwd,
    env: environment(job.env),
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stop = stopper(child);
  return watchingSignals(async (watch) => {
    const ended = await attend(child, job, stop);
    return watch.signal ? { kind: 'stopped', signal: watch.signal } : ended;
  }, stop);
}

function environment(changes: Run['env'] = {}): NodeJS.ProcessEnv {
  const entries = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Politely first. What is left of the tree when the child has gone, or after three seconds, is killed. */
function stopper(child: ChildProcess): (signal: NodeJS.Signals) => void {
  return (signal) => {
    const { pid } = child;
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const tree = processTree(pid);
    const timer = setTimeout(() => signalAll(tree, 'SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      signalAll(tree.slice(1), 'SIGKILL');
    });
    signalAll(tree, signal);
  };
}

function attend(
  child: ChildProcess,
  job: Run,
  stop: (signal: NodeJS.Signals) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    const heard = listen(child, job);
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      stop('SIGTERM');
    }, job.timeoutMs);
    const finish = (ended: Ended) => {
      clearTimeout(limit);
      heard.stop();
      resolve(isLate ? { kind: 'timeout', seconds: Math.round(job.timeoutMs / 1000) } : ended);
    };
    child.once('error', (error) => finish({ kind: 'missing', reason: error.message }));
    child.once('close', (exitCode) => finish(endedWith(exitCode ?? 1, heard)));
    // A grandchild may keep the pipes open long after its parent is gone.
    child.once('exit', () => setTimeout(() => heard.close(), 500).unref());
  });
}

function endedWith(
  exitCode: number,
  { output, errors }: { output: () => string; errors: () => string },
): Ended {
  if (exitCode === 0) return { kind: 'done', output: output() };
  return { kind: 'failed', exitCode, output: output(), errors: errors() };
}

function listen(child: ChildProcess, { input, onOutput, onQuiet, keep = KEPT_OUTPUT }: Run) {
  const kept = { output: '', errors: '' };
  let heardAt = Date.now();
  const quiet = setInterval(() => {
    const silence = Date.now() - heardAt;
    if (silence >= QUIET_MS) onQuiet?.(Math.round(silence / 1000));
  }, QUIET_MS);
  const hear = (name: 'output' | 'errors') => (text: string) => {
    heardAt = Date.now();
    kept[name] = (kept[name] + text).slice(-keep);
    onOutput?.(text);
  };
  child.stdout?.setEncoding('utf8').on('data', hear('output'));
  child.stderr?.setEncoding('utf8').on('data', hear('errors'));
  // A program that does not read its input closes the pipe; that is its right.
  child.stdin?.on('error', () => child.stdin?.destroy()).end(input ?? '');
  return {
    output: () => kept.output,
    errors: () => kept.errors,
    close: () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()),
    stop: () => clearInterval(quiet),
  };
}
