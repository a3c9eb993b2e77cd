import { randomBytes } from 'node:crypto';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { redisUrl } from './redis.ts';

/** Whether there is a server for a queue on this machine. */
export const hasQueue = (): boolean => redisUrl() !== '';

/** A queue of a test's own. */
export const newQueue = (): Promise<QueueEnv> =>
  Promise.resolve({
    REDIS_URL: redisUrl(),
    REDIS_PREFIX: `test-queue-${randomBytes(4).toString('hex')}`,
  });
