import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Ids } from '../utils/ids.ts';
import { memoryClicks } from './memory.ts';
import { redisClicks } from './redis.ts';
import type { ClickStore } from './store.ts';

export interface ClickStoreDeps {
  readonly redis: Redis | undefined;
  readonly ids: Ids;
  readonly log: Logger;
}

/** Shared by all instances. Without Redis, which is for development only, it ends with the process. */
export function openClickStore({ redis, ids, log }: ClickStoreDeps): ClickStore {
  const own = memoryClicks({ ids });
  return redis ? redisClicks({ redis, ids, log, own }) : own;
}
