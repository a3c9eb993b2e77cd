import { gives, practice, predicts } from './practice.ts';

await practice('unary', {
  predict: {
    task: 'the text of a line to its value, without running it',
    check: predicts(
      '+"5"',
      '-"abc"',
      '+true',
      '+[]',
      '+{}',
      '!""',
      '!!"0"',
      'typeof null',
      '-(-3)',
      '(() => { let n = 5; return n++ + ++n })()',
    ),
  },
  toggle: { task: 'a boolean to the other one', check: gives([[true], false], [[false], true]) },
  toNumber: {
    task: 'what `+value` is a number for, to that number; everything else to undefined',
    check: gives(
      [['42'], 42],
      [[' 7 '], 7],
      [['abc'], undefined],
      [[true], 1],
      [[null], 0],
      [[undefined], undefined],
    ),
  },
  countdown: {
    task: '3 to [3, 2, 1], without the mistake of `while (n--) list.push(n)`',
    check: gives([[3], [3, 2, 1]], [[1], [1]], [[0], []], [[-2], []]),
  },
  truthy: {
    task: 'a list to those that count as true',
    check: gives([
      [[0, 1, '', 'a', null, undefined, NaN, [], {}, '0', false]],
      [1, 'a', [], {}, '0'],
    ]),
  },
});
