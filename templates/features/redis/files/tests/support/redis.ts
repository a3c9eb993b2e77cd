import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import type { TestService } from './services.ts';

const own = `test-${randomBytes(4).toString('hex')}`;

/** Empty where there is none on this machine; the start of the tests has said so. */
export const redisUrl = (): string => inject('services')['REDIS_URL'] ?? '';

let apps = 0;

/** One Redis for all, with another name for the keys of each app: those that share them say so in their test. */
export const testRedis: TestService = () => {
  apps += 1;
  return Promise.resolve({ REDIS_URL: redisUrl(), REDIS_PREFIX: `${own}-${apps}` });
};

/** A connection with keys of its own. */
export function connectRedis(url = redisUrl()): Redis {
  return new Redis(url, { keyPrefix: `${own}-${randomBytes(4).toString('hex')}:` });
}
