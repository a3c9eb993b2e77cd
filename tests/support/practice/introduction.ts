export const greeting = (name: string): string => `Hello, ${name.trim() || 'stranger'}!`;
export const swap = <One, Other>(one: One, other: Other): [Other, One] => [other, one];
export const toFahrenheit = (celsius: number): number => (celsius * 9) / 5 + 32;

export function calculate(one: number, operator: string, other: number): number {
  if (operator === '+') return one + other;
  if (operator === '-') return one - other;
  if (operator === '*') return one * other;
  if (operator === '/' && other !== 0) return one / other;
  throw new Error('That cannot be calculated.');
}

export function bmi(kilograms: number, metres: number): number {
  if (metres <= 0) throw new RangeError('Nobody is that small.');
  return Math.round((kilograms / metres ** 2) * 10) / 10;
}
