const TO_CELSIUS: Record<string, (degrees: number) => number> = {
  C: (degrees) => degrees,
  F: (degrees) => ((degrees - 32) * 5) / 9,
  K: (degrees) => degrees - 273.15,
};
const FROM_CELSIUS: Record<string, (degrees: number) => number> = {
  C: (degrees) => degrees,
  F: (degrees) => (degrees * 9) / 5 + 32,
  K: (degrees) => degrees + 273.15,
};

export function convert(degrees: number, from: string, to: string): number {
  const [toCelsius, fromCelsius] = [TO_CELSIUS[from], FROM_CELSIUS[to]];
  if (!toCelsius || !fromCelsius) throw new RangeError('C, F or K.');
  return from === to ? degrees : fromCelsius(toCelsius(degrees));
}

export function isPrime(number: number): boolean {
  if (number < 2) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
    if (number % divisor === 0) return false;
  }
  return true;
}

export function fibonacci(count: number): number[] {
  const numbers = [0, 1];
  while (numbers.length < count) numbers.push((numbers.at(-1) ?? 0) + (numbers.at(-2) ?? 0));
  return numbers.slice(0, count);
}

export function calculate(one: number, other: number, how: unknown): unknown {
  if (typeof how !== 'function') throw new TypeError('How?');
  return (how as (one: number, other: number) => unknown)(one, other);
}

type Step = (value: unknown) => unknown;

export const compose =
  (...steps: Step[]): Step =>
  (value) =>
    steps.reduceRight((result, step) => step(result), value);
