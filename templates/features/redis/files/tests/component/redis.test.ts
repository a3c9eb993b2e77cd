import { describe, expect, onTestFinished, test } from 'vitest';
import { redis as connector } from '../../src/redis/connector.ts';
import { createLogger } from '../../src/config/logger.ts';
import { loadEnv } from '../../src/config/env.ts';
import { startApi, type ApiOptions } from '../support/api.ts';
import { redisUrl } from '../support/redis.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';
import { testServices } from '../support/services.ts';

async function start(env: NonNullable<ApiOptions['env']>) {
  const api = await startApi({ env });
  onTestFinished(api.close);
  return api;
}

const services = await Promise.all(testServices.map((service) => service()));

test('production does not start without REDIS_URL', async () => {
  const env = loadEnv(Object.assign({}, ...services, { REDIS_URL: '' }) as NodeJS.ProcessEnv);
  const log = createLogger({ LOG_LEVEL: 'silent' });
  await expect(connector.open(env, log)).rejects.toThrow('REDIS_URL');
});

test('development does without, and says so', async () => {
  const api = await start({ REDIS_URL: '' });
  expect(api.log).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      msg: expect.stringContaining('REDIS_URL is not set'),
    }),
  );
  expect(await api.get('/readyz')).toMatchObject({
    status: 200,
    body: { checks: { redis: 'degraded' } },
  });
});

describe.skipIf(redisUrl() === '')('with a real Redis', () => {
  test('two instances share one budget of requests', async () => {
    const env = { RATE_LIMIT_PER_MINUTE: '5', REDIS_PREFIX: `test-limit-${Date.now()}` };
    const [one, other] = [await start(env), await start(env)];
    const statuses: number[] = [];
    for (const api of [one, other, one, other, one, other, one]) {
      statuses.push((await api.get('/nothing')).status);
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429]);
  });

  test('while Redis is away each instance counts for itself, and goes back to sharing', async () => {
    const proxy = await startRedisProxy(redisUrl());
    onTestFinished(proxy.close);
    const env = {
      REDIS_URL: proxy.url,
      REDIS_PREFIX: `test-away-${Date.now()}`,
      RATE_LIMIT_PER_MINUTE: '3',
    };
    const api = await start(env);
    const ask = async () => (await api.get('/nothing')).status;
    proxy.cut();
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([404, 404, 404, 429]);
    proxy.restore();
    await expect.poll(ask, { timeout: 5_000 }).toBe(404);
  });

  test('a Redis that is away at the start is used as soon as it is there', async () => {
    const proxy = await startRedisProxy(redisUrl());
    onTestFinished(proxy.close);
    proxy.cut();
    const api = await start({
      REDIS_URL: proxy.url,
      REDIS_PREFIX: `test-late-${Date.now()}`,
      RATE_LIMIT_PER_MINUTE: '2',
    });
    const redisCheck = async () => (await api.get('/readyz')).body.checks.redis as string;
    expect(await redisCheck()).toBe('degraded');
    proxy.restore();
    await expect.poll(redisCheck, { timeout: 10_000, interval: 300 }).toBe('ok');
    const statuses = [];
    for (let place = 0; place < 3; place += 1) statuses.push((await api.get('/nothing')).status);
    expect(statuses).toEqual([404, 404, 429]);
  });
});
