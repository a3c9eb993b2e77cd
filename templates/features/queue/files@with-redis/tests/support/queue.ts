import { randomBytes } from 'node:crypto';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { redisUrl } from './redis.ts';
import { startRedisProxy } from './redis-proxy.ts';

/** Whether there is a server for a queue on this machine. */
export const hasQueue = (): boolean => redisUrl() !== '';

/** A queue of a test's own. */
export const newQueue = (): Promise<QueueEnv> =>
  Promise.resolve({
    REDIS_URL: redisUrl(),
    REDIS_PREFIX: `test-queue-${randomBytes(4).toString('hex')}`,
  });

/** The same queue, behind something that can take it away. */
export async function withProxy(env: QueueEnv) {
  const proxy = await startRedisProxy(env.REDIS_URL ?? '');
  return {
    env: { ...env, REDIS_URL: proxy.url },
    cut: () => Promise.resolve(proxy.cut()),
    restore: () => Promise.resolve(proxy.restore()),
    close: proxy.close,
  };
}
