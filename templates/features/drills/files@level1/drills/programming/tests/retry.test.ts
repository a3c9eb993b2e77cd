import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retry, type RetryOptions } from '../retry.ts';

function patient(more: Partial<RetryOptions> = {}) {
  const waits: number[] = [];
  const options: RetryOptions = {
    times: 4,
    firstWait: 100,
    isWorthIt: () => true,
    random: () => 1,
    sleep: (wait) => {
      waits.push(wait);
      return Promise.resolve();
    },
    ...more,
  };
  return { waits, options };
}

const failing = (times: number) => (attempt: number) =>
  attempt <= times ? Promise.reject(new Error(`attempt ${attempt}`)) : Promise.resolve(attempt);

test('what works the third time was worth it, and each wait is twice the last', async () => {
  const { waits, options } = patient();
  assert.equal(await retry(failing(2), options), 3);
  assert.deepEqual(waits, [100, 200]);
});

test('after the last attempt the last error comes through as it was', async () => {
  const { waits, options } = patient();
  await assert.rejects(retry(failing(9), options), { message: 'attempt 4' });
  assert.equal(waits.length, 3);
});

test('an error that will not go away is not tried again', async () => {
  const { waits, options } = patient({ isWorthIt: () => false });
  await assert.rejects(retry(failing(9), options), { message: 'attempt 1' });
  assert.deepEqual(waits, []);
});

test('waits are spread: the shortest is half the longest', async () => {
  const { waits, options } = patient({ random: () => 0 });
  await retry(failing(1), options);
  assert.deepEqual(waits, [50]);
});
