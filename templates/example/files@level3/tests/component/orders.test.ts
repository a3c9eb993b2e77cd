import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { walk } from '../support/factories.ts';
import { sendOrder } from '../support/orders.ts';
import { unknownId } from '../support/samples.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';

let api: Api;
let userId: string;
beforeAll(async () => {
  api = await startApi();
  userId = await createUser(api);
});
afterAll(() => api.close());

interface Item {
  readonly productId: string | undefined;
  readonly quantity: number;
}

const place = (items: readonly Item[], user = userId) => sendOrder(api, user, { items });
const statuses = (answers: readonly { readonly status: number }[]) =>
  answers.map(({ status }) => status).sort();

describe('an order', () => {
  test('takes from the stock and adds up to the cent', async () => {
    const [tape, glue] = await insertProducts(api, [
      { price: '0.10', stock: 5 },
      { price: '19.99', stock: 5 },
    ]);
    const { status, headers, body } = await place([
      { productId: tape, quantity: 3 },
      { productId: glue, quantity: 1 },
    ]);
    expect(status).toBe(201);
    expect(body).toMatchObject({ userId, status: 'pending', total: '20.29' });
    expect(await Promise.all([stockOf(api, tape ?? ''), stockOf(api, glue ?? '')])).toEqual([2, 4]);
    const found = await api.get(headers.get('location') ?? 'missing');
    expect(found).toMatchObject({ status: 200, body });
  });

  test('keeps the prices of its day', async () => {
    const [productId] = await insertProducts(api, [{ price: '5.00' }]);
    const { body: order } = await place([{ productId, quantity: 2 }]);
    await api.patch(`/products/${productId}`, { price: '9.00' });
    const { body } = await api.get(`/orders/${order.id}`);
    expect(body).toMatchObject({ total: '10.00', items: [{ productId, price: '5.00' }] });
  });

  test('is not placed at all when one product is short', async () => {
    const user = await createUser(api);
    const [plenty, short] = await insertProducts(api, [{ stock: 10 }, { stock: 1 }]);
    const items = [
      { productId: plenty, quantity: 2 },
      { productId: short, quantity: 2 },
    ];
    const { status, body } = await place(items, user);
    expect([status, body.code, body.productId]).toEqual([409, 'out_of_stock', short]);
    expect(await stockOf(api, plenty ?? '')).toBe(10);
    expect(await countOrders(api, user)).toBe(0);
  });

  test('names products that exist', async () => {
    const nothing = await place([{ productId: unknownId(), quantity: 1 }]);
    expect(nothing).toMatchObject({ status: 409, body: { code: 'conflict', field: 'productId' } });
  });

  test.each([
    ['no items', { items: [] }],
    ['a quantity of nothing', { items: [{ productId: unknownId(), quantity: 0 }] }],
    ['half a product', { items: [{ productId: unknownId(), quantity: 0.5 }] }],
    ['a product twice', { items: Array(2).fill({ productId: unknownId(), quantity: 1 }) }],
    ['a price of its own', { items: [{ productId: unknownId(), quantity: 1, price: '0.01' }] }],
    ['a total of its own', { total: '0.01' }],
    ['a status of its own', { status: 'paid' }],
  ])('is refused with %s', async (_what, more) => {
    const items = [{ productId: unknownId(), quantity: 1 }];
    const { status } = await sendOrder(api, userId, { items, ...more });
    expect(status).toBe(400);
  });

  test('keeps its products from being deleted', async () => {
    const [productId] = await insertProducts(api, [{}]);
    await place([{ productId, quantity: 1 }]);
    expect(await api.delete(`/products/${productId}`)).toMatchObject({ status: 409 });
  });

  test('answers 404 when it never was', async () => {
    expect(await api.get(`/orders/${unknownId()}`)).toMatchObject({ status: 404 });
  });
});

describe('many orders at once', () => {
  test('sell what there is and no more', async () => {
    const [productId] = await insertProducts(api, [{ stock: 5 }]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => place([{ productId, quantity: 1 }])),
    );
    expect(statuses(answers)).toEqual([...Array(5).fill(201), ...Array(3).fill(409)]);
    expect(await stockOf(api, productId ?? '')).toBe(0);
  });

  test('of the same products in other orders do not block each other', async () => {
    const ids = await insertProducts(api, Array(4).fill({ stock: 100 }));
    const items = ids.map((productId) => ({ productId, quantity: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => place(turn % 2 ? items : items.toReversed())),
    );
    expect(statuses(answers)).toEqual(Array(6).fill(201));
    expect(await Promise.all(ids.map((id) => stockOf(api, id)))).toEqual([94, 94, 94, 94]);
  });
});

describe('the orders of a user', () => {
  test('are found page by page, the newest first, and no others', async () => {
    const [mine, other] = [await createUser(api), await createUser(api)];
    const [productId] = await insertProducts(api, [{ stock: 10 }]);
    const placed: string[] = [];
    for (const user of [mine, mine, other, mine]) {
      const { body } = await place([{ productId, quantity: 1 }], user);
      if (user === mine) placed.unshift(body.id as string);
    }
    const found = await walk(api, `/orders?userId=${mine}&sort=-createdAt&limit=2`);
    expect(found.map(({ id }) => id)).toEqual(placed);
    expect(found[0]).toMatchObject({ items: [{ productId, quantity: 1, price: '1.00' }] });
  });

  test('can be narrowed to a status, one that exists', async () => {
    const pending = await walk(api, `/orders?userId=${userId}&status=pending`);
    expect(pending.length).toBeGreaterThan(0);
    expect(await walk(api, `/orders?userId=${userId}&status=paid`)).toEqual([]);
    expect(await api.get('/orders?status=lost')).toMatchObject({ status: 400 });
  });
});
