import { MemoryStore, type Options, type Store } from 'express-rate-limit';
import type { Redis } from 'ioredis';
import { RedisStore, type RedisReply } from 'rate-limit-redis';

/** Without Redis, which is for development only, each instance counts for itself. */
export const openRateLimitStore = ({ redis }: { readonly redis: Redis | undefined }) =>
  redis ? sharedStore(redis) : undefined;

/** Counts in Redis, so that all instances share one budget; while Redis is away, each counts for itself. */
function sharedStore(redis: Redis): Store {
  const local = new MemoryStore();
  let settings: Options;
  let opening: Promise<RedisStore> | undefined;
  // The package loads its scripts when it starts and never again, so it starts when Redis is there.
  const open = (): Promise<RedisStore> => {
    opening ??= openStore(redis, settings).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const count = <Result>(work: (store: RedisStore | MemoryStore) => Promise<Result>) =>
    open()
      .then(work)
      .catch(() => work(local));
  return {
    init: (options) => {
      settings = options;
      local.init(options);
    },
    increment: (key) => count((store) => store.increment(key)),
    decrement: (key) => count((store) => store.decrement(key)),
    resetKey: (key) => count((store) => store.resetKey(key)),
  };
}

async function openStore(redis: Redis, settings: Options): Promise<RedisStore> {
  const store = new RedisStore({
    prefix: 'rate:',
    sendCommand: (command, ...args) => redis.call(command, ...args) as Promise<RedisReply>,
  });
  await store.init(settings);
  return store;
}
