import assert from 'node:assert/strict';
import { both, gives, practice, type Written } from './practice.ts';

const double = (n: number): number => n * 2;

await practice('higher-order', {
  flatMap: {
    task: 'maps each to a list, and puts these together, without flatMap',
    check: gives(
      [
        [[1, 2], (n: number) => [n, n * 10]],
        [1, 10, 2, 20],
      ],
      [[[], double], []],
    ),
  },
  groupBy: {
    task: 'a list and a function to an object of lists',
    check: gives([
      [[1, 2, 3], (n: number) => (n % 2 ? 'odd' : 'even')],
      { odd: [1, 3], even: [2] },
    ]),
  },
  pipeline: {
    task: '(f, g) to a function that does f first, then g',
    check: (mine) => assert.equal((mine(double, (n: number) => n + 1) as Written)(5), 11),
  },
  zipWith: {
    task: '(f, [1, 2], [10, 20, 30]) to [f(1, 10), f(2, 20)]',
    check: gives([
      [(a: number, b: number) => a + b, [1, 2], [10, 20, 30]],
      [11, 22],
    ]),
  },
  mapAsync: {
    task: 'waits for all, which run at the same time, and keeps their order',
    check: both(async (mine) => {
      let running = 0;
      let most = 0;
      const slow = async (n: number): Promise<number> => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 20 - n));
        running -= 1;
        return n * 2;
      };
      assert.deepEqual(await mine([1, 2, 3], slow), [2, 4, 6]);
      assert.equal(most, 3);
    }),
  },
});
