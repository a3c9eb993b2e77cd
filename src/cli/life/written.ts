/** What a program did that writes by itself: the project before and after it. */
import { sourceFiles } from '../../disk/list.ts';
import { readFiles } from '../../disk/read.ts';
import type { Change } from '../../types.ts';

export interface Snapshot {
  readonly texts: ReadonlyMap<string, string>;
  /** files that are no text; nobody can put them back */
  readonly others: readonly string[];
}

export function snapshotOf(root: string): Snapshot {
  const files = [...readFiles(root, sourceFiles(root))];
  return {
    texts: new Map(
      files.flatMap(([path, file]) => (file.kind === 'text' ? [[path, file.text] as const] : [])),
    ),
    others: files.flatMap(([path, { kind }]) => (kind === 'text' ? [] : [path])),
  };
}

export function changesBetween(before: Snapshot, after: Snapshot): readonly Change[] {
  const paths = [...new Set([...before.texts.keys(), ...after.texts.keys()])].sort();
  return paths.flatMap((path) => changeOf(path, before.texts.get(path), after.texts.get(path)));
}

function changeOf(
  path: string,
  before: string | undefined,
  text: string | undefined,
): readonly Change[] {
  if (before === text) return [];
  if (text === undefined) return [{ kind: 'delete', path, before: before ?? '' }];
  const file = { text };
  return [
    before === undefined ? { kind: 'create', path, file } : { kind: 'update', path, file, before },
  ];
}
