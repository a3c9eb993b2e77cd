import { both, gives, practice, refuses } from './practice.ts';

await practice('arrays', {
  reversed: {
    task: 'the list from its end, as a new one',
    check: gives([[[1, 2, 3]], [3, 2, 1]], [[[]], []]),
  },
  unique: {
    task: 'each value once, where it came first',
    check: gives([[[3, 1, 3, 2, 1]], [3, 1, 2]], [[[NaN, NaN]], [NaN]]),
  },
  flatten: {
    task: 'lists in lists to one list, however deep',
    check: gives([[[1, [2, [3, [4]]], []]], [1, 2, 3, 4]]),
  },
  chunk: {
    task: '([1, 2, 3], 2) to [[1, 2], [3]]; throws for a size below 1',
    check: both(
      gives(
        [
          [[1, 2, 3], 2],
          [[1, 2], [3]],
        ],
        [[[], 4], []],
      ),
      refuses([[1], 0]),
    ),
  },
  rotate: {
    task: '([1, 2, 3, 4], 1) to [4, 1, 2, 3]; more than once around, and backwards below 0',
    check: gives(
      [
        [[1, 2, 3, 4], 1],
        [4, 1, 2, 3],
      ],
      [
        [[1, 2, 3, 4], 6],
        [3, 4, 1, 2],
      ],
      [
        [[1, 2, 3], -1],
        [2, 3, 1],
      ],
      [[[], 3], []],
    ),
  },
});
