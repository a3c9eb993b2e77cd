import { Queue, Worker, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import type { Env } from '../config/env.ts';
import { AppError } from '../errors/app-error.ts';

export type QueueEnv = Pick<Env, 'REDIS_URL' | 'REDIS_PREFIX'>;

/** For who puts jobs in: fails at once while Redis is away, instead of keeping a caller waiting. */
export const openQueue = (name: string, env: QueueEnv, options: Partial<QueueOptions> = {}) =>
  new Queue(name, {
    ...options,
    prefix: prefixOf(env),
    connection: { url: urlOf(env), enableOfflineQueue: false, maxRetriesPerRequest: 1 },
  });

/** For who does them: waits for Redis for as long as it takes. */
export const openWorker = (
  name: string,
  work: Processor,
  env: QueueEnv,
  options: Partial<WorkerOptions>,
) =>
  new Worker(name, work, {
    ...options,
    prefix: prefixOf(env),
    connection: { url: urlOf(env), maxRetriesPerRequest: null },
  });

export type BullQueue = ReturnType<typeof openQueue>;

const prefixOf = ({ REDIS_PREFIX }: QueueEnv): string => `${REDIS_PREFIX}:jobs`;

function urlOf({ REDIS_URL }: QueueEnv): string {
  if (REDIS_URL) return REDIS_URL;
  throw new AppError('unavailable', 'The queue needs a Redis, and REDIS_URL is not set.');
}
