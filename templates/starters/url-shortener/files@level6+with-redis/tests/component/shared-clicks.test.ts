import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { redisUrl } from '../support/redis.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';

async function start(env: Readonly<Record<string, string>>): Promise<Api> {
  const api = await startApi({ env });
  onTestFinished(api.close);
  return api;
}

const shorten = async (api: Api) =>
  (await api.post('/links', { url: 'https://example.com/' })).body;
const follow = async ({ url }: Api, code: string): Promise<number> =>
  (await fetch(`${url}/go/${code}`, { redirect: 'manual' })).status;
const numbersOf = async (api: Api, id: string) => {
  await api.deps.clicks.flush();
  const { body } = await api.get(`/links/${id}/clicks?days=1`);
  return { total: body.total as number, today: body.days[0].clicks as number };
};

const somePrefix = (): string => `test-shared-${randomUUID().slice(0, 8)}`;

describe.skipIf(redisUrl() === '')('with a real Redis', () => {
  test('what was clicked on one instance another writes, once', async () => {
    const env = { REDIS_PREFIX: somePrefix() };
    const [one, other] = [await start(env), await start(env)];
    const { id, code } = await shorten(one);
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) => follow(turn % 2 ? one : other, code)),
    );
    await Promise.all([one.deps.clicks.flush(), other.deps.clicks.flush()]);
    expect(await numbersOf(other, id)).toEqual({ total: 40, today: 40 });
  });

  test.each(['cut', 'stall'] as const)(
    'when Redis goes away (%s) links lead on, and the total stays exact',
    async (how) => {
      const proxy = await startRedisProxy(redisUrl());
      onTestFinished(proxy.close);
      const api = await start({ REDIS_URL: proxy.url, REDIS_PREFIX: somePrefix() });
      const { id, code } = await shorten(api);
      expect(await follow(api, code)).toBe(302);
      proxy[how]();
      expect(await Promise.all([1, 2, 3].map(() => follow(api, code)))).toEqual([302, 302, 302]);
      expect(await numbersOf(api, id)).toMatchObject({ total: 4 });
      proxy.restore();
    },
  );

  test('what is clicked while Redis is away is in the numbers as well', async () => {
    const proxy = await startRedisProxy(redisUrl());
    onTestFinished(proxy.close);
    const api = await start({ REDIS_URL: proxy.url, REDIS_PREFIX: somePrefix() });
    const { id, code } = await shorten(api);
    expect(await follow(api, code)).toBe(302);
    expect(await numbersOf(api, id)).toEqual({ total: 1, today: 1 });
    proxy.cut();
    await expect.poll(() => api.deps.redis?.status).not.toBe('ready');
    for (let turn = 0; turn < 3; turn += 1) await follow(api, code);
    expect(await numbersOf(api, id)).toEqual({ total: 4, today: 4 });
    proxy.restore();
    await expect.poll(() => api.deps.redis?.status, { timeout: 5_000 }).toBe('ready');
    await follow(api, code);
    expect(await numbersOf(api, id)).toEqual({ total: 5, today: 5 });
  });
});
