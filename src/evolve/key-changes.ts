/** What changed between two documents, key by key, and whether the user changed the same keys. */
import { isDeepStrictEqual } from 'node:util';

export type Key = string | number;

export interface KeyChange {
  readonly at: readonly Key[];
  /** undefined: the key goes away */
  readonly value: unknown;
}

export interface KeyChanges {
  readonly changes: readonly KeyChange[];
  /** what this change wanted where the user changed the same key differently */
  readonly conflicts: readonly KeyChange[];
}

interface Three<Value> {
  readonly base: Value;
  readonly mine: Value;
  readonly next: Value;
}

/** What has to be done to `mine` so that it has what came between `base` and `next`. */
export function keyChanges(documents: Three<unknown>, at: readonly Key[] = []): KeyChanges {
  const { base, mine, next } = documents;
  if (isDeepStrictEqual(base, next) || isDeepStrictEqual(mine, next)) return NONE;
  if (isObject(base) && isObject(mine) && isObject(next))
    return objectChanges({ base, mine, next }, at);
  if (isObject(mine) && isObject(next) && base === undefined)
    return objectChanges({ base: {}, mine, next }, at);
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(next))
    return listChanges({ base, mine, next }, at);
  if (isDeepStrictEqual(base, mine)) return { changes: [{ at, value: next }], conflicts: [] };
  return { changes: [], conflicts: [{ at, value: next }] };
}

const NONE: KeyChanges = { changes: [], conflicts: [] };

type Value = Readonly<Record<string, unknown>>;

function objectChanges({ base, mine, next }: Three<Value>, at: readonly Key[]): KeyChanges {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(next)])];
  const parts = keys.map((key) =>
    keyChanges({ base: base[key], mine: mine[key], next: next[key] }, [...at, key]),
  );
  return {
    changes: parts.flatMap(({ changes }) => changes),
    conflicts: parts.flatMap(({ conflicts }) => conflicts),
  };
}

/** Lists of plain values are sets: what we added is added, what we dropped is dropped, the user's own entries stay. */
function listChanges(
  { base, mine, next }: Three<readonly unknown[]>,
  at: readonly Key[],
): KeyChanges {
  const has = (list: readonly unknown[], item: unknown): boolean =>
    list.some((other) => isDeepStrictEqual(other, item));
  const kept = mine.filter((item) => has(next, item) || !has(base, item));
  const added = next.filter((item) => !has(base, item) && !has(mine, item));
  const value = [...kept, ...added];
  return isDeepStrictEqual(value, mine) ? NONE : { changes: [{ at, value }], conflicts: [] };
}

const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
