import { both, gives, practice, refuses } from './practice.ts';

await practice('switch', {
  calculate: {
    task: '(2, "**", 3) to 8, for + - * / % **; throws for anything else',
    check: both(
      gives(
        [[2, '**', 3], 8],
        [[7, '%', 4], 3],
        [[7, '-', 4], 3],
        [[7, '+', 4], 11],
        [[8, '/', 4], 2],
        [[2, '*', 4], 8],
      ),
      refuses([1, '&', 2]),
    ),
  },
  season: {
    task: 'a month, 1 to 12, to "winter" (12, 1, 2), "spring", "summer" or "autumn"; throws for others',
    check: both(
      gives([[12], 'winter'], [[2], 'winter'], [[3], 'spring'], [[8], 'summer'], [[11], 'autumn']),
      refuses([0], [13]),
    ),
  },
  meaningOf: {
    task: 'an HTTP status to "information", "success", "redirection", "mistake of the client" or "of the server"; throws outside of 100 to 599',
    check: both(
      gives(
        [[100], 'information'],
        [[204], 'success'],
        [[304], 'redirection'],
        [[404], 'mistake of the client'],
        [[503], 'mistake of the server'],
      ),
      refuses([99], [600]),
    ),
  },
  toRoman: {
    task: 'a number, 1 to 3999, in Roman numerals; throws for others',
    check: both(
      gives([[1], 'I'], [[4], 'IV'], [[9], 'IX'], [[1994], 'MCMXCIV'], [[3999], 'MMMCMXCIX']),
      refuses([0], [4000]),
    ),
  },
  priceOf: {
    task: 'tea 250, cake 390, else 0: from a table instead of a switch, and "constructor" is not in it',
    check: gives([['tea'], 250], [['cake'], 390], [['salt'], 0], [['constructor'], 0]),
  },
});
