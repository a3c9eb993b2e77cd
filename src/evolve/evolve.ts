/** Three trees → changes: what we wrote, what the user has, what we would write today. */
import { MANIFEST } from '../compose/compose.ts';
import type { Change, Tree, TreeFile } from '../types.ts';
import { isHistory, mergeFile } from './policies.ts';
import { plainText } from './three-way.ts';

export interface Trees {
  readonly base: Tree;
  /** the user's text of every path that differs in `base` and `next`; absent: no such file */
  readonly mine: ReadonlyMap<string, string>;
  readonly next: Tree;
}

/** One entry a path that needs something, in order of paths; identical files have none. */
export function evolve({ base, mine, next }: Trees): readonly Change[] {
  const paths = [...new Set([...base.keys(), ...next.keys()])].sort();
  return paths.flatMap(
    (path) =>
      changeOf({ path, base: base.get(path), mine: mine.get(path), next: next.get(path) }) ?? [],
  );
}

interface Case {
  readonly path: string;
  readonly base: TreeFile | undefined;
  readonly mine: string | undefined;
  readonly next: TreeFile | undefined;
}

function changeOf({ path, base, mine, next }: Case): Change | undefined {
  if (next === undefined) return base && removal(path, base, mine);
  if (base === undefined) return addition(path, next, mine);
  if (base.text === next.text) return undefined;
  // Deleted by the user: it stays deleted.
  if (mine === undefined) return undefined;
  return alteration({ path, base, mine, next });
}

function removal(path: string, base: TreeFile, mine: string | undefined): Change | undefined {
  if (mine === undefined) return undefined;
  if (isSame(mine, base.text)) return { kind: 'delete', path, before: mine };
  return {
    kind: 'conflict',
    path,
    reason:
      'this change would delete it, and you have edited it: delete it yourself if nothing in it is needed',
  };
}

function addition(path: string, next: TreeFile, mine: string | undefined): Change | undefined {
  if (mine === undefined) return { kind: 'create', path, file: next };
  if (isSame(mine, next.text)) return undefined;
  // Git has no copy of a private file, so what we wrote may be unknown; it is only ever added to.
  if (next.isPrivate) return alteration({ path, base: { text: '' }, mine, next });
  return {
    kind: 'conflict',
    path,
    reason: 'this change would create it, and you have a file of that name',
  };
}

function alteration({
  path,
  base,
  mine,
  next,
}: {
  readonly path: string;
  readonly base: TreeFile;
  readonly mine: string;
  readonly next: TreeFile;
}): Change | undefined {
  // Some database has run it as it is.
  if (isHistory(path)) return undefined;
  // A private file is only ever added to, so it is merged even when nobody touched it.
  if (path === MANIFEST || (mine === base.text && !next.isPrivate))
    return { kind: 'update', path, file: next, before: mine };
  if (isSame(mine, next.text)) return undefined;
  const outcome = mergeFile(path, { base: base.text, mine, next: next.text });
  if (outcome.kind === 'conflict') return { path, ...outcome };
  if (outcome.text === mine) return undefined;
  return { kind: 'update', path, file: { ...next, text: outcome.text }, before: mine };
}

const isSame = (one: string, other: string): boolean => plainText(one) === plainText(other);
