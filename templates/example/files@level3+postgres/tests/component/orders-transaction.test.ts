import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PoolClient } from 'pg';
import { ordersController } from '../../src/controllers/orders.controller.ts';
import type { Database } from '../../src/db/client.ts';
import { startApi, type Api } from '../support/api.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

class Fault extends Error {}

/** The same database, except that one statement fails after it was carried out. */
function failingAt(statement: number, { $client: pool }: Database): Database {
  let count = 0;
  const query = async (client: PoolClient, args: readonly unknown[]): Promise<unknown> => {
    const result: unknown = await Reflect.apply(client.query.bind(client), client, args);
    if (args[0] !== 'commit') count += 1;
    if (count === statement) throw new Fault();
    return result;
  };
  const connect = async () => {
    const client = await pool.connect();
    return {
      query: (...args: readonly unknown[]) => query(client, args),
      release: (isBroken?: boolean) => client.release(isBroken),
    };
  };
  return { $client: { connect } } as unknown as Database;
}

test('an order that fails after any of its statements leaves nothing behind', async () => {
  const userId = await createUser(api);
  const ids = await insertProducts(api, [{ stock: 9 }, { stock: 9 }]);
  const body = { userId, items: ids.map((productId) => ({ productId, quantity: 1 })) };
  const placeWithFaultAt = (statement: number) => {
    const { place } = ordersController({ db: failingAt(statement, api.deps.db) });
    return place({ body, response: { location: () => undefined } } as never);
  };
  const stocks = () => Promise.all(ids.map((id) => stockOf(api, id)));
  const statements = 8;
  for (let statement = 1; statement <= statements; statement += 1) {
    await expect(placeWithFaultAt(statement)).rejects.toThrow();
    expect([await countOrders(api, userId), ...(await stocks())]).toEqual([0, 9, 9]);
  }
  expect(await placeWithFaultAt(statements + 1)).toMatchObject({ total: '2.00' });
  expect([await countOrders(api, userId), ...(await stocks())]).toEqual([1, 8, 8]);
});
