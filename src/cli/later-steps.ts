/** What follows once the project is there: it stays complete whatever happens here. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { firstCommit, type FirstCommit } from '../disk/git.ts';
import { install, type Installed } from '../disk/install.ts';
import { exitCodeOf, type StopSignal } from '../disk/interrupt.ts';
import { EXIT } from '../errors.ts';
import type { Exit } from './exit.ts';
import type { Output } from './output.ts';
import type { Plan } from './plan.ts';
import { showProgress } from './progress.ts';

export interface LaterStep {
  readonly name: 'install' | 'git';
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** what happened, in a line */
  readonly note: string;
  /** what the user can type to make up for it */
  readonly command?: string;
  /** last words of the program that failed */
  readonly log?: readonly string[];
}

export interface Later {
  readonly exitCode: Exit;
  readonly steps: readonly LaterStep[];
}

/** What is there once it is written, and what was asked for. */
export interface Written {
  readonly target: Pick<Plan['target'], 'dir'>;
  readonly tree: Plan['tree'];
  readonly answers: Pick<Plan['answers'], 'install' | 'git' | 'packageManager'>;
}

interface Ended {
  readonly step: LaterStep;
  readonly stoppedBy?: StopSignal | undefined;
}

/** Install comes first, so that the lock file is part of the first commit. */
export async function laterSteps(plan: Written, output: Output): Promise<Later> {
  const wanted = [
    ...(plan.answers.install ? [installStep] : []),
    ...(plan.answers.git ? [gitStep] : []),
  ];
  const steps: LaterStep[] = [];
  for (const run of wanted) {
    const { step, stoppedBy } = await run(plan, output);
    steps.push(step);
    show(step, output);
    if (stoppedBy) return { exitCode: exitCodeOf(stoppedBy), steps };
  }
  const hasFailed = steps.some(({ outcome }) => outcome === 'failed');
  return { exitCode: hasFailed ? EXIT.laterStep : EXIT.ok, steps };
}

async function installStep({ target, answers }: Written, output: Output): Promise<Ended> {
  const { packageManager } = answers;
  const progress = showProgress(`${packageManager} install`, output);
  const installed = await install(target.dir, packageManager, {
    onLine: progress.line,
    onQuiet: progress.quiet,
  });
  const seconds = progress.end();
  return installed.kind === 'installed'
    ? { step: { name: 'install', outcome: 'done', note: `dependencies installed in ${seconds} s` } }
    : notInstalled(installed);
}

const notInstalled = ({
  reason,
  command,
  log,
  stoppedBy,
}: Exclude<Installed, { kind: 'installed' }>): Ended => ({
  step: {
    name: 'install',
    outcome: 'failed',
    note: `the dependencies were not installed: ${reason}`,
    command,
    log,
  },
  stoppedBy,
});

async function gitStep({ target, tree }: Written): Promise<Ended> {
  const locks = LOCKS.filter((lock) => existsSync(path.join(target.dir, lock)));
  const result = await firstCommit(target.dir, [...tree.keys(), ...locks]);
  return {
    step: gitOutcome(result),
    stoppedBy: result.kind === 'failed' ? result.stoppedBy : undefined,
  };
}

const LOCKS: readonly string[] = [
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
];

function gitOutcome(result: FirstCommit): LaterStep {
  if (result.kind === 'skipped')
    return { name: 'git', outcome: 'skipped', note: `no first commit: ${result.reason}` };
  if (result.kind === 'failed') {
    return {
      name: 'git',
      outcome: 'failed',
      note: `no first commit: ${result.reason}`,
      command: result.command,
    };
  }
  const author =
    result.author === 'yours'
      ? ''
      : ', by a neutral author because git knows no user.name and user.email';
  return { name: 'git', outcome: 'done', note: `git repository with a first commit${author}` };
}

const MARKS = { done: ['green', '✔'], skipped: ['dim', '·'], failed: ['yellow', '✖'] } as const;

function show({ outcome, note, command, log = [] }: LaterStep, { say, styled }: Output): void {
  const [style, mark] = MARKS[outcome];
  log.forEach((line) => say(styled('dim', `    ${line}`)));
  say(`${styled(style, mark)} ${note}`);
  if (outcome === 'failed' && command) say(`    Later: ${command}`);
}
