import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

export interface Lock {
  /**
   * Larger than that of any holder before. A lock in Redis ends by the clock, and its holder may be asleep at that
   * moment; so whatever is written under it carries this number, and who keeps it refuses a smaller one than the last.
   */
  readonly fence: number;
  readonly release: () => Promise<void>;
}

export interface LockOptions {
  readonly name: string;
  /** in milliseconds; the lock is free after that, whether the holder is done or not */
  readonly ttl: number;
}

const ACQUIRE = `
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return redis.call('incr', KEYS[2]) end
return 0`;

/** Only by the one who holds it: it may have ended, and be another's by now. */
const RELEASE = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/** @returns undefined when another holds the lock */
export async function tryLock(redis: Redis, { name, ttl }: LockOptions): Promise<Lock | undefined> {
  const holder = randomUUID();
  const [lock, fences] = [`lock:${name}`, `fence:${name}`];
  const fence = Number(await redis.eval(ACQUIRE, 2, lock, fences, holder, ttl));
  if (fence === 0) return undefined;
  return {
    fence,
    release: async () => {
      await redis.eval(RELEASE, 1, lock, holder);
    },
  };
}
