import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tryLock } from '../../src/cache/lock.ts';
import { leaderboard } from '../../src/redis/leaderboard.ts';
import { connectRedis, redisUrl } from '../support/redis.ts';

function connect() {
  const redis = connectRedis();
  onTestFinished(() => redis.disconnect());
  return redis;
}

describe.skipIf(redisUrl() === '')('a lock in Redis', () => {
  test('has one holder, until it is released', async () => {
    const redis = connect();
    const options = { name: 'report', ttl: 10_000 };
    const locks = await Promise.all(Array.from({ length: 20 }, () => tryLock(redis, options)));
    const [held, ...others] = locks.filter((lock) => lock !== undefined);
    expect(others).toEqual([]);
    await held?.release();
    expect(await tryLock(redis, options)).toBeDefined();
  });

  test('is free again when its holder died', async () => {
    const redis = connect();
    const options = { name: 'report', ttl: 30 };
    await tryLock(redis, options);
    await expect.poll(() => tryLock(redis, options)).toBeDefined();
  });

  test('that ended is not taken from its next holder by the last one', async () => {
    const redis = connect();
    const options = { name: 'report', ttl: 30 };
    const late = await tryLock(redis, options);
    await wait(60);
    await tryLock(redis, { ...options, ttl: 10_000 });
    await late?.release();
    expect(await tryLock(redis, options)).toBeUndefined();
  });

  test('cannot keep a holder that slept past its end from writing; the fence can', async () => {
    const redis = connect();
    const document = { text: '', fence: 0 };
    const write = (text: string, fence: number): boolean => {
      if (fence < document.fence) return false;
      Object.assign(document, { text, fence });
      return true;
    };
    const sleeper = await tryLock(redis, { name: 'document', ttl: 30 });
    await wait(60);
    const next = await tryLock(redis, { name: 'document', ttl: 10_000 });
    expect(write('by the next', next?.fence ?? 0)).toBe(true);
    expect(write('by the sleeper', sleeper?.fence ?? 0)).toBe(false);
    expect(document.text).toBe('by the next');
  });
});

describe.skipIf(redisUrl() === '')('a leaderboard', () => {
  test('is sorted at every moment, whoever adds', async () => {
    const board = leaderboard(connect(), 'sold');
    const add = (member: string, points: number) => board.add(member, points);
    await Promise.all([add('desk', 2), add('lamp', 5), add('desk', 4), add('pen', 1)]);
    expect(await board.top(2)).toEqual([
      { member: 'desk', score: 6 },
      { member: 'lamp', score: 5 },
    ]);
    expect([await board.rankOf('pen'), await board.rankOf('chair')]).toEqual([3, undefined]);
  });

  test('is empty before anybody has a point', async () => {
    expect(await leaderboard(connect(), 'sold').top(10)).toEqual([]);
  });
});
