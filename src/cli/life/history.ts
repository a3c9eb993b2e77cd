/** Migrations of a project: which numbers are taken, and which files others may have run already. */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { listFolder, lastWritten } from '../../disk/list.ts';
import { repositoryAround } from '../../disk/git.ts';
import { run } from '../../disk/run.ts';
import { compose } from '../../compose/compose.ts';
import { isHistory } from '../../evolve/policies.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog } from '../../types.ts';
import { baseOf } from './base.ts';
import { UNDO_FILE } from './undo-record.ts';
import type { Project } from './project.ts';

/** What the owner's own migrations start with: `20261124093000`. */
export function takenNumbers({ root, manifest }: Project): readonly string[] {
  const ours = Object.keys(manifest.files).filter(isHistory);
  const folders = [...new Set(ours.map((file) => path.posix.dirname(file)))];
  return folders.flatMap((folder) =>
    listFolder(root, folder)
      .filter((name) => !ours.includes(`${folder}/${name}`))
      .flatMap((name) => /^\d{4,20}(?=\D)/.exec(name)?.[0] ?? []),
  );
}

/** Migrations that would be deleted by a change to these answers. */
export async function historyLost(
  after: Answers,
  project: Project,
  catalog: Catalog,
): Promise<readonly string[]> {
  const [base, next] = await Promise.all([
    baseOf(project, catalog),
    compose(resolve(after, catalog)),
  ]);
  return [...base.keys()].filter((file) => isHistory(file) && !next.has(file));
}

/** Committed, or there since a local server last ran: somebody's database may hold what these files made. */
export async function areInUse(root: string, files: readonly string[]): Promise<boolean> {
  if (files.length === 0) return false;
  return (await areCommitted(root, files)) || mayBeApplied(root, files);
}

/** Without git nobody can tell, so it is assumed. */
async function areCommitted(root: string, files: readonly string[]): Promise<boolean> {
  if (repositoryAround(root) === undefined) return true;
  const listed = await run({
    program: 'git',
    args: ['ls-files', '--', ...files],
    cwd: root,
    timeoutMs: 20_000,
  });
  return listed.kind !== 'done' || listed.output.trim() !== '';
}

const LOCAL = '.local';
/** Written by commands that touch no database. */
const HARMLESS = [UNDO_FILE, `${LOCAL}/compiled`];

function mayBeApplied(root: string, files: readonly string[]): boolean {
  const ran = lastWritten(root, LOCAL, HARMLESS);
  if (ran === undefined) return false;
  const written = files.flatMap(
    (file) => lstatSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? [],
  );
  return ran > Math.min(...written);
}
