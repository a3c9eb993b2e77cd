import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ordersService } from '../../src/services/orders.service.ts';
import { stockLocks } from '../../src/services/stock-locks.ts';
import { startApi, type Api } from '../support/api.ts';
import { poolOf } from '../support/pool.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  // At once is at once, however few connections this run is given.
  api = await startApi({ env: poolOf(25) });
});
afterAll(() => api.close());

const BUYERS = 50;
const STOCK = 10;

/** To all at once. @returns how many were served */
async function sell(buy: () => Promise<unknown>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: BUYERS }, buy));
  return results.filter(({ status }) => status === 'fulfilled').length;
}

async function stockTen(): Promise<string> {
  const [productId = ''] = await insertProducts(api, [{ stock: STOCK }]);
  return productId;
}

describe('of fifty buyers of the last ten', () => {
  test.each(Object.entries(stockLocks))('ten are served with %s', async (_name, lock) => {
    const userId = await createUser(api);
    const productId = await stockTen();
    const { place } = ordersService(api.deps, lock);
    const sold = await sell(() => place({ userId, items: [{ productId, quantity: 1 }] }));
    expect(sold).toBe(STOCK);
    expect(await stockOf(api, productId)).toBe(0);
    expect(await countOrders(api, userId)).toBe(STOCK);
  });

  test('all fifty are "served" when each looks first and writes what is left by that', async () => {
    const productId = await stockTen();
    const { stock } = api.deps.repositories;
    const haveLooked = barrier(BUYERS);
    const buy = async () => {
      const seen = await stock.find(productId);
      if (!seen || seen.stock < 1) throw new Error('sold out');
      await haveLooked();
      await stock.set(productId, seen.stock - 1);
    };
    expect(await sell(buy)).toBe(BUYERS);
    expect(await stockOf(api, productId)).toBe(STOCK - 1);
  });
});

describe('a hundred orders of the same two products', () => {
  test('in opposite order all end, and the stock is exact', async () => {
    const userId = await createUser(api);
    const ids = await insertProducts(api, [{ stock: 100 }, { stock: 100 }]);
    const items = ids.map((productId) => ({ productId, quantity: 1 }));
    const { place } = api.deps.services.orders;
    for (let round = 0; round < 50; round += 1) {
      await Promise.all([place({ userId, items }), place({ userId, items: items.toReversed() })]);
    }
    expect(await Promise.all(ids.map((id) => stockOf(api, id)))).toEqual([0, 0]);
    expect(await countOrders(api, userId)).toBe(100);
  });
});

test('two units of work that block each other are both done in the end', async () => {
  const [left = '', right = ''] = await insertProducts(api, [{ stock: 5 }, { stock: 5 }]);
  const { unitOfWork } = api.deps;
  const haveBoth = barrier(2);
  let attempts = 0;
  const take = (first: string, second: string) =>
    unitOfWork.run(async ({ stock }) => {
      attempts += 1;
      await stock.take(first, 1);
      if (attempts <= 2) await haveBoth();
      await stock.take(second, 1);
    });
  await Promise.all([take(left, right), take(right, left)]);
  expect(attempts).toBeGreaterThan(2);
  expect(await Promise.all([left, right].map((id) => stockOf(api, id)))).toEqual([3, 3]);
});

/** Lets nobody pass before all have arrived. */
function barrier(size: number): () => Promise<void> {
  let arrived = 0;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    arrived += 1;
    if (arrived >= size) open();
    return opened;
  };
}
