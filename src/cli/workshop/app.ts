/** The learner's app, started for checks: it answers, or there is a cause. */
import { platform } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { startNode, type NodeProcess } from '../../disk/node-process.ts';
import { freePort, isListening, portsOf } from '../../disk/ports.ts';
import { CHECKS } from '../../workshop/checks.ts';
import { endedCause, notListening, notReady, wrongPort, type Cause, type Stage } from './cause.ts';

export interface RunningApp {
  readonly url: string;
  /** its environment */
  readonly env: Readonly<Record<string, string>>;
  /** why it does not run any more */
  readonly ended: () => Cause | undefined;
  /** everything it logged so far */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

export interface Starting {
  readonly root: string;
  /** for the app alone; services take the time they take */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const PAUSE_MS = 50;

export async function startApp(starting: Starting): Promise<RunningApp | Cause> {
  const port = await freePort();
  const process = startNode({
    args: [`${CHECKS}/start.mjs`],
    cwd: starting.root,
    env: { PORT: String(port), HOST: '127.0.0.1', NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const cause = await untilReady(process, port, starting);
  const { output, stop } = process;
  if (cause) {
    await stop();
    return cause;
  }
  const { env = {} } = stageOf(process);
  return { url: `http://127.0.0.1:${port}`, env, ended: () => ended(process), output, stop };
}

const stageOf = (process: NodeProcess): Stage => process.message() ?? {};

function ended(process: NodeProcess): Cause | undefined {
  const code = process.exitCode();
  return code === undefined ? undefined : endedCause(stageOf(process), process.output(), code);
}

/** Services may have to be made first: the app's time begins with the app. */
async function untilReady(
  process: NodeProcess,
  port: number,
  { patienceMs, signal }: Starting,
): Promise<Cause | undefined> {
  let since = Infinity;
  while (!signal.aborted) {
    const over = ended(process);
    if (over) return over;
    const { pid } = stageOf(process);
    const failing = holds(pid, port) ? await failingChecks(port) : undefined;
    if (failing?.length === 0) return undefined;
    if (pid !== undefined) since = Math.min(since, performance.now());
    if (performance.now() - since > patienceMs)
      return late({ process, port, failing: failing ?? [], patienceMs });
    await wait(PAUSE_MS);
  }
  return notListening(0, process.output());
}

/** A port that was free may be somebody else's by now. Only Linux tells; elsewhere whoever listens is taken for the app. */
const holds = (pid: number | undefined, port: number): boolean =>
  platform !== 'linux' || (pid !== undefined && portsOf(pid).includes(port));

interface Late {
  readonly process: NodeProcess;
  readonly port: number;
  readonly failing: readonly string[];
  readonly patienceMs: number;
}

function late({ process, port, failing, patienceMs }: Late): Cause {
  if (failing.length > 0) return notReady(failing, process.output());
  const { pid } = stageOf(process);
  const ports = pid === undefined ? [] : portsOf(pid);
  return ports.length > 0
    ? wrongPort(port, ports)
    : notListening(Math.round(patienceMs / 1000), process.output());
}

/** Undefined: nobody listens. An app that cannot say how it is has its checks to fail by. */
async function failingChecks(port: number): Promise<readonly string[] | undefined> {
  if (!(await isListening(port))) return undefined;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(5_000),
    });
    if (response.status !== 503) return [];
    const { checks = {} } = (await response.json()) as { checks?: Record<string, string> };
    const names = Object.keys(checks).filter((name) => checks[name] === 'failed');
    return names.length > 0 ? names : ['readyz'];
  } catch {
    // Not HTTP, not JSON, or no answer: the checks will say so in their own words.
    return [];
  }
}
