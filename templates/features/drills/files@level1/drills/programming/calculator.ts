/** Arithmetic without `eval`: text → numbers and signs → a value. `eval` would run whatever somebody types. */
import { AppError } from './errors.ts';

/** Numbers, + - * / %, ^ for powers, brackets, and a minus in front. */
export function calculate(text: string): number {
  const reader = readerOf(text);
  const value = sum(reader);
  if (reader.next() !== undefined) throw unexpected(reader);
  if (Number.isFinite(value)) return value;
  throw new AppError('invalid', 'The result is too large.');
}

interface Reader {
  /** the sign or number that comes next */
  readonly next: () => string | undefined;
  readonly take: () => string | undefined;
}

function readerOf(text: string): Reader {
  const words = text.match(/[\d.]+|\S/g) ?? [];
  let place = 0;
  return {
    next: () => words[place],
    take: () => {
      place += 1;
      return words[place - 1];
    },
  };
}

type Operation = (one: number, other: number) => number;

const SUMS: Readonly<Record<string, Operation>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
};
const PRODUCTS: Readonly<Record<string, Operation>> = {
  '*': (one, other) => one * other,
  '/': (one, other) => one / notZero(other),
  '%': (one, other) => one % notZero(other),
};

const sum = (reader: Reader): number => chain(reader, SUMS, product);
const product = (reader: Reader): number => chain(reader, PRODUCTS, signed);

/** `a + b - c`: from left to right, each part made of what binds tighter. */
function chain(
  reader: Reader,
  operations: Readonly<Record<string, Operation>>,
  part: (reader: Reader) => number,
): number {
  let value = part(reader);
  for (let sign = operations[reader.next() ?? '']; sign; sign = operations[reader.next() ?? '']) {
    reader.take();
    value = sign(value, part(reader));
  }
  return value;
}

/** -2 ^ 2 is -4: the minus comes after the power. */
function signed(reader: Reader): number {
  if (reader.next() !== '-') return power(reader);
  reader.take();
  return 0 - signed(reader);
}

/** 2 ^ 3 ^ 2 is 2 ^ 9: from right to left. */
function power(reader: Reader): number {
  const base = atom(reader);
  if (reader.next() !== '^') return base;
  reader.take();
  return base ** signed(reader);
}

function atom(reader: Reader): number {
  const word = reader.next() ?? '';
  const value = Number(word || Number.NaN);
  if (word !== '(' && Number.isNaN(value)) throw unexpected(reader);
  reader.take();
  return word === '(' ? inBrackets(reader) : value;
}

function inBrackets(reader: Reader): number {
  const value = sum(reader);
  if (reader.take() !== ')') throw new AppError('invalid', 'A bracket is not closed.');
  return value;
}

function notZero(value: number): number {
  if (value !== 0) return value;
  throw new AppError('invalid', 'Nothing can be divided by zero.');
}

function unexpected(reader: Reader): AppError {
  const word = reader.next();
  const problem =
    word === undefined ? 'Something is missing at the end.' : `"${word}" was not expected here.`;
  return new AppError('invalid', problem);
}
