import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { walk } from '../support/factories.ts';
import { unknownId } from '../support/samples.ts';
import { countOrders, createProduct, fill, stockOf } from '../support/shop.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let buyer: Visitor;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  buyer = await api.as('viewer');
});

const order = (who = buyer) => who.post('/orders', {});

describe('an order', () => {
  test('is what was in the cart, which is empty then', async () => {
    const tape = await createProduct(api, { price: '0.10', stock: 5 });
    const glue = await createProduct(api, { price: '19.99', stock: 5 });
    await fill(buyer, tape, 3);
    await fill(buyer, glue);
    const { status, headers, body } = await order();
    expect(status).toBe(201);
    expect(body).toMatchObject({ userId: buyer.userId, status: 'placed', total: '20.29' });
    expect(body.items).toContainEqual({ productId: tape, quantity: 3, price: '0.10' });
    expect([await stockOf(api, tape), await stockOf(api, glue)]).toEqual([2, 4]);
    expect((await buyer.get('/cart')).body.items).toEqual([]);
    expect(await buyer.get(headers.get('location') ?? '')).toMatchObject({ status: 200, body });
  });

  test('adds up where numbers of JavaScript would not', async () => {
    const dear = await createProduct(api, { price: '90071992.57', stock: 1_000 });
    const cheap = await createProduct(api, { price: '0.01', stock: 1_000 });
    await fill(buyer, dear, 100);
    await fill(buyer, cheap, 7);
    expect((await order()).body).toMatchObject({ total: '9007199257.07' });
  });

  test('costs what the products cost when it is placed, and goes on to', async () => {
    const productId = await createProduct(api, { price: '5.00' });
    await fill(buyer, productId, 2);
    await api.patch(`/products/${productId}`, { price: '9.00' });
    const { body: placed } = await order();
    expect(placed).toMatchObject({ total: '18.00' });
    await api.patch(`/products/${productId}`, { price: '1.00' });
    const { body } = await buyer.get(`/orders/${placed.id}`);
    expect(body).toMatchObject({ total: '18.00', items: [{ price: '9.00' }] });
  });

  test.each([
    ['a total', { total: '0.01' }],
    ['items', { items: [{ productId: unknownId(), quantity: 1, price: '0.01' }] }],
    ['a status', { status: 'placed' }],
    ['a user', { userId: unknownId() }],
  ])('is not told %s', async (_what, body) => {
    await fill(buyer, await createProduct(api));
    expect(await buyer.post('/orders', body)).toMatchObject({ status: 400 });
    expect(await countOrders(api, buyer.userId)).toBe(0);
  });

  test('needs something in the cart', async () => {
    expect(await order()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test('is not placed at all when one product is short, and the cart is as it was', async () => {
    const plenty = await createProduct(api, { stock: 10 });
    const short = await createProduct(api, { stock: 1 });
    await fill(buyer, plenty, 2);
    await fill(buyer, short, 2);
    const { status, body } = await order();
    expect([status, body.code, body.productId]).toEqual([409, 'out_of_stock', short]);
    expect([await stockOf(api, plenty), await stockOf(api, short)]).toEqual([10, 1]);
    expect((await buyer.get('/cart')).body.items).toHaveLength(2);
    expect(await countOrders(api, buyer.userId)).toBe(0);
  });

  test('shows in what a product says it has left', async () => {
    const productId = await createProduct(api, { stock: 5 });
    const left = async () => (await buyer.get(`/products/${productId}`)).body.stock as number;
    expect(await left()).toBe(5);
    await fill(buyer, productId, 2);
    const { body } = await order();
    expect(await left()).toBe(3);
    await buyer.post(`/orders/${body.id}/cancellation`);
    expect(await left()).toBe(5);
  });

  test('keeps its products from being deleted', async () => {
    const productId = await createProduct(api);
    await fill(buyer, productId);
    await order();
    expect(await api.delete(`/products/${productId}`)).toMatchObject({ status: 409 });
  });
});

describe('an order of somebody else', () => {
  test('is not there, like one that never was', async () => {
    await fill(buyer, await createProduct(api));
    const { id } = (await order()).body;
    const other = await api.as('editor');
    const refused = [
      await other.get(`/orders/${id}`),
      await other.post(`/orders/${id}/cancellation`),
      await other.get(`/orders/${unknownId()}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(refused.map(({ body }) => body.detail)).toEqual(Array(3).fill(refused[2]?.body.detail));
    expect((await buyer.get(`/orders/${id}`)).body).toMatchObject({ status: 'placed' });
  });

  test('is in no list but that of its user and of an admin', async () => {
    await fill(buyer, await createProduct(api));
    const { id } = (await order()).body;
    const other = await api.as('viewer');
    expect((await other.get('/orders')).body).toEqual([]);
    expect((await other.get(`/orders?userId=${buyer.userId}`)).body).toEqual([]);
    for (const who of [buyer, api]) {
      const found = await who.get(`/orders?userId=${buyer.userId}`);
      expect(found.body).toMatchObject([{ id }]);
    }
  });
});

describe('a cancelled order', () => {
  test('gives back what it took, once, however often and however many ask at once', async () => {
    const productId = await createProduct(api, { stock: 5 });
    await fill(buyer, productId, 3);
    const { id } = (await order()).body;
    const cancel = () => buyer.post(`/orders/${id}/cancellation`);
    const answers = await Promise.all(Array.from({ length: 6 }, cancel));
    answers.push(await cancel());
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, body: { id, status: 'cancelled' } });
    }
    expect(await stockOf(api, productId)).toBe(5);
    expect((await buyer.get(`/orders/${id}`)).body).toMatchObject({ status: 'cancelled' });
  });

  test('is found among those, page by page', async () => {
    const productId = await createProduct(api);
    const placed: string[] = [];
    for (const _ of [1, 2, 3]) {
      await fill(buyer, productId);
      placed.unshift((await order()).body.id as string);
    }
    await buyer.post(`/orders/${placed[1]}/cancellation`);
    const all = await walk({ ...api, ...buyer }, '/orders?sort=-createdAt&limit=2');
    expect(all.map(({ id }) => id)).toEqual(placed);
    expect((await buyer.get('/orders?status=cancelled')).body).toMatchObject([{ id: placed[1] }]);
  });
});
