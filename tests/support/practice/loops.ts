const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

export const multiplicationTable = (number: number, rows: number): string[] =>
  upTo(rows).map((row) => `${number} x ${row} = ${number * row}`);

export function factorial(number: number): number {
  if (number < 0) throw new RangeError('There is none below 0.');
  return upTo(number).reduce((product, factor) => product * factor, 1);
}

export const primesUpTo = (limit: number): number[] =>
  upTo(limit).filter((one) => one > 1 && !upTo(one - 1).some((d) => d > 1 && one % d === 0));

export const triangle = (rows: number): string =>
  upTo(rows)
    .map((row) => '*'.repeat(row))
    .join('\n');

export function statistics(numbers: readonly number[]) {
  if (numbers.length === 0) throw new RangeError('There is nothing to say of none.');
  const sum = numbers.reduce((total, one) => total + one, 0);
  return {
    min: Math.min(...numbers),
    max: Math.max(...numbers),
    sum,
    average: sum / numbers.length,
  };
}
