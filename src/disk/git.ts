import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { printable } from '../names.ts';
import type { StopSignal } from './interrupt.ts';
import { isSecretPath } from './path-rules.ts';
import { run, type Ended } from './run.ts';

/** What became of the first commit. The project is complete in every case. */
export type FirstCommit =
  /** yours: the author of the user's git config · neutral: there is none, so ours was used */
  | { readonly kind: 'committed'; readonly author: 'yours' | 'neutral' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** to be run later by the user, inside the project */
      readonly command: string;
      readonly stoppedBy?: StopSignal | undefined;
    };

/** What we generated last; `level-up` and `update` compare with it. */
export const BASE_REF = 'refs/backendbytes/base';

const TIMEOUT_MS = 20_000;
// Nothing of the user's machine may run or ask here: hooks, templates, signing, daemons.
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'init.templateDir=',
  'commit.gpgSign=false',
  'core.fsmonitor=false',
  'maintenance.auto=false',
  'gc.auto=0',
];
const NEUTRAL = ['user.name=create-backendbytes', 'user.email=create-backendbytes@localhost'];
// Left over from a hook or alias that started us, these would lead to another repository.
const ENVIRONMENT = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_NAMESPACE: undefined,
  GIT_TEMPLATE_DIR: undefined,
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  LC_ALL: 'C',
};

/** `git init`, one commit of exactly these paths (never a secret), and the base ref. `dir` is real. */
export async function firstCommit(dir: string, paths: readonly string[]): Promise<FirstCommit> {
  const outer = repositoryAround(dir);
  if (outer !== undefined) {
    const where = outer === dir ? 'here' : `in ${printable(outer)}`;
    return { kind: 'skipped', reason: `there is a git repository ${where} already` };
  }
  const init = await git(dir, ['init', '--quiet'], { settings: await branch(dir) });
  if (init.kind !== 'done') {
    // A broken .git would stand in the way of the user's own `git init`.
    fs.rmSync(join(dir, '.git'), { recursive: true, force: true });
    return failed(init, 'git init');
  }
  return commitAll(
    dir,
    paths.filter((path) => !isSecretPath(path)),
  );
}

/** Nearest directory, from `dir` upward, that holds a `.git` (a folder, or the file of a worktree). */
export function repositoryAround(dir: string): string | undefined {
  let at = dir;
  while (!fs.lstatSync(join(at, '.git'), { throwIfNoEntry: false })) {
    const above = dirname(at);
    if (above === at) return undefined;
    at = above;
  }
  return at;
}

async function commitAll(dir: string, paths: readonly string[]): Promise<FirstCommit> {
  const command = 'git add . && git commit -m "First commit"';
  const list = ['add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
  const added = await git(dir, list, { input: paths.join('\0') });
  if (added.kind !== 'done') return failed(added, command);
  const author = await authorOf(dir);
  const settings = author === 'yours' ? [] : NEUTRAL;
  const message = 'chore: create the project with create-backendbytes';
  const committed = await git(dir, ['commit', '--quiet', '--no-verify', '-m', message], {
    settings,
  });
  if (committed.kind !== 'done') return failed(committed, command);
  const marked = await git(dir, ['update-ref', BASE_REF, 'HEAD']);
  if (marked.kind !== 'done') return failed(marked, `git update-ref ${BASE_REF} HEAD`);
  return { kind: 'committed', author };
}

/** The user's own default branch, else `main`. */
async function branch(dir: string): Promise<readonly string[]> {
  const chosen = await git(dir, ['config', '--get', 'init.defaultBranch']);
  return chosen.kind === 'done' ? [] : ['init.defaultBranch=main'];
}

/** Git needs both, and would otherwise guess them from the machine's name. */
async function authorOf(dir: string): Promise<'yours' | 'neutral'> {
  const settings = ['user.useConfigOnly=true'];
  const author = await git(dir, ['var', 'GIT_AUTHOR_IDENT'], { settings });
  const committer = await git(dir, ['var', 'GIT_COMMITTER_IDENT'], { settings });
  return author.kind === 'done' && committer.kind === 'done' ? 'yours' : 'neutral';
}

interface Extras {
  readonly input?: string;
  readonly settings?: readonly string[];
  readonly keep?: number;
}

/** Git with nothing of the user's machine running along. */
export function git(
  dir: string,
  args: readonly string[],
  { input, settings = [], keep }: Extras = {},
): Promise<Ended> {
  // The folder may belong to another user; we have just been asked to work in it.
  const all = [...SETTINGS, `safe.directory=${dir}`, ...settings].flatMap((each) => ['-c', each]);
  return run({
    program: 'git',
    args: [...all, ...args],
    cwd: dir,
    timeoutMs: TIMEOUT_MS,
    env: ENVIRONMENT,
    ...(input !== undefined && { input }),
    ...(keep !== undefined && { keep }),
  });
}

function failed(ended: Ended, command: string): FirstCommit {
  const stoppedBy = ended.kind === 'stopped' ? ended.signal : undefined;
  return { kind: 'failed', reason: reasonOf(ended), command, stoppedBy };
}

function reasonOf(ended: Ended): string {
  if (ended.kind === 'missing') return ended.reason;
  if (ended.kind === 'timeout') return `git did not end within ${ended.seconds} seconds`;
  if (ended.kind === 'stopped') return 'git was stopped';
  if (ended.kind === 'done') return 'git ended';
  const said = ended.errors.trim().split('\n').at(-1) ?? '';
  return printable(said) || `git ended with ${ended.exitCode}`;
}
