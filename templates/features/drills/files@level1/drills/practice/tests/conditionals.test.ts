import { both, gives, practice, refuses } from './practice.ts';

await practice('conditionals', {
  classify: {
    task: 'a number to "positive even", "positive odd", "negative even", "negative odd" or "zero"',
    check: gives(
      [[4], 'positive even'],
      [[3], 'positive odd'],
      [[-2], 'negative even'],
      [[-7], 'negative odd'],
      [[0], 'zero'],
    ),
  },
  isLeapYear: {
    task: 'every fourth year, but no full century unless 400 divides it',
    check: gives([[2024], true], [[2023], false], [[1900], false], [[2000], true]),
  },
  login: {
    task: 'an account { name, password, isLocked } and what was typed to "welcome", "wrong" or "locked"; locked comes first',
    check: gives(
      [[{ name: 'ada', password: 'x1', isLocked: false }, 'ada', 'x1'], 'welcome'],
      [[{ name: 'ada', password: 'x1', isLocked: false }, 'ada', 'x2'], 'wrong'],
      [[{ name: 'ada', password: 'x1', isLocked: false }, 'bob', 'x1'], 'wrong'],
      [[{ name: 'ada', password: 'x1', isLocked: true }, 'ada', 'x1'], 'locked'],
    ),
  },
  dayOfWeek: {
    task: '1 to "Monday", 7 to "Sunday"; throws for other numbers',
    check: both(gives([[1], 'Monday'], [[5], 'Friday'], [[7], 'Sunday']), refuses([0], [8], [1.5])),
  },
  bmiCategory: {
    task: 'below 18.5 "under", below 25 "normal", below 30 "over", then "far over"',
    check: gives(
      [[18.4], 'under'],
      [[18.5], 'normal'],
      [[24.9], 'normal'],
      [[25], 'over'],
      [[30], 'far over'],
    ),
  },
});
