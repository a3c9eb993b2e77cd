import { both, gives, practice, refuses } from './practice.ts';

await practice('loops', {
  multiplicationTable: {
    task: '(3, 2) to ["3 x 1 = 3", "3 x 2 = 6"]',
    check: gives(
      [
        [3, 2],
        ['3 x 1 = 3', '3 x 2 = 6'],
      ],
      [[7, 0], []],
    ),
  },
  factorial: {
    task: 'n to 1 · 2 · … · n; throws below 0',
    check: both(gives([[0], 1], [[1], 1], [[5], 120]), refuses([-1])),
  },
  primesUpTo: {
    task: 'n to all primes up to it',
    check: gives([[11], [2, 3, 5, 7, 11]], [[1], []], [[2], [2]]),
  },
  triangle: {
    task: 'n to lines of one, two, … n stars',
    check: gives([[3], '*\n**\n***'], [[1], '*'], [[0], '']),
  },
  statistics: {
    task: 'numbers to { min, max, sum, average }; throws for none',
    check: both(
      gives(
        [[[3, 1, 2]], { min: 1, max: 3, sum: 6, average: 2 }],
        [[[-5]], { min: -5, max: -5, sum: -5, average: -5 }],
      ),
      refuses([[]]),
    ),
  },
});
