import { expect, test } from 'vitest';
import { createCache } from '../../src/cache/cache.ts';
import { memoryStore } from '../../src/cache/memory.ts';
import type { CacheStore } from '../../src/cache/store.ts';
import { cacheContract } from '../support/cache-contract.ts';

cacheContract('memory', memoryStore);

const away = (): Promise<never> => Promise.reject(new Error('the store is away'));
const broken: CacheStore = { read: away, write: away, renew: away, claim: away, release: away };

test('a store that is away is a slow answer and a warning, not an error', async () => {
  const warnings: unknown[] = [];
  const log = { warn: (line: unknown) => void warnings.push(line) };
  const cache = createCache({ store: broken, log });
  expect(await cache.getOrSet('a', { ttl: 1_000 }, () => Promise.resolve('loaded'))).toBe('loaded');
  expect(warnings).toMatchObject([{ err: { message: 'the store is away' } }]);
});

test('without a store few load at once, and all are served', async () => {
  const cache = createCache({ store: broken, log: { warn: () => undefined } });
  let [running, most] = [0, 0];
  const load = async (): Promise<string> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return 'loaded';
  };
  const ask = (_: unknown, place: number) => cache.getOrSet(`key ${place}`, { ttl: 1_000 }, load);
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  expect(new Set(answers)).toEqual(new Set(['loaded']));
  expect(most).toBe(5);
});

test('an invalidation that did not reach the store is an error, so that it is tried again', async () => {
  const cache = createCache({ store: broken, log: { warn: () => undefined } });
  await expect(cache.invalidate('x')).rejects.toThrow('the store is away');
});
