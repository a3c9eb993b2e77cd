/** The schema tool compares with the newest snapshot. Where the owner made a later one, it is told whatever ours is told. */
import type { Tree } from '../types.ts';
import { isHistory } from './policies.ts';

const SNAPSHOT = /^(.*\/migrations\/meta)\/(\d+_snapshot\.json)$/;

export type ListFolder = (folder: string) => readonly string[];

/** path of the newest snapshot on disk → path of ours, where they differ */
export function heirsOf(ours: Tree, list: ListFolder): ReadonlyMap<string, string> {
  const pairs = [...ours.keys()].flatMap((path) => {
    const [, folder = '', name = ''] = SNAPSHOT.exec(path) ?? [];
    if (folder === '') return [];
    const newest = list(folder)
      .filter((other) => SNAPSHOT.test(`${folder}/${other}`))
      .toSorted()
      .at(-1);
    return newest === undefined || newest <= name ? [] : [[`${folder}/${newest}`, path] as const];
  });
  return new Map(pairs);
}

/** The tree, with what each heir inherits beside what it is inherited from. */
export function withHeirs(tree: Tree, heirs: ReadonlyMap<string, string>): Tree {
  const inherited = [...heirs].flatMap(([heir, path]) => {
    const file = tree.get(path);
    return file ? [[heir, file] as const] : [];
  });
  return new Map([...tree, ...inherited]);
}

/**
 * Migrations are never rewritten, so where new templates would write one differently, the snapshot stays behind with
 * it: then the schema tool sees what is missing, and writes the step between. The same tree when there is no such case.
 */
export function withOldSnapshots(base: Tree, next: Tree): Tree {
  const isRewritten = [...next].some(
    ([path, { text }]) => isHistory(path) && base.has(path) && base.get(path)?.text !== text,
  );
  const snapshots = [...base].filter(([path]) => SNAPSHOT.test(path));
  return isRewritten && snapshots.length > 0 ? new Map([...next, ...snapshots]) : next;
}
