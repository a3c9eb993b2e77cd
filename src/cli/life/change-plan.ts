/** New answers for an existing project → what would change on disk. Reads, writes nothing. */
import { listFolder } from '../../disk/list.ts';
import { readFiles } from '../../disk/read.ts';
import { UserError } from '../../errors.ts';
import { compose } from '../../compose/compose.ts';
import { heirsOf, withHeirs } from '../../evolve/heirs.ts';
import { evolve } from '../../evolve/evolve.ts';
import { resolve } from '../../resolve/resolve.ts';
import { printable } from '../../names.ts';
import type { Answers, Blueprint, Catalog, Change, Tree } from '../../types.ts';
import { baseOf, type Project } from './project.ts';

export interface ChangePlan {
  readonly project: Project;
  readonly before: Blueprint;
  readonly after: Blueprint;
  readonly changes: readonly Change[];
  /** paths the user deleted, which this change would otherwise touch */
  readonly leftOut: readonly string[];
}

export async function planChange(
  project: Project,
  answers: Answers,
  catalog: Catalog,
): Promise<ChangePlan> {
  const before = resolve(project.manifest.answers, catalog);
  const after = resolve(answers, catalog);
  const [wrote, writes] = await Promise.all([baseOf(project, catalog), compose(after)]);
  const heirs = heirsOf(wrote, (folder) => listFolder(project.root, folder));
  const [base, next] = [withHeirs(wrote, heirs), withHeirs(writes, heirs)];
  const mine = readMine(project.root, [...new Set([...base.keys(), ...next.keys()])]);
  return {
    project,
    before,
    after,
    changes: evolve({ base, mine, next }),
    leftOut: deleted({ base, mine, next }),
  };
}

function readMine(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const files = [...readFiles(root, paths)].flatMap(([path, file]): [string, string][] => {
    if (file.kind === 'absent') return [];
    if (file.kind === 'text') return [[path, file.text]];
    const what = {
      binary: 'is not UTF-8 text',
      'too-large': 'is too large',
      'no-file': 'is not a regular file',
    }[file.kind];
    throw new UserError(
      'REFUSED',
      `${printable(path)} ${what}, so it cannot be merged.`,
      'Nothing was changed.',
    );
  });
  return new Map(files);
}

const deleted = ({
  base,
  mine,
  next,
}: {
  readonly base: Tree;
  readonly mine: ReadonlyMap<string, string>;
  readonly next: Tree;
}): readonly string[] =>
  [...next.keys()].filter(
    (path) => base.has(path) && !mine.has(path) && base.get(path)?.text !== next.get(path)?.text,
  );
