import assert from 'node:assert/strict';
import { both, gives, practice, refuses, type Written } from './practice.ts';

await practice('functions', {
  convert: {
    task: '(100, "C", "F") to 212, between C, F and K; throws for other letters',
    check: both(
      gives(
        [[100, 'C', 'F'], 212],
        [[32, 'F', 'C'], 0],
        [[0, 'C', 'K'], 273.15],
        [[5, 'K', 'K'], 5],
      ),
      refuses([1, 'C', 'X']),
    ),
  },
  isPrime: {
    task: 'whether only 1 and itself divide it',
    check: gives(
      [[2], true],
      [[9], false],
      [[97], true],
      [[1], false],
      [[0], false],
      [[-7], false],
    ),
  },
  fibonacci: {
    task: 'n to the first n of 0, 1, 1, 2, 3, 5 …',
    check: gives([[6], [0, 1, 1, 2, 3, 5]], [[1], [0]], [[0], []]),
  },
  calculate: {
    task: '(2, 3, how) to how(2, 3); throws when `how` is no function',
    check: both(
      gives([[2, 3, (a: number, b: number) => a * b], 6], [[2, 3, Math.max], 3]),
      refuses([1, 2, '+']),
    ),
  },
  compose: {
    task: '(f, g, h) to a function that does h first, then g, then f; without any it gives back what it got',
    check: (mine) => {
      const addOne = (n: number) => n + 1;
      const double = (n: number) => n * 2;
      assert.equal((mine(addOne, double) as Written)(5), 11);
      assert.equal((mine(double, addOne) as Written)(5), 12);
      assert.equal((mine() as Written)(5), 5);
    },
  },
});
