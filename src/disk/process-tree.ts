import fs from 'node:fs';
import { allowing } from './disk-error.ts';

/**
 * A process and all its descendants, as far as the system tells who they are (Linux). The child
 * shares our process group, so a terminal's Ctrl-C reaches all of them anyway.
 */
export function processTree(root: number): readonly number[] {
  const parents = parentOfEach();
  const below = (of: number): readonly number[] =>
    parents.filter(({ parent }) => parent === of).flatMap(({ pid }) => [pid, ...below(pid)]);
  return [root, ...below(root)];
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  pids.forEach((pid) => allowing(['ESRCH', 'EPERM'], () => process.kill(pid, signal)));
}

function parentOfEach(): readonly { pid: number; parent: number }[] {
  const entries = allowing(['ENOENT', 'EACCES'], () => fs.readdirSync('/proc')) ?? [];
  return entries
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
}

function parentOf(pid: string): number {
  const stat = allowing(['ENOENT', 'ESRCH', 'EACCES'], () =>
    fs.readFileSync(`/proc/${pid}/stat`, 'utf8'),
  );
  return Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}
