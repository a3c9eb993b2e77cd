/** Why no check could run, in words for the learner. */
import { EXIT, type ExitCode } from '../../errors.ts';

export interface Cause {
  readonly kind:
    | 'not-installed'
    | 'does-not-compile'
    | 'service-down'
    | 'crashed'
    | 'wrong-port'
    | 'not-listening'
    | 'checks-broken';
  /** a sentence or two */
  readonly message: string;
  /** what the compiler or the app said */
  readonly detail: readonly string[];
}

/** What is down is no fault of the code. */
export const exitOf = ({ kind }: Cause): ExitCode =>
  kind === 'service-down' || kind === 'not-installed' || kind === 'checks-broken'
    ? EXIT.environment
    : EXIT.refused;

const MOST_LINES = 20;

/** What `tsc` found in the code of the learner. */
export function compileCause(output: string): Cause | undefined {
  const lines = output.split('\n').filter((line) => /^src\/.+ error TS\d+: /.test(line));
  const [first] = lines;
  if (first === undefined) return undefined;
  const file = /^[^(]+/.exec(first)?.[0] ?? '';
  const verb = / error TS1\d{3}: /.test(first) ? 'is not valid TypeScript' : 'does not type-check';
  return {
    kind: 'does-not-compile',
    message: `${file} ${verb}. As long as it does not, no step is passed.`,
    detail: lines.slice(0, MOST_LINES),
  };
}

/** Where the start was when it ended, as it told over its channel. */
export interface Stage {
  readonly stage?: string;
  /** what it means when it ends here */
  readonly fails?: string;
  /** of the app, once it runs */
  readonly pid?: number;
  /** what the app was given to find the world outside by; checks look at the same */
  readonly env?: Readonly<Record<string, string>>;
}

const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN/;

export function endedCause({ fails }: Stage, output: string, code: number): Cause {
  const detail = lastWords(output);
  if (fails === undefined)
    return { kind: 'crashed', message: `The app crashed: it ended with code ${code}.`, detail };
  if (UNREACHABLE.test(output))
    return { kind: 'service-down', message: `The database cannot be reached. ${fails}`, detail };
  return { kind: 'service-down', message: fails, detail };
}

export const wrongPort = (wanted: number, ports: readonly number[]): Cause => ({
  kind: 'wrong-port',
  message: `The app listens on port ${ports.join(', ')}, and PORT said ${wanted}. Take the port from the environment, as src/config/env.ts reads it.`,
  detail: [],
});

export const notListening = (seconds: number, output: string): Cause => ({
  kind: 'not-listening',
  message: `The app runs, and listened on no port within ${seconds} seconds. Does it call listen()?`,
  detail: lastWords(output),
});

export const notReady = (checks: readonly string[], output: string): Cause => ({
  kind: 'service-down',
  message: `The app runs, and is not ready: ${checks.join(', ')} failed.`,
  detail: lastWords(output),
});

/** The stack of the last error, if the app logged one; else the last lines. */
export function lastWords(output: string): readonly string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const stack = lines.map(stackIn).findLast((found) => found !== undefined);
  return (stack ?? lines.slice(-MOST_LINES)).slice(0, MOST_LINES);
}

/** What went wrong in the app while it answered: `Error: … (src/controllers/todos.controller.ts:23:11)`, each once. */
export function errorsIn(output: string): readonly string[] {
  const stacks = output.split('\n').map(stackIn);
  const told = stacks.flatMap((stack) => {
    const [error] = stack ?? [];
    const place = stack?.map((line) => /\bsrc\/[\w./-]+\.ts:\d+/.exec(line)?.[0]).find(Boolean);
    return error === undefined ? [] : [place ? `${error} (${place})` : error];
  });
  return [...new Set(told)].slice(0, MOST_LINES);
}

function stackIn(line: string): readonly string[] | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { err } = JSON.parse(line) as { readonly err?: { readonly stack?: unknown } };
    return typeof err?.stack === 'string' ? err.stack.split('\n') : undefined;
  } catch {
    // A line that only looks like one of the log.
    return undefined;
  }
}
