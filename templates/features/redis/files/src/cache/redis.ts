import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { CacheStore, Entry } from './store.ts';

/** A version outlives every entry that was written under it. */
const VERSION_LIFETIME = 7 * 24 * 60 * 60 * 1_000;

const entryKey = (key: string): string => `cache:entry:${key}`;
const tagKey = (tag: string): string => `cache:tag:${tag}`;
const claimKey = (key: string): string => `cache:claim:${key}`;

/** Where all instances see it. */
export function redisStore(redis: Redis): CacheStore {
  // A tag that was forgotten gets a version it never had: what was kept under an old one stays dead.
  const versionOf = async (tag: string, known: string | null | undefined): Promise<string> => {
    if (known) return known;
    await redis.set(tagKey(tag), randomUUID(), 'PX', VERSION_LIFETIME, 'NX');
    return (await redis.get(tagKey(tag))) ?? '';
  };

  return {
    read: async (key, tags) => {
      const [text, ...known] = await redis.mget(entryKey(key), ...tags.map(tagKey));
      const versions = await Promise.all(tags.map((tag, place) => versionOf(tag, known[place])));
      return { versions, entry: text ? (JSON.parse(text) as Entry) : undefined };
    },
    write: async (key, entry, lifetime) => {
      await redis.set(entryKey(key), JSON.stringify(entry), 'PX', Math.ceil(lifetime));
    },
    renew: async (tag) => {
      await redis.set(tagKey(tag), randomUUID(), 'PX', VERSION_LIFETIME);
    },
    claim: async (key, lifetime) =>
      (await redis.set(claimKey(key), '1', 'PX', lifetime, 'NX')) === 'OK',
    release: async (key) => {
      await redis.del(claimKey(key));
    },
  };
}
