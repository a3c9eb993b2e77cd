import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createCache, type Cache } from '../../src/cache/cache.ts';
import type { CacheStore } from '../../src/cache/store.ts';

const MINUTE = 60_000;

interface Bench {
  readonly cache: Cache;
  /** what the cache takes for the time; entries of the store itself live by the real one */
  readonly clock: { now: number };
  readonly warnings: readonly unknown[];
}

function bench(store: CacheStore, random = 0.5): Bench {
  const clock = { now: 1_000_000 };
  const warnings: unknown[] = [];
  const log = { warn: (line: unknown) => void warnings.push(line) };
  const cache = createCache({ store, log, now: () => clock.now, random: () => random });
  return { cache, clock, warnings };
}

/** Counts how often it was asked, and takes a moment. */
function counter() {
  const state = { loads: 0 };
  const load = async () => {
    state.loads += 1;
    const load = state.loads;
    await wait(20);
    return { load };
  };
  return { state, load };
}

/** What any store has to do for a cache; each call of `open` gives an empty one. */
export function cacheContract(title: string, open: () => CacheStore): void {
  describe(`a cache in ${title}`, () => {
    test('loads once and then tells what it keeps', async () => {
      const [{ cache }, { state, load }] = [bench(open()), counter()];
      const answers = [
        await cache.getOrSet('a', { ttl: MINUTE }, load),
        await cache.getOrSet('a', { ttl: MINUTE }, load),
      ];
      expect(answers).toEqual([{ load: 1 }, { load: 1 }]);
      expect(state.loads).toBe(1);
    });

    test('gives every caller a value of its own', async () => {
      const [{ cache }, { load }] = [bench(open()), counter()];
      const first = await cache.getOrSet('a', { ttl: MINUTE }, load);
      first.load = 99;
      expect(await cache.getOrSet('a', { ttl: MINUTE }, load)).toEqual({ load: 1 });
    });

    test('loads once for a hundred who ask at the same time', async () => {
      const [{ cache }, { state, load }] = [bench(open()), counter()];
      const ask = () => cache.getOrSet('a', { ttl: MINUTE }, load);
      const answers = await Promise.all(Array.from({ length: 100 }, ask));
      expect(state.loads).toBe(1);
      expect(new Set(answers.map((answer) => answer.load))).toEqual(new Set([1]));
    });

    test('does not keep a load that failed, and tells all who waited why', async () => {
      const { cache } = bench(open());
      let loads = 0;
      const fail = async (): Promise<string> => {
        loads += 1;
        await wait(20);
        throw new Error('the database is away');
      };
      const ask = () => cache.getOrSet('a', { ttl: MINUTE }, fail);
      const results = await Promise.allSettled(Array.from({ length: 10 }, ask));
      expect(loads).toBe(1);
      expect(results.every((result) => result.status === 'rejected')).toBe(true);
      expect(await cache.getOrSet('a', { ttl: MINUTE }, () => Promise.resolve('back'))).toBe(
        'back',
      );
    });

    test.each([
      ['the shortest life', 0, 0.9],
      ['the longest life', 1, 1.1],
    ])('spreads the ends of entries by a tenth: %s', async (_name, random, share) => {
      const [{ cache, clock }, { load }] = [bench(open(), random), counter()];
      const ask = () => cache.getOrSet('a', { ttl: MINUTE, swr: MINUTE }, load);
      await ask();
      clock.now += MINUTE * share - 1;
      expect(await ask()).toEqual({ load: 1 });
      await wait(50);
      expect(await ask()).toEqual({ load: 1 });
      clock.now += 1;
      await ask();
      await expect.poll(ask).toEqual({ load: 2 });
    });

    test('tells the old value while one caller loads the new one', async () => {
      const [{ cache, clock }, { state, load }] = [bench(open()), counter()];
      const ask = () => cache.getOrSet('a', { ttl: MINUTE, swr: MINUTE }, load);
      await ask();
      clock.now += MINUTE + 1;
      const answers = await Promise.all(Array.from({ length: 20 }, ask));
      expect(new Set(answers.map((answer) => answer.load))).toEqual(new Set([1]));
      await expect.poll(ask).toEqual({ load: 2 });
      expect(state.loads).toBe(2);
    });

    test('goes on telling the old value when the new one cannot be loaded, and logs it', async () => {
      const [{ cache, clock, warnings }, { load }] = [bench(open()), counter()];
      await cache.getOrSet('a', { ttl: MINUTE, swr: MINUTE }, load);
      clock.now += MINUTE + 1;
      const fail = () => Promise.reject(new Error('the database is away'));
      expect(await cache.getOrSet('a', { ttl: MINUTE, swr: MINUTE }, fail)).toEqual({ load: 1 });
      await expect.poll(() => warnings.length).toBe(1);
    });

    test('tells nothing of a tag that was invalidated, and keeps the rest', async () => {
      const [{ cache }, one, other] = [bench(open()), counter(), counter()];
      const askOne = () => cache.getOrSet('a', { ttl: MINUTE, tags: ['x', 'y'] }, one.load);
      const askOther = () => cache.getOrSet('b', { ttl: MINUTE, tags: ['z'] }, other.load);
      await Promise.all([askOne(), askOther()]);
      await cache.invalidate('y');
      expect(await askOne()).toEqual({ load: 2 });
      expect(await askOther()).toEqual({ load: 1 });
    });

    test('does not keep what was loaded before an invalidation and arrives after it', async () => {
      const { cache } = bench(open());
      const ask = (load: () => Promise<string>) =>
        cache.getOrSet('a', { ttl: MINUTE, tags: ['x'] }, load);
      let finish: (value: string) => void = () => undefined;
      let begin: () => void = () => undefined;
      const hasBegun = new Promise<void>((resolve) => (begin = resolve));
      const slow = ask(() => {
        begin();
        return new Promise<string>((resolve) => (finish = resolve));
      });
      await hasBegun;
      await cache.invalidate('x');
      finish('old');
      expect(await slow).toBe('old');
      expect(await ask(() => Promise.resolve('new'))).toBe('new');
    });

    test('forgets an entry when its time is over', async () => {
      const [{ cache }, { load }] = [bench(open()), counter()];
      const ask = () => cache.getOrSet('a', { ttl: 60 }, load);
      await ask();
      await expect.poll(ask).toEqual({ load: 2 });
    });
  });

  describe(`two caches in ${title} that share it`, () => {
    test('see what the other keeps and what the other invalidates', async () => {
      const store = open();
      const [one, other] = [bench(store).cache, bench(store).cache];
      const { load } = counter();
      const askAt = (cache: Cache) => cache.getOrSet('a', { ttl: MINUTE, tags: ['x'] }, load);
      expect([await askAt(one), await askAt(other)]).toEqual([{ load: 1 }, { load: 1 }]);
      await one.invalidate('x');
      expect(await askAt(other)).toEqual({ load: 2 });
    });
  });
}
