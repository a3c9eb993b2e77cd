import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderModel } from '../../src/models/order.model.ts';
import { productModel } from '../../src/models/product.model.ts';
import { startApi, type Api } from '../support/api.ts';
import { sendOrder } from '../support/orders.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Write = (...args: readonly unknown[]) => Promise<unknown>;

/** From now on one of the writes of an order fails after it was carried out. @returns makes them whole again */
function failAt(wanted: number): () => void {
  const { db } = api.deps;
  let count = 0;
  const writes = [
    [productModel(db).collection, 'findOneAndUpdate'],
    [orderModel(db).collection, 'insertOne'],
  ] as const;
  for (const [collection, name] of writes) {
    const carryOut = Reflect.get(collection, name) as Write;
    const failing: Write = async (...args) => {
      const result: unknown = await Reflect.apply(carryOut, collection, args);
      count += 1;
      if (count === wanted) throw new Error('a fault');
      return result;
    };
    Object.defineProperty(collection, name, { value: failing, configurable: true });
  }
  return () => writes.forEach(([collection, name]) => Reflect.deleteProperty(collection, name));
}

test('an order that fails after any of its writes leaves nothing behind', async () => {
  const userId = await createUser(api);
  const ids = await insertProducts(api, [{ stock: 9 }, { stock: 9 }]);
  const items = ids.map((productId) => ({ productId, quantity: 1 }));
  const placeWithFaultAt = async (write: number) => {
    const mend = failAt(write);
    const { status } = await sendOrder(api, userId, { items });
    mend();
    return status;
  };
  const state = async () => [
    await countOrders(api, userId),
    ...(await Promise.all(ids.map((id) => stockOf(api, id)))),
  ];
  const writes = 3;
  for (let write = 1; write <= writes; write += 1) {
    expect(await placeWithFaultAt(write)).toBe(500);
    expect(await state()).toEqual([0, 9, 9]);
  }
  expect(await placeWithFaultAt(Infinity)).toBe(201);
  expect(await state()).toEqual([1, 8, 8]);
});
