import { both, gives, practice, refuses } from './practice.ts';

await practice('introduction', {
  greeting: {
    task: 'a name to a sentence, and nobody to "Hello, stranger!"',
    check: gives(
      [['Ada'], 'Hello, Ada!'],
      [[''], 'Hello, stranger!'],
      [['  '], 'Hello, stranger!'],
    ),
  },
  swap: {
    task: 'two values to both, the second first',
    check: gives(
      [
        [1, 2],
        [2, 1],
      ],
      [
        ['a', null],
        [null, 'a'],
      ],
    ),
  },
  toFahrenheit: {
    task: 'degrees Celsius to Fahrenheit',
    check: gives([[0], 32], [[100], 212], [[-40], -40]),
  },
  calculate: {
    task: '(6, "*", 7) to 42, for + - * /; throws for anything else, and when divided by 0',
    check: both(
      gives([[6, '*', 7], 42], [[6, '+', 7], 13], [[6, '-', 7], -1], [[6, '/', 4], 1.5]),
      refuses([1, '/', 0], [1, '%', 2]),
    ),
  },
  bmi: {
    task: 'kilograms and metres to weight by height squared, to one decimal place',
    check: both(gives([[70, 1.75], 22.9], [[80, 2], 20]), refuses([70, 0])),
  },
});
