import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findPriceAsync,
  findPriceByHand,
  findPricePromised,
  totalWithAwait,
  totalWithCallbacks,
} from '../callbacks.ts';

for (const [way, find] of [
  ['by hand', findPriceByHand],
  ['with promisify', findPricePromised],
  ['rewritten', findPriceAsync],
] as const) {
  test(`${way}: the price comes as a value`, async () => {
    assert.equal(await find('tea'), 250);
  });
  test(`${way}: what goes wrong is a rejected promise`, async () => {
    await assert.rejects(find('gold'), { message: 'There is no gold.' });
  });
}

const called = (one: string, other: string): Promise<string> =>
  new Promise((resolve) => {
    totalWithCallbacks(one, other, (error, total) => resolve(error?.message ?? String(total)));
  });
const awaited = (one: string, other: string): Promise<string> =>
  totalWithAwait(one, other).then(String, (error: unknown) => (error as Error).message);

for (const [one, other] of [
  ['tea', 'cake'],
  ['gold', 'cake'],
  ['tea', 'gold'],
] as const)
  test(`${one} and ${other}: callbacks and await say the same`, async () => {
    assert.equal(await called(one, other), await awaited(one, other));
  });
