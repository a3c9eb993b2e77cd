/** New answers for an existing project → what would change on disk. Reads, writes nothing. */
import { listFolder } from '../../disk/list.ts';
import { readFiles } from '../../disk/read.ts';
import { UserError } from '../../errors.ts';
import { compose } from '../../compose/compose.ts';
import { heirsOf, withHeirs, withOldSnapshots } from '../../evolve/heirs.ts';
import { evolve, type Trees } from '../../evolve/evolve.ts';
import { plainText } from '../../evolve/three-way.ts';
import { resolve } from '../../resolve/resolve.ts';
import { printable } from '../../names.ts';
import type { Answers, Blueprint, Catalog, Change, Tree } from '../../types.ts';
import type { Project } from './project.ts';
import { refuseBroken } from './refuse-broken.ts';

export interface ChangePlan {
  readonly project: Project;
  readonly before: Blueprint;
  readonly after: Blueprint;
  readonly changes: readonly Change[];
  /** paths the user deleted, which this change would otherwise touch */
  readonly leftOut: readonly string[];
  /** paths that this change would write, and that are so already */
  readonly identical: readonly string[];
  /** everything as we would write it */
  readonly next: Tree;
  /** the tables of the new templates are not those that the migrations make, which stay as they are */
  readonly needsMigration: boolean;
}

export type ReadBase = (project: Project, catalog: Catalog) => Promise<Tree>;

export interface Wanted {
  readonly answers: Answers;
  /** what we wrote last time */
  readonly readBase: ReadBase;
}

export async function planChange(
  project: Project,
  { answers, readBase }: Wanted,
  catalog: Catalog,
): Promise<ChangePlan> {
  const before = resolve(project.manifest.answers, catalog);
  const after = resolve(answers, catalog);
  const [wrote, writes] = await Promise.all([readBase(project, catalog), compose(after)]);
  const heirs = heirsOf(wrote, (folder) => listFolder(project.root, folder));
  const base = withHeirs(wrote, heirs);
  const next = withHeirs(withOldSnapshots(wrote, writes), heirs);
  const mine = readMine(project.root, touched(base, next));
  const changes = evolve({ base, mine, next });
  await refuseBroken(changes, { base, mine });
  return {
    project,
    before,
    after,
    changes,
    leftOut: deleted({ base, mine, next }),
    identical: identical({ base, mine, next }),
    next: writes,
    needsMigration: withOldSnapshots(wrote, writes) !== writes,
  };
}

/** What the user did to files that this change leaves alone is not asked. */
const touched = (base: Tree, next: Tree): readonly string[] =>
  [...new Set([...base.keys(), ...next.keys()])].filter(
    (path) => base.get(path)?.text !== next.get(path)?.text,
  );

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

const identical = ({ base, mine, next }: Trees): readonly string[] =>
  [...next].flatMap(([path, { text, isPrivate }]) => {
    const own = mine.get(path);
    if (isPrivate || own === undefined || base.get(path)?.text === text) return [];
    return plainText(own) === plainText(text) ? [path] : [];
  });

const deleted = ({ base, mine, next }: Trees): readonly string[] =>
  [...next.keys()].filter(
    (path) => base.has(path) && !mine.has(path) && base.get(path)?.text !== next.get(path)?.text,
  );
