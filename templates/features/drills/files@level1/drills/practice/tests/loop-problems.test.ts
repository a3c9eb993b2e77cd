import { both, gives, practice, refuses } from './practice.ts';

await practice('loop-problems', {
  sumTo: { task: 'n to 1 + 2 + … + n', check: gives([[4], 10], [[0], 0]) },
  factorial: { task: 'n to 1 · 2 · … · n', check: gives([[5], 120], [[0], 1]) },
  isPrime: {
    task: 'whether only 1 and itself divide it',
    check: gives([[2], true], [[1], false], [[49], false], [[7919], true]),
  },
  primesBetween: {
    task: 'all primes of a range, both ends included',
    check: gives(
      [
        [10, 20],
        [11, 13, 17, 19],
      ],
      [
        [2, 3],
        [2, 3],
      ],
      [[24, 28], []],
    ),
  },
  fibonacci: {
    task: 'the n-th of 0, 1, 1, 2, 3 …, counted from 0',
    check: gives([[0], 0], [[1], 1], [[10], 55]),
  },
  reverseNumber: {
    task: '123 to 321, and -50 to -5',
    check: gives([[123], 321], [[-50], -5], [[0], 0]),
  },
  isPalindrome: {
    task: 'whether a number reads the same from its end',
    check: gives([[1221], true], [[123], false], [[-11], false], [[7], true]),
  },
  countDigits: {
    task: 'how many digits a whole number has',
    check: gives([[0], 1], [[12345], 5], [[-90], 2]),
  },
  isArmstrong: {
    task: '153 = 1³ + 5³ + 3³: digits to the power of how many there are',
    check: gives([[153], true], [[154], false], [[9474], true], [[10], false]),
  },
  gcd: {
    task: 'the greatest that divides both',
    check: gives([[12, 18], 6], [[7, 13], 1], [[0, 5], 5]),
  },
  digitSum: {
    task: 'the digits of a whole number, added up',
    check: gives([[1234], 10], [[-19], 10], [[0], 0]),
  },
  toBinary: {
    task: '5 to "101", without toString(2)',
    check: gives([[5], '101'], [[0], '0'], [[255], '11111111']),
  },
  isPerfect: {
    task: '6 = 1 + 2 + 3: the sum of what divides it, itself left out',
    check: gives([[6], true], [[28], true], [[12], false], [[1], false]),
  },
  power: {
    task: '(2, 10) to 1024, without **, below 0 as well',
    check: gives([[2, 10], 1024], [[5, 0], 1], [[2, -2], 0.25]),
  },
  collatz: {
    task: '6 to [6, 3, 10, 5, 16, 8, 4, 2, 1]: half of even ones, 3n + 1 of odd ones',
    check: gives([[6], [6, 3, 10, 5, 16, 8, 4, 2, 1]], [[1], [1]]),
  },
  sieve: {
    task: 'all primes up to n, by crossing out',
    check: gives([[30], [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]], [[1], []]),
  },
  isStrong: {
    task: '145 = 1! + 4! + 5!',
    check: gives([[145], true], [[1], true], [[144], false]),
  },
  isHarshad: {
    task: 'whether its digit sum divides it',
    check: gives([[18], true], [[19], false], [[1], true]),
  },
  toBase: {
    task: '(255, 16) to "ff", for 2 to 36, without toString; throws for others',
    check: both(gives([[255, 16], 'ff'], [[35, 36], 'z'], [[0, 7], '0']), refuses([1, 1], [1, 37])),
  },
  trailingZeros: {
    task: 'how many zeros n! ends with, without computing n!',
    check: gives([[5], 1], [[25], 6], [[4], 0], [[100], 24]),
  },
  squareRoot: {
    task: 'the whole part of a square root, without Math.sqrt; throws below 0',
    check: both(gives([[16], 4], [[17], 4], [[0], 0], [[999999], 999]), refuses([-1])),
  },
});
