/** Customers who never stop ordering, and the books that are kept of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './todos.ts';

export interface Shop {
  readonly url: string;
  /** two products of which there is plenty: how many of each an order takes is its number */
  readonly products: readonly [string, string];
  /** headers that say who asks */
  readonly authorization: () => Promise<Readonly<Record<string, string>>>;
}

export interface Books {
  /** numbers of orders that were answered with 201 */
  readonly accepted: ReadonlySet<number>;
  /** answers and errors by code, since the last look */
  readonly takeCounts: () => Readonly<Record<string, number>>;
  /** milliseconds, as `performance.now()` says it */
  readonly lastAcceptedAt: () => number;
  readonly stop: () => Promise<void>;
}

const PAUSE = 20;
const PATIENCE = 10_000;

export function startOrdering(shop: Shop, customers: number): Books {
  const accepted = new Set<number>();
  let counts: Record<string, number> = {};
  let [next, lastAcceptedAt, isOver] = [0, performance.now(), false];

  /** With an idempotency key whoever got no answer may ask again, until there is one. */
  const order = async (number: number): Promise<void> => {
    for (;;) {
      const code = await place(shop, number);
      counts[code] = (counts[code] ?? 0) + 1;
      if (code === '201') break;
      await sleep(PAUSE * 10);
    }
    lastAcceptedAt = performance.now();
    accepted.add(number);
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
async function place({ url, products, authorization }: Shop, number: number): Promise<string> {
  const quantities = quantitiesOf(number);
  const items = products.map((productId, index) => ({ productId, quantity: quantities[index] }));
  try {
    const answer = await fetch(`${url}/orders`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `order-${number}-of-the-chaos`,
        ...(await authorization()),
      },
      body: JSON.stringify({ items }),
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

/** An account of the shop: made once, and signed in anew before its token ends. */
export function accountAt(url: string, email: string) {
  const credentials = { email, password: 'a long sentence nobody else has' };
  let [headers, signedInAt]: [Promise<{ authorization: string }> | undefined, number] = [
    undefined,
    0,
  ];
  const signIn = async (): Promise<{ authorization: string }> => {
    const { accessToken } = await expectStatus(200, send('POST', `${url}/auth/login`, credentials));
    return { authorization: `Bearer ${String(accessToken)}` };
  };
  return {
    register: () => expectStatus(202, send('POST', `${url}/auth/register`, credentials)),
    authorization: (): Promise<{ authorization: string }> => {
      if (headers && performance.now() - signedInAt < TOKEN_LIFE) return headers;
      signedInAt = performance.now();
      const signed = signIn();
      headers = signed;
      // While the system is down nobody is signed in; the next customer tries again.
      signed.catch(() => (headers = undefined));
      return signed;
    },
  };
}

/** Access tokens live for ten minutes. */
const TOKEN_LIFE = 5 * 60_000;

export async function addProduct(
  url: string,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const product = { name, price: '1.00', stock: 2 ** 31 - 1 };
  const added = fetch(`${url}/products`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(product),
  });
  return String((await expectStatus(201, added))['id']);
}

async function expectStatus(
  status: number,
  asked: Promise<Response>,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await asked;
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${answer.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
