import { expect, test } from 'vitest';
import { inTime } from '../../src/utils/in-time.ts';

test('work that ends in time is as if nobody had waited', async () => {
  expect(await inTime(Promise.resolve('done'), 1_000)).toBe('done');
  expect(await inTime('at once', 1_000)).toBe('at once');
  await expect(inTime(Promise.reject(new Error('no')), 1_000)).rejects.toThrow('no');
});

test('work that does not is given up, and the caller told when to come again', async () => {
  const never = new Promise(() => undefined);
  await expect(inTime(never, 10)).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfter: 1 },
  });
});
