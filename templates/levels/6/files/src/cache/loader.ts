import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { cacheLimits } from '../constants/cache-limits.ts';
import { currentEntry, type CacheStore, type Found } from './store.ts';

/** One value to be had: from the store, or by loading it. */
export interface Wish {
  readonly key: string;
  /** in milliseconds */
  readonly ttl: number;
  readonly swr: number;
  readonly tags: readonly string[];
  /** the value as JSON */
  readonly load: () => Promise<string>;
}

export interface LoaderDeps {
  readonly store: CacheStore;
  readonly log: Pick<Logger, 'warn'>;
  readonly now: () => number;
  readonly random: () => number;
}

/** Fills the store; one process at a time for each key, as far as the store can say so. */
export function createLoader({ store, log, now, random }: LoaderDeps) {
  /** The versions are those from before the load: if one is renewed meanwhile, what is kept here counts for nothing. */
  const loadAndKeep = async ({ key, ttl, swr, load }: Wish, { versions }: Found) => {
    const value = await load();
    const lifetime = ttl * (0.9 + 0.2 * random());
    const entry = { value, freshUntil: now() + lifetime, versions };
    await store.write(key, entry, lifetime + swr).catch((error: unknown) => {
      log.warn({ err: error, key }, 'the cache cannot be written');
    });
    return value;
  };

  const asTheOnlyOne = (wish: Wish, found: Found): Promise<string> =>
    loadAndKeep(wish, found).finally(() => store.release(wish.key).catch(() => undefined));

  return {
    /** Waits for another process that loads, but not for ever; and not at all for a store that went away. */
    load: async (wish: Wish, missed: Found): Promise<string> => {
      for (let waited = 0; ; waited += cacheLimits.look) {
        const found = await store.read(wish.key, wish.tags).catch(() => missed);
        const entry = currentEntry(found);
        if (entry) return entry.value;
        const isOurs = await store.claim(wish.key, cacheLimits.claim).catch(() => true);
        if (isOurs || waited > cacheLimits.claim) return asTheOnlyOne(wish, found);
        await wait(cacheLimits.look);
      }
    },

    /** In the background: whoever asked was told the old value. */
    renew: async (wish: Wish, found: Found): Promise<void> => {
      if (await store.claim(wish.key, cacheLimits.claim)) await asTheOnlyOne(wish, found);
    },
  };
}
