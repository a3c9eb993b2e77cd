const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const digits = (count: number): string => upTo(count).join('');
const backwards = (text: string): string => [...text].reverse().join('');
const lines = (count: number, line: (row: number) => string): string =>
  upTo(count).map(line).join('\n');

export const rightAligned = (rows: number): string =>
  lines(rows, (row) => ' '.repeat(rows - row) + digits(row));

export const palindromicPyramid = (rows: number): string =>
  lines(rows, (row) => ' '.repeat(rows - row) + digits(row) + backwards(digits(row - 1)));

export function spiral(size: number): number[][] {
  const grid = upTo(size).map(() => new Array<number>(size).fill(0));
  let [row, column, down, right] = [0, 0, 0, 1];
  for (const number of upTo(size * size)) {
    grid[row]![column] = number;
    if (grid[row + down]?.[column + right] !== 0) [down, right] = [right, -down];
    [row, column] = [row + down, column + right];
  }
  return grid;
}

export const numberCrown = (rows: number): string =>
  lines(rows, (row) => digits(row) + ' '.repeat(2 * (rows - row)) + backwards(digits(row)));

export const rhombus = (rows: number): string =>
  lines(rows, (row) => ' '.repeat(rows - row) + '*'.repeat(rows));
