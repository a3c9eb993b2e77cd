import type { Ids } from '../utils/ids.ts';
import { toCounts, toKey, type Batch, type ClickStore } from './store.ts';

/** Gathers within this process, and loses what it has when that dies. */
export function memoryClicks({ ids }: { readonly ids: Ids }): ClickStore {
  let gathered = new Map<string, number>();
  const waiting = new Map<string, Batch>();

  const closeBatch = (): void => {
    const id = ids.next();
    const done = () => Promise.resolve(void waiting.delete(id));
    waiting.set(id, { id, counts: toCounts(gathered), done });
    gathered = new Map();
  };

  return {
    add: (kind) => {
      const key = toKey(kind);
      gathered.set(key, (gathered.get(key) ?? 0) + 1);
      return Promise.resolve();
    },
    take: () => {
      if (gathered.size > 0) closeBatch();
      return Promise.resolve([...waiting.values()]);
    },
  };
}
