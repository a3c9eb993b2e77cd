import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PoolClient } from 'pg';
import { startApi, type Api } from '../support/api.ts';
import { sendOrder } from '../support/orders.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** From here on the given statement of each transaction fails, after it was carried out. */
function failAt(statement: number): void {
  const { $client: pool } = api.deps.db;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const wrapped = async () => {
    const client = await connect();
    let count = 0;
    const query = async (...args: readonly unknown[]): Promise<unknown> => {
      const result: unknown = await Reflect.apply(client.query.bind(client), client, args);
      if (args[0] !== 'commit') count += 1;
      if (count === statement) throw new Error('a fault');
      return result;
    };
    return { query, release: (isBroken?: boolean) => client.release(isBroken) };
  };
  // Single queries ask with a callback; they are left alone.
  const either = (...args: readonly unknown[]): unknown =>
    args.length > 0 ? Reflect.apply(connect, pool, args) : wrapped();
  Object.defineProperty(pool, 'connect', { value: either, configurable: true });
}

/** As it was: what hid the pool's own method is gone. */
const failNoMore = (): boolean => Reflect.deleteProperty(api.deps.db.$client, 'connect');

test('an order that fails after any of its statements leaves nothing behind', async () => {
  const userId = await createUser(api);
  const ids = await insertProducts(api, [{ stock: 9 }, { stock: 9 }]);
  const items = ids.map((productId) => ({ productId, quantity: 1 }));
  const placeWithFaultAt = async (statement: number) => {
    failAt(statement);
    const answer = await sendOrder(api, userId, { items });
    failNoMore();
    return answer;
  };
  const left = async () => [
    await countOrders(api, userId),
    ...(await Promise.all(ids.map((id) => stockOf(api, id)))),
  ];
  let faults = 0;
  let answer = await placeWithFaultAt(1);
  while (answer.status !== 201) {
    expect(answer.status).toBe(500);
    expect(await left()).toEqual([0, 9, 9]);
    faults += 1;
    answer = await placeWithFaultAt(faults + 1);
  }
  expect(faults).toBeGreaterThanOrEqual(5);
  expect(answer.body).toMatchObject({ total: '2.00' });
  expect(await left()).toEqual([1, 8, 8]);
});
