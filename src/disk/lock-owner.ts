import fs from 'node:fs';
import { hostname } from 'node:os';
import { allowing } from './disk-error.ts';

/** Who holds a lock: enough to know, later and from another process, whether it still runs. */
export interface LockOwner {
  readonly pid: number;
  /** machine and pid namespace: a container has its own numbers */
  readonly host: string;
  /** start of the process in clock ticks; empty where the system does not tell */
  readonly start: string;
  readonly nonce: string;
}

export function thisProcess(nonce: string): LockOwner {
  return { pid: process.pid, host: host(), start: processStart(process.pid) ?? '', nonce };
}

/** gone: the process ended · alive: it runs, or may run · elsewhere: another machine, never judged */
export type OwnerState = 'gone' | 'alive' | 'elsewhere';

export function stateOf(owner: LockOwner): OwnerState {
  if (owner.host !== host()) return 'elsewhere';
  if (!isRunning(owner.pid)) return 'gone';
  const start = processStart(owner.pid);
  const isAnother = owner.start !== '' && start !== undefined && owner.start !== start;
  return isAnother ? 'gone' : 'alive';
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return processStart(pid) !== 'zombie';
}

export function parseOwner(text: string): LockOwner | undefined {
  const owner = parsed(text);
  const isOwner =
    typeof owner?.pid === 'number' &&
    Number.isInteger(owner.pid) &&
    owner.pid > 0 &&
    typeof owner.host === 'string' &&
    typeof owner.start === 'string' &&
    typeof owner.nonce === 'string';
  return isOwner ? (owner as LockOwner) : undefined;
}

function parsed(text: string): Partial<LockOwner> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function host(): string {
  const namespace = allowing(['ENOENT', 'EACCES', 'EINVAL'], () =>
    fs.readlinkSync('/proc/self/ns/pid'),
  );
  return namespace ? `${hostname()} ${namespace}` : hostname();
}

/** From /proc on Linux; undefined elsewhere. A killed process that nobody waited for is a `zombie`. */
function processStart(pid: number): string | undefined {
  const stat = allowing(['ENOENT', 'EACCES', 'ESRCH', 'EPERM'], () =>
    fs.readFileSync(`/proc/${pid}/stat`, 'utf8'),
  );
  // The name of the program, in parentheses, may hold spaces and parentheses itself.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields?.[0] === 'Z' || fields?.[0] === 'X') return 'zombie';
  return fields?.[19];
}
