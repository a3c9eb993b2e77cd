import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCache } from '../../src/cache/cache.ts';
import { redisStore } from '../../src/cache/redis.ts';
import { createLogger } from '../../src/config/logger.ts';
import { openRedis } from '../../src/redis/client.ts';
import { cacheContract } from '../support/cache-contract.ts';
import { connectRedis, redisUrl } from '../support/redis.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';

const quiet = { warn: () => undefined };
const silent = createLogger({ LOG_LEVEL: 'silent' });

function connect() {
  const redis = connectRedis();
  onTestFinished(() => redis.disconnect());
  return redis;
}

describe.skipIf(redisUrl() === '')('with a real Redis', () => {
  cacheContract('Redis', () => redisStore(connect()));

  test('of a hundred who ask in two processes at once, one loads', async () => {
    const redis = connect();
    const caches = [1, 2].map(() => createCache({ store: redisStore(redis), log: quiet }));
    let loads = 0;
    const load = async () => {
      loads += 1;
      await wait(100);
      return 'value';
    };
    const asks = Array.from({ length: 50 }, () =>
      caches.map((cache) => cache.getOrSet('a', { ttl: 60_000 }, load)),
    );
    expect(new Set(await Promise.all(asks.flat()))).toEqual(new Set(['value']));
    expect(loads).toBe(1);
  });

  test('an entry whose tag was thrown out of memory is not told', async () => {
    const redis = connect();
    const cache = createCache({ store: redisStore(redis), log: quiet });
    const ask = (value: string) =>
      cache.getOrSet('a', { ttl: 60_000, tags: ['x'] }, () => Promise.resolve(value));
    await ask('old');
    await redis.del('cache:tag:x');
    expect(await ask('new')).toBe('new');
  });

  test.each(['cut', 'stall'] as const)(
    'when Redis goes away (%s) callers are served, and it is used again when it is back',
    async (how) => {
      const proxy = await startRedisProxy(redisUrl());
      const redis = openRedis({ url: proxy.url, prefix: `test-outage-${how}` }, silent);
      onTestFinished(async () => {
        redis.disconnect();
        await proxy.close();
      });
      await redis.connect();
      const cache = createCache({ store: redisStore(redis), log: quiet });
      let loads = 0;
      const ask = (key: string) =>
        cache.getOrSet(key, { ttl: 60_000 }, () => Promise.resolve((loads += 1)));
      const key = `${how} ${Date.now()}`;
      await ask(key);
      proxy[how]();
      expect(await Promise.all([ask(key), ask(key), ask(key)])).toHaveLength(3);
      expect(loads).toBe(4);
      proxy.restore();
      await expect.poll(() => ask(key), { timeout: 5_000 }).toBe(1);
    },
  );
});
