/** Customers who never stop ordering, and the books that are kept of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './todos.ts';

export interface Shop {
  readonly url: string;
  /** two products of which there is plenty: how many of each an order takes is its number */
  readonly products: readonly [string, string];
  readonly user: string;
  /** the app keeps idempotency keys, so a customer without an answer may ask again */
  readonly mayAskAgain: boolean;
}

export interface Books {
  /** numbers of orders that were answered with 201 */
  readonly accepted: ReadonlySet<number>;
  /** numbers of orders nobody was told the fate of */
  readonly unknown: ReadonlySet<number>;
  /** answers and errors by code, since the last look */
  readonly takeCounts: () => Readonly<Record<string, number>>;
  /** milliseconds, as `performance.now()` says it */
  readonly lastAcceptedAt: () => number;
  readonly stop: () => Promise<void>;
}

const PAUSE = 20;
const PATIENCE = 10_000;

export function startOrdering(shop: Shop, customers: number): Books {
  const [accepted, unknown] = [new Set<number>(), new Set<number>()];
  let counts: Record<string, number> = {};
  let [next, lastAcceptedAt, isOver] = [0, performance.now(), false];

  const attempt = async (number: number): Promise<boolean> => {
    const code = await place(shop, number);
    counts[code] = (counts[code] ?? 0) + 1;
    if (code !== '201') return false;
    lastAcceptedAt = performance.now();
    return true;
  };
  const order = async (number: number): Promise<void> => {
    const tries = shop.mayAskAgain ? Infinity : 1;
    for (let tried = 0; tried < tries; tried += 1) {
      if (await attempt(number)) return void accepted.add(number);
      await sleep(PAUSE * 10);
    }
    unknown.add(number);
  };
  const customer = async (): Promise<void> => {
    while (!isOver) {
      await order((next += 1));
      await sleep(PAUSE);
    }
  };
  const all = Array.from({ length: customers }, customer);
  return {
    accepted,
    unknown,
    takeCounts: () => {
      const taken = counts;
      counts = {};
      return taken;
    },
    lastAcceptedAt: () => lastAcceptedAt,
    stop: async () => {
      isOver = true;
      await Promise.all(all);
    },
  };
}

/** @returns the status, or the name of what went wrong instead of an answer */
async function place({ url, products, user }: Shop, number: number): Promise<string> {
  const quantities = quantitiesOf(number);
  const items = products.map((productId, index) => ({ productId, quantity: quantities[index] }));
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': `order-${number}-of-the-chaos`,
  };
  try {
    const answer = await fetch(`${url}/orders`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ userId: user, items }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.text();
    return String(answer.status);
  } catch (error) {
    return nameOf(error as Error);
  }
}

const nameOf = (error: Error): string => {
  const { code, name } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code ?? name;
};

/** Both between 1 and 1000, as the API wants them. */
const quantitiesOf = (number: number): readonly number[] => [
  1 + (number % 1000),
  1 + Math.floor(number / 1000),
];

export const numberOf = (first: number, second: number): number => first - 1 + (second - 1) * 1000;

export async function addProduct(url: string, name: string): Promise<string> {
  const answer = await send('POST', `${url}/products`, { name, price: '1.00', stock: 2 ** 31 - 1 });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}
