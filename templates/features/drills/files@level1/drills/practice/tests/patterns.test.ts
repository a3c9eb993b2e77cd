import { gives, practice } from './practice.ts';

const lines = (...all: readonly string[]): string => all.join('\n');

await practice('patterns', {
  rightAligned: {
    task: '3 to three lines of 1, 1 2, 1 2 3 without gaps, ends below each other',
    check: gives([[3], lines('  1', ' 12', '123')], [[1], '1'], [[0], '']),
  },
  palindromicPyramid: {
    task: '3 to 1, 121, 12321, in the middle and without spaces at the end',
    check: gives([[3], lines('  1', ' 121', '12321')], [[1], '1']),
  },
  spiral: {
    task: 'n to rows of an n by n square, 1 to n·n from the outside to the middle, clockwise',
    check: gives(
      [[1], [[1]]],
      [
        [2],
        [
          [1, 2],
          [4, 3],
        ],
      ],
      [
        [3],
        [
          [1, 2, 3],
          [8, 9, 4],
          [7, 6, 5],
        ],
      ],
      [
        [4],
        [
          [1, 2, 3, 4],
          [12, 13, 14, 5],
          [11, 16, 15, 6],
          [10, 9, 8, 7],
        ],
      ],
    ),
  },
  numberCrown: {
    task: '3 to "1    1", "12  21", "123321"',
    check: gives([[3], lines('1    1', '12  21', '123321')], [[1], '11']),
  },
  rhombus: {
    task: '3 to three lines of three stars, each one place further left',
    check: gives([[3], lines('  ***', ' ***', '***')], [[1], '*']),
  },
});
