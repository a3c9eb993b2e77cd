import assert from 'node:assert/strict';
import { practice } from './practice.ts';

const list = (iterable: unknown): unknown[] => [...(iterable as Iterable<unknown>)];

/** Never ends, and says how far it was read. */
function endless() {
  const state = { read: 0 };
  const numbers = {
    [Symbol.iterator]: () => ({ next: () => ({ done: false, value: (state.read += 1) }) }),
  };
  return { state, numbers };
}

await practice('iterators', {
  backwards: {
    task: 'a list to an iterable from its end, which can be walked twice, without reverse and without function*',
    check: (mine) => {
      const iterable = mine([1, 2, 3]);
      assert.deepEqual(
        [list(iterable), list(iterable)],
        [
          [3, 2, 1],
          [3, 2, 1],
        ],
      );
    },
  },
  take: {
    task: 'the first n of an iterable, and not one more is read',
    check: (mine) => {
      const { state, numbers } = endless();
      assert.deepEqual(list(mine(numbers, 3)), [1, 2, 3]);
      assert.equal(state.read, 3);
      assert.deepEqual(list(mine(['a'], 5)), ['a']);
    },
  },
  zip: {
    task: 'pairs of two iterables, as long as both have one',
    check: (mine) =>
      assert.deepEqual(list(mine(new Set(['a', 'b']), endless().numbers)), [
        ['a', 1],
        ['b', 2],
      ]),
  },
  filter: {
    task: 'those that pass, one by one: nothing is read before somebody asks',
    check: (mine) => {
      const { state, numbers } = endless();
      const even = (mine(numbers, (n: number) => n % 2 === 0) as Iterable<number>)[
        Symbol.iterator
      ]();
      assert.equal(state.read, 0);
      assert.deepEqual([even.next().value, even.next().value], [2, 4]);
    },
  },
  pages: {
    task: 'a function from a cursor to { items, next } to all items, for `for await`; no page is fetched early',
    check: async (mine) => {
      const asked: unknown[] = [];
      const fetchPage = (cursor?: number): Promise<object> => {
        asked.push(cursor);
        const at = cursor ?? 0;
        return Promise.resolve({ items: [at, at + 1], next: at < 4 ? at + 2 : undefined });
      };
      const seen: unknown[] = [];
      for await (const item of mine(fetchPage) as AsyncIterable<number>) {
        seen.push(item);
        if (item === 1) assert.deepEqual(asked, [undefined]);
      }
      assert.deepEqual(
        [seen, asked],
        [
          [0, 1, 2, 3, 4, 5],
          [undefined, 2, 4],
        ],
      );
    },
  },
});
