import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { redisLimits } from '../constants/redis-limits.ts';

export interface RedisAddress {
  readonly url: string;
  /** what all keys begin with */
  readonly prefix: string;
}

/** Reconnects for ever. While there is no connection, a command fails at once instead of waiting in memory. */
export function openRedis({ url, prefix }: RedisAddress, log: Logger): Redis {
  const redis = new Redis(url, {
    ...redisLimits,
    keyPrefix: `${prefix}:`,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  // Every attempt to reconnect is an `error`, and one that nobody listens to ends the process.
  redis.on('error', (error) => log.debug({ err: error }, 'redis connection failed'));
  const lost = (): void => log.warn('redis connection lost');
  redis.on('ready', () => {
    log.debug('redis connected');
    redis.once('close', lost);
  });
  // What is closed on purpose is not lost.
  redis.once('end', () => redis.off('close', lost));
  return redis;
}

export async function closeRedis(redis: Redis): Promise<void> {
  redis.removeAllListeners('close');
  if (redis.status !== 'ready') return redis.disconnect();
  await redis.quit().catch(() => redis.disconnect());
}
