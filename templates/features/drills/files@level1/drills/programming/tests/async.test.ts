import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { inParallel, inSequence, withLimit } from '../async.ts';

/** Work that counts how many of it are under way at once. */
function counted() {
  const seen = { now: 0, most: 0, begun: 0 };
  const work = async (item: number): Promise<number> => {
    seen.begun += 1;
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await sleep(item % 3);
    seen.now -= 1;
    return item * 10;
  };
  return { seen, work };
}

const items = [5, 4, 3, 2, 1];
const results = [50, 40, 30, 20, 10];

for (const [name, run, most] of [
  ['one after the other', inSequence, 1],
  ['all at once', inParallel, 5],
  ['two at a time', withLimit.bind(null, 2), 2],
] as const)
  test(`${name}: at most ${most} under way, results in the order of the items`, async () => {
    const { seen, work } = counted();
    assert.deepEqual(await run(items, work as never), results);
    assert.equal(seen.most, most);
  });

test('after an error nothing new is begun', async () => {
  const { seen, work } = counted();
  const failing = async (item: number): Promise<number> => {
    if (item === 4) throw new Error('four');
    return work(item);
  };
  await assert.rejects(withLimit(1, items, failing), { message: 'four' });
  assert.equal(seen.begun, 1);
});

test('nothing to do is done at once', async () => {
  assert.deepEqual(await withLimit(3, [], () => Promise.reject(new Error('never'))), []);
});
