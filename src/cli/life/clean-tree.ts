/** level-up rewrites much at once, so it wants a git tree to which one can go back. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import { repositoryAround } from '../../disk/git.ts';
import { run } from '../../disk/run.ts';
import { has, type Parsed } from '../parse.ts';

const UNFINISHED = [
  'MERGE_HEAD',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'rebase-merge',
  'rebase-apply',
];

/** What git keeps while a merge or rebase is under way. */
export const unfinishedIn = (repository: string): string | undefined =>
  UNFINISHED.find((name) => existsSync(path.join(repository, '.git', name)));

/** @throws UserError REFUSED when there are uncommitted edits or a merge is under way. */
export async function refuseDirty(root: string, parsed: Parsed): Promise<void> {
  const repository = repositoryAround(root);
  if (repository === undefined || has(parsed, 'allow-dirty')) return;
  const unfinished = unfinishedIn(repository);
  if (unfinished)
    throw new UserError(
      'REFUSED',
      'A git merge or rebase is under way.',
      'Finish it first: git status says how.',
    );
  const status = await run({
    program: 'git',
    args: ['status', '--porcelain', '--untracked-files=no', '--', '.'],
    cwd: root,
    timeoutMs: 20_000,
  });
  if (status.kind === 'done' && status.output.trim() === '') return;
  throw new UserError(
    'REFUSED',
    'There are uncommitted edits.',
    'Commit them first (git commit -a), or add --allow-dirty.',
  );
}
