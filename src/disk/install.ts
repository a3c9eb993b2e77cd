import { printable } from '../names.ts';
import type { PackageManager } from '../types.ts';
import type { StopSignal } from './interrupt.ts';
import { run, type Ended } from './run.ts';

/** What became of the installation. The project is complete in every case. */
export type Installed =
  | { readonly kind: 'installed' }
  | {
      readonly kind: 'not-installed';
      readonly reason: string;
      /** to be run later by the user, inside the project */
      readonly command: string;
      /** last lines of what the package manager said, printable */
      readonly log: readonly string[];
      readonly stoppedBy?: StopSignal | undefined;
    };

export interface InstallProgress {
  /** a line of the package manager's output, printable */
  readonly onLine?: (line: string) => void;
  /** nothing heard for so long; it can be stopped with Ctrl-C */
  readonly onQuiet?: (seconds: number) => void;
}

export const INSTALL_LIMIT_MS = 15 * 60_000;

/** Installs without running any package's scripts. `dir` is real. */
export async function install(
  dir: string,
  manager: PackageManager,
  progress: InstallProgress = {},
): Promise<Installed> {
  const args = await argumentsFor(dir, manager);
  const ended = await run({
    program: manager,
    args,
    cwd: dir,
    timeoutMs: INSTALL_LIMIT_MS,
    onOutput: (text) => linesOf(text).forEach((line) => progress.onLine?.(line)),
    ...(progress.onQuiet ? { onQuiet: progress.onQuiet } : {}),
  });
  if (ended.kind === 'done') return { kind: 'installed' };
  return {
    kind: 'not-installed',
    reason: reasonOf(ended, manager),
    command: `${manager} install`,
    log: ended.kind === 'failed' ? linesOf(`${ended.output}\n${ended.errors}`).slice(-20) : [],
    stoppedBy: ended.kind === 'stopped' ? ended.signal : undefined,
  };
}

async function argumentsFor(dir: string, manager: PackageManager): Promise<readonly string[]> {
  if (manager === 'npm') return ['install', '--ignore-scripts', '--no-fund'];
  if (manager !== 'yarn') return ['install', '--ignore-scripts'];
  // Yarn from version 2 on has another word for it, and refuses this one.
  const version = await run({ program: 'yarn', args: ['--version'], cwd: dir, timeoutMs: 20_000 });
  const isClassic = version.kind === 'done' && /^[01]\./.test(version.output.trim());
  return ['install', isClassic ? '--ignore-scripts' : '--mode=skip-build'];
}

function reasonOf(ended: Exclude<Ended, { kind: 'done' }>, manager: PackageManager): string {
  if (ended.kind === 'missing') return ended.reason;
  if (ended.kind === 'timeout') return `${manager} did not end within ${ended.seconds} seconds`;
  if (ended.kind === 'stopped') return `${manager} was stopped before it was finished`;
  return `${manager} ended with ${ended.exitCode}`;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .map(printable);
