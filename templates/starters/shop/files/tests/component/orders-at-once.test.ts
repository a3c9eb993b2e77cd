import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { countOrders, createProduct, fill, statusesOf, stockOf } from '../support/shop.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const buyers = (count: number): Promise<Visitor[]> =>
  Promise.all(Array.from({ length: count }, () => api.as('viewer')));

const order = (buyer: Visitor, key?: string) =>
  buyer.post('/orders', {}, key === undefined ? {} : { 'idempotency-key': key });

describe('many buyers at once', () => {
  test('of the last one: one has it, the others keep their carts', async () => {
    const productId = await createProduct(api, { stock: 1 });
    const all = await buyers(10);
    await Promise.all(all.map((buyer) => fill(buyer, productId)));
    const answers = await Promise.all(all.map((buyer) => order(buyer)));
    expect(statusesOf(answers)).toEqual([201, ...Array<number>(9).fill(409)]);
    const losers = answers.filter(({ status }) => status === 409);
    expect(losers.map(({ body }) => body.code as string)).toEqual(Array(9).fill('out_of_stock'));
    expect(await stockOf(api, productId)).toBe(0);
    const carts = await Promise.all(all.map((buyer) => buyer.get('/cart')));
    expect(carts.filter(({ body }) => body.items.length === 1)).toHaveLength(9);
  });

  test('get what there is, and no more', async () => {
    const productId = await createProduct(api, { stock: 7 });
    const all = await buyers(6);
    await Promise.all(all.map((buyer) => fill(buyer, productId, 2)));
    const answers = await Promise.all(all.map((buyer) => order(buyer)));
    expect(statusesOf(answers)).toEqual([201, 201, 201, 409, 409, 409]);
    expect(await stockOf(api, productId)).toBe(1);
  });

  test('of the same products do not block each other', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => createProduct(api, { stock: 100 })));
    const all = await buyers(6);
    for (const [turn, buyer] of all.entries()) {
      for (const id of turn % 2 ? ids : ids.toReversed()) await fill(buyer, id);
    }
    const answers = await Promise.all(all.map((buyer) => order(buyer)));
    expect(statusesOf(answers)).toEqual(Array(6).fill(201));
    expect(await Promise.all(ids.map((id) => stockOf(api, id)))).toEqual([94, 94, 94]);
  });
});

describe('one cart', () => {
  async function setUp() {
    const productId = await createProduct(api, { stock: 100 });
    const buyer = await api.as('viewer');
    await fill(buyer, productId, 2);
    return { productId, buyer };
  }

  test('becomes one order, however often it is ordered at once', async () => {
    const { productId, buyer } = await setUp();
    const answers = await Promise.all(Array.from({ length: 8 }, () => order(buyer)));
    expect(statusesOf(answers)).toEqual([201, ...Array<number>(7).fill(409)]);
    expect([await countOrders(api, buyer.userId), await stockOf(api, productId)]).toEqual([1, 98]);
  });

  test('becomes one order that is answered again to whoever brings the same key', async () => {
    const { productId, buyer } = await setUp();
    const key = randomUUID();
    const first = await order(buyer, key);
    expect(await order(buyer, key)).toMatchObject({ status: 201, body: first.body });
    await fill(buyer, productId, 5);
    expect((await order(buyer, key)).body).toEqual(first.body);
    expect((await buyer.get('/cart')).body.items).toMatchObject([{ quantity: 5 }]);
    expect([await countOrders(api, buyer.userId), await stockOf(api, productId)]).toEqual([1, 98]);
  });

  test('is ordered once when two requests of one key are under way at once', async () => {
    const { productId, buyer } = await setUp();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 4 }, () => order(buyer, key)));
    const placed = answers.filter(({ status }) => status === 201);
    expect(placed.length).toBeGreaterThanOrEqual(1);
    expect(new Set(placed.map(({ body }) => body.id as string)).size).toBe(1);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { body } of refused) expect(body.code).toBe('idempotency_in_progress');
    expect([await countOrders(api, buyer.userId), await stockOf(api, productId)]).toEqual([1, 98]);
  });

  test('can be ordered with the same key after it was refused', async () => {
    const { productId, buyer } = await setUp();
    const key = randomUUID();
    await api.patch(`/products/${productId}`, { stock: 1 });
    expect(await order(buyer, key)).toMatchObject({ status: 409 });
    await api.patch(`/products/${productId}`, { stock: 2 });
    expect(await order(buyer, key)).toMatchObject({ status: 201 });
    expect(await stockOf(api, productId)).toBe(0);
  });
});
