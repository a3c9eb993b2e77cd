import assert from 'node:assert/strict';
import { practice } from './practice.ts';

const list = (iterable: unknown): unknown[] => [...(iterable as Iterable<unknown>)];

await practice('generators', {
  backwards: {
    task: 'a list from its end',
    check: (mine) => assert.deepEqual(list(mine([1, 2, 3])), [3, 2, 1]),
  },
  chunks: {
    task: '(iterable, 2) to lists of two, the last one as long as it gets',
    check: (mine) => assert.deepEqual(list(mine(new Set([1, 2, 3]), 2)), [[1, 2], [3]]),
  },
  interleave: {
    task: 'one of each in turn, until all are at their end',
    check: (mine) =>
      assert.deepEqual(list(mine([1, 2, 3], ['a'], [true, false])), [1, 'a', true, 2, false, 3]),
  },
  primes: {
    task: 'all of them, one by one, without an end',
    check: (mine) => {
      const primes = mine() as Iterator<number>;
      const first = Array.from({ length: 10 }, () => primes.next().value as unknown);
      assert.deepEqual(first, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]);
    },
  },
  light: {
    task: 'green, yellow, red, and again; next("broken") leads to blinking, next("mended") to red',
    check: (mine) => {
      const light = mine() as Iterator<string, unknown, string | undefined>;
      const said = [
        undefined,
        undefined,
        undefined,
        undefined,
        'broken',
        undefined,
        'mended',
        undefined,
      ].map((word) => (word === undefined ? light.next() : light.next(word)).value);
      assert.deepEqual(said, [
        'green',
        'yellow',
        'red',
        'green',
        'blinking',
        'blinking',
        'red',
        'green',
      ]);
    },
  },
});
