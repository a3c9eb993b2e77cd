import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Ids } from '../utils/ids.ts';
import { toCounts, toKey, type Batch, type ClickStore } from './store.ts';

const PENDING = 'clicks:pending';
const BATCHES = 'clicks:batches';
const batchKey = (id: string): string => `clicks:batch:${id}`;

/** In one step, so that no click is added to what is taken, or is between the two. */
const TAKE = `
if redis.call('exists', KEYS[1]) == 1 then
  redis.call('rename', KEYS[1], KEYS[3])
  redis.call('sadd', KEYS[2], ARGV[1])
end
return redis.call('smembers', KEYS[2])`;

interface Needs {
  readonly redis: Redis;
  readonly ids: Ids;
  readonly log: Logger;
  /** for as long as Redis is away */
  readonly own: ClickStore;
}

/** Gathers the clicks of all instances: whichever of them dies, another keeps what was clicked there. */
export function redisClicks({ redis, ids, log, own }: Needs): ClickStore {
  const shared = async (): Promise<readonly Batch[]> => {
    const id = ids.next();
    const taken = await redis.eval(TAKE, 3, PENDING, BATCHES, batchKey(id), id);
    const batches = await Promise.all((taken as readonly string[]).map(readBatch));
    // Of two instances that take at once, one may be through with a batch before the other reads it.
    return batches.filter(({ counts }) => counts.length > 0);
  };

  const readBatch = async (id: string): Promise<Batch> => {
    const fields = Object.entries(await redis.hgetall(batchKey(id)));
    const counts = toCounts(fields.map(([key, clicks]) => [key, Number(clicks)]));
    const done = async (): Promise<void> => {
      await redis.multi().del(batchKey(id)).srem(BATCHES, id).exec();
    };
    return { id, counts, done };
  };

  return {
    add: async (kind) => {
      if (redis.status !== 'ready') return own.add(kind);
      // What got no answer may have been counted all the same, and is not counted again.
      await redis.hincrby(PENDING, toKey(kind), 1).catch((error: unknown) => {
        log.debug({ err: error }, 'a click may not be in the numbers');
      });
    },
    take: async () => {
      const ours = await own.take();
      const theirs = await shared().catch((error: unknown) => {
        log.debug({ err: error }, 'the clicks of all instances cannot be read now');
        return [];
      });
      return [...ours, ...theirs];
    },
  };
}
