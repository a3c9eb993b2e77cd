import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { sendOrder } from '../support/orders.ts';
import { createUser, insertProducts } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('queries/orders-of-user.sql finds all items of one user, newest order first', async () => {
  const query = await readFile('queries/orders-of-user.sql', 'utf8');
  const [mine, other] = [await createUser(api), await createUser(api)];
  const [apple, pear] = await insertProducts(api, [
    { name: 'Apple', price: '0.50' },
    { name: 'Pear', price: '0.75' },
  ]);
  const items = [
    { productId: pear, quantity: 2 },
    { productId: apple, quantity: 1 },
  ];
  const first = await sendOrder(api, mine, { items });
  await sendOrder(api, other, { items });
  const second = await sendOrder(api, mine, { items: items.slice(1) });

  const { rows } = await api.deps.db.$client.query(query, [mine]);
  const ofFirst = { order_id: first.body.id, total: '2.00', status: 'pending' };
  expect(rows).toEqual([
    {
      ...ofFirst,
      order_id: second.body.id,
      total: '0.50',
      product_name: 'Apple',
      quantity: 1,
      price: '0.50',
    },
    { ...ofFirst, product_name: 'Apple', quantity: 1, price: '0.50' },
    { ...ofFirst, product_name: 'Pear', quantity: 2, price: '0.75' },
  ]);
});
