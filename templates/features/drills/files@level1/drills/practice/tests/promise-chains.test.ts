import assert from 'node:assert/strict';
import { fails, practice } from './practice.ts';

const addOne = (n: number): number => n + 1;
const doubleLater = (n: number): Promise<number> =>
  new Promise((resolve) => setTimeout(() => resolve(n * 2), 3));

await practice('promise-chains', {
  transform: {
    task: 'a promise of text to a promise of its words, in small letters, none of them empty',
    check: async (mine) =>
      assert.deepEqual(await mine(Promise.resolve('  Tea and  CAKE ')), ['tea', 'and', 'cake']),
  },
  fetchAll: {
    task: '(fetch, ids) to an object from id to answer; all are asked at once, and missing ones are null',
    check: async (mine) => {
      let [running, most] = [0, 0];
      const fetchOne = async (id: string): Promise<string> => {
        most = Math.max(most, (running += 1));
        await doubleLater(1);
        running -= 1;
        if (id === 'x') throw new Error('missing');
        return `thing ${id}`;
      };
      assert.deepEqual(await mine(fetchOne, ['a', 'x', 'b']), {
        a: 'thing a',
        x: null,
        b: 'thing b',
      });
      assert.equal(most, 3);
    },
  },
  retry: {
    task: '(work, times): up to that often, with the last error in the end, by `then` and `catch` alone',
    check: async (mine) => {
      let tries = 0;
      const work = (): Promise<string> =>
        (tries += 1) < 3 ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve('ok');
      assert.equal(await mine(work, 5), 'ok');
      assert.equal(tries, 3);
      tries = 0;
      await fails(() => mine(work, 2), /try 2/);
    },
  },
  waterfall: {
    task: '(value, steps): each step gets what the one before gave, whether it waits or not',
    check: async (mine) => {
      assert.equal(await mine(1, [addOne, doubleLater, addOne]), 5);
      assert.equal(await mine(1, []), 1);
    },
  },
  trace: {
    task: 'the same, to a list of what each step gave, up to the message of the one that failed',
    check: async (mine) => {
      assert.deepEqual(await mine(1, [addOne, doubleLater]), [1, 2, 4]);
      const fail = (): never => {
        throw new Error('no');
      };
      assert.deepEqual(await mine(1, [addOne, fail, addOne]), [1, 2, 'no']);
    },
  },
});
