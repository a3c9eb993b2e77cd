import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { createCache, type Cache } from './cache.ts';
import { memoryStore } from './memory.ts';
import { redisStore } from './redis.ts';

interface CacheDeps {
  readonly log: Logger;
  readonly redis: Redis | undefined;
}

/** Shared by all instances. Without Redis, which is for development only, it ends with the process. */
export const openCache = ({ log, redis }: CacheDeps): Cache =>
  createCache({ store: redis ? redisStore(redis) : memoryStore(), log });
