export function calculate(one: number, operator: string, other: number): number {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '%':
      return one % other;
    case '**':
      return one ** other;
    default:
      throw new Error('That is no operator.');
  }
}

const SEASONS = ['winter', 'spring', 'summer', 'autumn'];

export function season(month: number): string | undefined {
  if (month < 1 || month > 12) throw new RangeError('A year has twelve months.');
  return SEASONS[Math.floor((month % 12) / 3)];
}

const MEANINGS = [
  'information',
  'success',
  'redirection',
  'mistake of the client',
  'mistake of the server',
];

export function meaningOf(status: number): string {
  const meaning = MEANINGS[Math.floor(status / 100) - 1];
  if (meaning === undefined) throw new RangeError('There is no such status.');
  return meaning;
}

const NUMERALS: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

export function toRoman(number: number): string {
  if (number < 1 || number > 3999) throw new RangeError('From 1 to 3999.');
  let [rest, text] = [number, ''];
  for (const [value, numeral] of NUMERALS) {
    for (; rest >= value; rest -= value) text += numeral;
  }
  return text;
}

const PRICES = new Map([
  ['tea', 250],
  ['cake', 390],
]);

export const priceOf = (product: string): number => PRICES.get(product) ?? 0;
