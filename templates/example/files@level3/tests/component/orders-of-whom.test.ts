import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { sendOrder } from '../support/orders.ts';
import { unknownId } from '../support/samples.ts';
import { insertProducts } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('an order names a user that exists', async () => {
  const [productId] = await insertProducts(api, [{}]);
  const nobody = await sendOrder(api, unknownId(), { items: [{ productId, quantity: 1 }] });
  expect(nobody).toMatchObject({ status: 409, body: { code: 'conflict', field: 'userId' } });
});
