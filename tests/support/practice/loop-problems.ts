const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const digitsOf = (number: number): number[] => [...String(Math.abs(number))].map(Number);

export const sumTo = (number: number): number => sum(upTo(number));
export const factorial = (number: number): number =>
  upTo(number).reduce((all, one) => all * one, 1);
export const isPrime = (number: number): boolean =>
  number > 1 && upTo(Math.floor(Math.sqrt(number))).every((one) => one === 1 || number % one !== 0);
export const primesBetween = (low: number, high: number): number[] =>
  upTo(high).filter((one) => one >= low && isPrime(one));
export const fibonacci = (place: number): number =>
  upTo(place).reduce<[number, number]>(([one, next]) => [next, one + next], [0, 1])[0];
export const reverseNumber = (number: number): number =>
  number === 0 ? 0 : Math.sign(number) * Number(digitsOf(number).reverse().join(''));
export const isPalindrome = (number: number): boolean =>
  number >= 0 && reverseNumber(number) === number;
export const countDigits = (number: number): number => digitsOf(number).length;
export const isArmstrong = (number: number): boolean =>
  sum(digitsOf(number).map((digit) => digit ** countDigits(number))) === number;
export const gcd = (one: number, other: number): number =>
  other === 0 ? one : gcd(other, one % other);
export const digitSum = (number: number): number => sum(digitsOf(number));
export const toBinary = (number: number): string => toBase(number, 2);
export const isPerfect = (number: number): boolean =>
  sum(upTo(number - 1).filter((one) => number % one === 0)) === number;
export const power = (base: number, exponent: number): number => {
  const whole = upTo(Math.abs(exponent)).reduce((all) => all * base, 1);
  return exponent < 0 ? 1 / whole : whole;
};

export function collatz(from: number): number[] {
  const steps = [from];
  for (let number = from; number !== 1; steps.push(number)) {
    number = number % 2 === 0 ? number / 2 : 3 * number + 1;
  }
  return steps;
}

export const sieve = (limit: number): number[] => primesBetween(2, limit);
export const isStrong = (number: number): boolean =>
  sum(digitsOf(number).map(factorial)) === number;
export const isHarshad = (number: number): boolean => number % digitSum(number) === 0;

export function toBase(number: number, base: number): string {
  if (base < 2 || base > 36) throw new RangeError('From 2 to 36.');
  const digit = '0123456789abcdefghijklmnopqrstuvwxyz'[number % base] ?? '';
  return number < base ? digit : toBase(Math.floor(number / base), base) + digit;
}

export const trailingZeros = (number: number): number =>
  number < 5 ? 0 : Math.floor(number / 5) + trailingZeros(Math.floor(number / 5));

export function squareRoot(number: number): number {
  if (number < 0) throw new RangeError('There is none.');
  let root = 0;
  while ((root + 1) ** 2 <= number) root += 1;
  return root;
}
