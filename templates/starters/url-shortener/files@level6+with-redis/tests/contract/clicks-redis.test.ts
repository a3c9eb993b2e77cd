import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { memoryClicks } from '../../src/clicks/memory.ts';
import { redisClicks } from '../../src/clicks/redis.ts';
import { createLogger } from '../../src/config/logger.ts';
import { openRedis } from '../../src/redis/client.ts';
import { createIds } from '../../src/utils/ids.ts';
import { clickStoreContract, kindOf } from '../support/clicks.ts';
import { redisUrl } from '../support/redis.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });
const ids = createIds();

const storeIn = (redis: Redis) => redisClicks({ redis, ids, log, own: memoryClicks({ ids }) });

/** With keys of its own; it is gone when the test is over. */
async function connect(url = redisUrl()): Promise<Redis> {
  const redis = openRedis({ url, prefix: `test-clicks-${randomUUID().slice(0, 8)}` }, log);
  onTestFinished(() => redis.disconnect());
  await redis.connect();
  return redis;
}

describe.skipIf(redisUrl() === '')('with a real Redis', () => {
  clickStoreContract('Redis', async () => storeIn(await connect()));

  test('what one instance left behind, another takes', async () => {
    const redis = await connect();
    const kind = kindOf(randomUUID());
    const dying = storeIn(redis);
    await dying.add(kind);
    await dying.take();
    await dying.add(kind);
    const taken = await storeIn(redis).take();
    expect(taken.map(({ counts }) => counts)).toEqual([
      [{ ...kind, clicks: 1 }],
      [{ ...kind, clicks: 1 }],
    ]);
  });

  test('nothing but link, day and kind is written there', async () => {
    const redis = await connect();
    const linkId = randomUUID();
    await storeIn(redis).add(kindOf(linkId));
    expect(await redis.hgetall('clicks:pending')).toEqual({
      [`${linkId} 2026-01-31 direct desktop`]: '1',
    });
  });

  test('while Redis is away clicks are gathered here, and both are told of when it is back', async () => {
    const proxy = await startRedisProxy(redisUrl());
    onTestFinished(proxy.close);
    const redis = await connect(proxy.url);
    const [store, kind] = [storeIn(redis), kindOf(randomUUID())];
    await store.add(kind);
    proxy.cut();
    await expect.poll(() => redis.status).not.toBe('ready');
    await store.add(kind);
    await store.add(kind);
    const [ours] = await store.take();
    expect(ours?.counts).toEqual([{ ...kind, clicks: 2 }]);
    proxy.restore();
    await expect.poll(() => store.take(), { timeout: 5_000 }).toHaveLength(2);
  });
});
