import { cacheLimits } from '../constants/cache-limits.ts';
import { boundedMap } from '../utils/bounded-map.ts';
import type { CacheStore, Entry } from './store.ts';

interface Kept {
  readonly entry: Entry;
  readonly until: number;
}

/** Within this process: nobody else sees it, and it ends with the process. */
export function memoryStore(now: () => number = Date.now): CacheStore {
  const entries = boundedMap<Kept>(cacheLimits.entries);
  const versions = boundedMap<string>(cacheLimits.entries);
  let renewals = 0;
  const renew = (tag: string): string => {
    renewals += 1;
    return versions.set(tag, String(renewals));
  };
  return {
    read: (key, tags) => {
      const kept = entries.get(key);
      const entry = kept && kept.until > now() ? kept.entry : undefined;
      // A tag that was forgotten gets a new version, or what was kept under an old one would count again.
      const present = tags.map((tag) => versions.get(tag) ?? renew(tag));
      return Promise.resolve({ entry, versions: present });
    },
    write: (key, entry, lifetime) => {
      entries.set(key, { entry, until: now() + lifetime });
      return Promise.resolve();
    },
    renew: (tag) => {
      renew(tag);
      return Promise.resolve();
    },
    // There is one process, and it loads a key only once at a time anyhow.
    claim: () => Promise.resolve(true),
    release: () => Promise.resolve(),
  };
}
