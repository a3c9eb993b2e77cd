/** What a case needs of the machine, and whether it is here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Case } from './cases.ts';

const works = (file: string, ...args: readonly string[]): boolean =>
  spawnSync(file, args, { stdio: 'ignore' }).status === 0;

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

function canMount(): boolean {
  const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-mount-'));
  const isMounted = isRoot && works('mount', '-t', 'tmpfs', 'tmpfs', dir);
  if (isMounted) works('umount', dir);
  rmdirSync(dir);
  return isMounted;
}

const HAS: Readonly<Record<string, () => boolean>> = {
  root: () => isRoot,
  tmpfs: canMount,
  strace: () => works('strace', '-o', '/dev/null', 'true'),
  setpriv: () => works('setpriv', '--version'),
  unshare: () => isRoot && works('unshare', '-n', 'true'),
  bash: () => works('bash', '-c', 'true'),
  python3: () => process.platform !== 'win32' && works('python3', '--version'),
};

const known = new Map<string, boolean>();
function has(tool: string): boolean {
  if (!known.has(tool)) known.set(tool, HAS[tool]?.() ?? true);
  return known.get(tool) ?? true;
}

/** Why the case cannot run on this machine; undefined when it can. */
export function lacks({ needs, wrap, setup, stdin }: Case): string | undefined {
  const tools = [
    ...needs,
    ...(wrap[0] === undefined ? [] : [wrap[0]]),
    ...(/\bmount\b/.test(setup) ? ['tmpfs'] : []),
    ...(setup === '' ? [] : ['bash']),
    ...(stdin.startsWith('tty:') ? ['python3'] : []),
  ];
  const missing = [...new Set(tools)].filter((tool) => !has(tool));
  return missing.length === 0 ? undefined : `this machine has no ${missing.join(', ')}`;
}
