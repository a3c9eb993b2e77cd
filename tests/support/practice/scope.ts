const LINES: readonly (readonly [part: string, value: unknown])[] = [
  ['{ let x = 2', 1],
  ['{ var x = 2', 2],
  ['for (var i', '3,3,3'],
  ['for (let i', '0,1,2'],
];

export const predict = (line: string): unknown => LINES.find(([part]) => line.includes(part))?.[1];

export function accountOf(start: number) {
  let balance = start;
  return {
    deposit: (sum: number): void => void (balance += sum),
    withdraw: (sum: number): void => void (balance -= sum),
    balance: (): number => balance,
  };
}

export const greeter = (name: string) => ({ greet: (): string => `I am ${name}` });

type Method = (...args: unknown[]) => unknown;

export function callWith(method: Method, self: object, ...args: unknown[]): unknown {
  const key = Symbol('method');
  const target = self as Record<symbol, Method>;
  target[key] = method;
  try {
    return target[key](...args);
  } finally {
    delete target[key];
  }
}

const HOISTED: readonly (readonly [part: string, value: unknown])[] = [
  ['typeof a', 'undefined'],
  ['let b', 'ReferenceError'],
  ['function f', 5],
  ['var g', 'TypeError'],
  ['class C', 'ReferenceError'],
];

export const hoisting = (program: string): unknown =>
  HOISTED.find(([part]) => program.includes(part))?.[1];
