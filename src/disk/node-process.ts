/** Files of the project that its owner asked us to run: with this Node, without a shell, never longer than we are there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processTree, signalAll } from './process-tree.ts';

export interface NodeJob {
  readonly args: readonly string[];
  /** root of the project */
  readonly cwd: string;
  /** undefined removes a variable */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface NodeProcess {
  readonly pid: number | undefined;
  /** everything it printed so far */
  readonly output: () => string;
  /** the last message it sent over its channel */
  readonly message: () => unknown;
  /** undefined as long as it runs */
  readonly exitCode: () => number | undefined;
  readonly ended: Promise<number>;
  /** politely, then by force */
  readonly stop: () => Promise<void>;
}

const GRACE_MS = 10_000;

export function startNode({ args, cwd, env = {} }: NodeJob): NodeProcess {
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: Object.fromEntries(
      Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined),
    ),
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let message: unknown;
  let exitCode: number | undefined;
  const hear = (text: string) => void (output += text);
  child.stdout?.setEncoding('utf8').on('data', hear);
  child.stderr?.setEncoding('utf8').on('data', hear);
  child.on('message', (sent) => void (message = sent));
  child.on('error', (error) => hear(error.message));
  const ended = once(child, 'close').then(([code]) => (exitCode = (code as number | null) ?? 1));
  return {
    pid: child.pid,
    output: () => output,
    message: () => message,
    exitCode: () => exitCode,
    ended,
    stop: async () => {
      if (exitCode !== undefined || child.pid === undefined) return;
      const tree = processTree(child.pid);
      const timer = setTimeout(() => signalAll(tree, 'SIGKILL'), GRACE_MS);
      child.kill('SIGTERM');
      await ended.finally(() => clearTimeout(timer));
    },
  };
}
