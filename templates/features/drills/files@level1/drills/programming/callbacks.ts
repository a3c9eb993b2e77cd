/** One old function with a callback, and three ways to await it. */
import { promisify } from 'node:util';

export type Callback<Value> = (error: Error | null, value?: Value) => void;

const PRICES: Readonly<Record<string, number>> = { tea: 250, cake: 390 };

/** The form of Node's first ten years: the last argument is called, later, with an error or a value. */
export function findPrice(product: string, callback: Callback<number>): void {
  setImmediate(() => {
    const price = PRICES[product];
    if (price === undefined) callback(new Error(`There is no ${product}.`));
    else callback(null, price);
  });
}

/** Before promises: two steps are two levels deep, and each has to pass its error on by hand. */
export function totalWithCallbacks(one: string, other: string, callback: Callback<number>): void {
  findPrice(one, (error, first = 0) => {
    if (error) return callback(error);
    findPrice(other, (failed, second = 0) => {
      if (failed) return callback(failed);
      callback(null, first + second);
    });
  });
}

/** 1. By hand: a promise is settled once, by whoever calls first. */
export const findPriceByHand = (product: string): Promise<number> =>
  new Promise((resolve, reject) => {
    findPrice(product, (error, price = 0) => {
      if (error) reject(error);
      else resolve(price);
    });
  });

/** 2. With Node's own tool, for any function whose callback takes an error first. */
export const findPricePromised = promisify<string, number>((product, done) =>
  findPrice(product, (error, price) => done(error, price ?? 0)),
);

/** 3. Rewritten: where the code is yours, there is no callback left to wrap. */
export async function findPriceAsync(product: string): Promise<number> {
  await Promise.resolve();
  const price = PRICES[product];
  if (price === undefined) throw new Error(`There is no ${product}.`);
  return price;
}

/** The same two steps with `await`: they read from top to bottom, and an error needs no line at all. */
export async function totalWithAwait(one: string, other: string): Promise<number> {
  return (await findPriceByHand(one)) + (await findPriceByHand(other));
}
