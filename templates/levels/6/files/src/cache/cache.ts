import { cacheLimits } from '../constants/cache-limits.ts';
import { limitConcurrency } from '../utils/limit-concurrency.ts';
import { singleFlight } from '../utils/single-flight.ts';
import { createLoader, type LoaderDeps, type Wish } from './loader.ts';
import { currentEntry, type Found } from './store.ts';

export interface CacheOptions {
  /** milliseconds until the value is loaded again, give or take a tenth */
  readonly ttl: number;
  /** milliseconds after that in which the old value is told, while one caller loads the new one */
  readonly swr?: number;
  /** names of what the value is made of: `products:42` */
  readonly tags?: readonly string[];
}

/** What JSON can hold, and therefore not undefined. */
type Cacheable = NonNullable<unknown> | null;

/** Answers that cost something, kept for a while. Whatever is kept can be made again. */
export interface Cache {
  /** Of many who ask at once, one loads. A load that fails is not kept; all who waited for it learn why. */
  readonly getOrSet: <Value extends Cacheable>(
    key: string,
    options: CacheOptions,
    load: () => Promise<Value>,
  ) => Promise<Value>;
  /** Nobody who asks from now on is told what was loaded before. To be called after the commit. */
  readonly invalidate: (tag: string) => Promise<void>;
}

type CacheDeps = Pick<LoaderDeps, 'store' | 'log'> & Partial<LoaderDeps>;

/** Raised when the form of what is kept changes: what is there in the old form is not found any more. */
const FORM = 1;

export function createCache({
  store,
  log,
  now = Date.now,
  random = Math.random,
}: CacheDeps): Cache {
  const loader = createLoader({ store, log, now, random });
  const flight = singleFlight();
  const withoutStore = limitConcurrency(cacheLimits.loadsWithoutStore);

  const look = ({ key, tags }: Wish): Promise<Found | undefined> =>
    store.read(key, tags).catch((error: unknown) => {
      log.warn({ err: error, key }, 'the cache cannot be read');
      return undefined;
    });

  const renew = (wish: Wish, found: Found): void => {
    flight(`renew ${wish.key}`, () => loader.renew(wish, found)).catch((error: unknown) => {
      log.warn({ err: error, key: wish.key }, 'what is in the cache could not be renewed');
    });
  };

  const find = async (wish: Wish): Promise<string> => {
    const found = await look(wish);
    if (!found) return withoutStore(wish.load);
    const entry = currentEntry(found);
    // Who asks after a version was renewed does not join a load from before.
    if (!entry)
      return flight(`${wish.key} ${String(found.versions)}`, () => loader.load(wish, found));
    if (entry.freshUntil <= now()) renew(wish, found);
    return entry.value;
  };

  return {
    getOrSet: async <Value>(
      key: string,
      { ttl, swr = 0, tags = [] }: CacheOptions,
      load: () => Promise<Value>,
    ): Promise<Value> => {
      const asJson = async (): Promise<string> => JSON.stringify(await load());
      const value = await find({ key: `${FORM}:${key}`, ttl, swr, tags, load: asJson });
      return JSON.parse(value) as Value;
    },
    invalidate: (tag) => store.renew(tag),
  };
}
