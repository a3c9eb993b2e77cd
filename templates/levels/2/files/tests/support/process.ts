import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import type { LogLine } from './api.ts';
import { compile } from './compile.ts';
import { testServices } from './services.ts';

/** Two runs of the tests may go on side by side, and so may two files of one run. */
const COMPILED = `.local/compiled-${process.pid}-${threadId}`;

/** `worker` is there where jobs are. */
type Entry = 'index' | 'worker';

/** To be called once, before the first process starts. @returns takes it away again */
export function compileApp(): () => void {
  compile(COMPILED);
  return () => rmSync(COMPILED, { recursive: true, force: true });
}

/** The app as a process of its own. It ends with the tests at the latest. */
export interface AppProcess {
  readonly port: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** `throw`, or `reject` a promise that nobody waits for */
  readonly crash: (how: 'throw' | 'reject') => void;
  readonly exitCode: Promise<number | null>;
  readonly log: () => readonly LogLine[];
}

export async function startProcess(
  env: Readonly<Record<string, string>> = {},
  entry: Entry = 'index',
): Promise<AppProcess> {
  const app = await launch(env, entry);
  const port = await Promise.race([app.listening, app.exitCode]);
  if (app.log().every(({ msg }) => msg !== 'listening')) throw new Error(app.output());
  return { ...app, port: port ?? 0 };
}

/** Starts and waits for the end, for starts that must fail. */
export async function runProcess(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const app = await launch(env);
  return { exitCode: await app.exitCode, output: app.output() };
}

async function launch(env: Readonly<Record<string, string>>, entry: Entry = 'index') {
  const services = await Promise.all(testServices.map((service) => service()));
  const child = spawn(
    process.execPath,
    ['--import', './tests/support/crash.mjs', `${COMPILED}/${entry}.js`],
    {
      env: Object.assign({}, process.env, { NODE_ENV: 'test', PORT: '0' }, ...services, env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  const log = () => linesOf(output);
  const listening = new Promise<number>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const started = log().find(({ msg }) => msg === 'listening');
      if (started) resolve(Number(started['port']));
    });
  });
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    listening,
    output: () => output,
    log,
    exitCode: once(child, 'close').then(([code]) => code as number | null),
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    crash: (how: 'throw' | 'reject') => void child.send(how),
  };
}

const linesOf = (output: string): readonly LogLine[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);
