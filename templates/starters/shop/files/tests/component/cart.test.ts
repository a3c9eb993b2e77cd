import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cartLimits } from '../../src/constants/cart-limits.ts';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import { createProduct, fill } from '../support/shop.ts';
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

describe('a cart', () => {
  test('is empty at first', async () => {
    expect((await buyer.get('/cart')).body).toEqual({ items: [], total: '0.00' });
  });

  test('says what its products cost, and adds up to the cent', async () => {
    const tape = await createProduct(api, { name: 'tape', price: '0.10' });
    const glue = await createProduct(api, { name: 'glue', price: '19.99' });
    await fill(buyer, tape, 3);
    const { status, body } = await fill(buyer, glue);
    expect([status, body.total]).toEqual([200, '20.29']);
    expect(body.items).toHaveLength(2);
    expect(body.items).toContainEqual({
      productId: tape,
      name: 'tape',
      quantity: 3,
      price: '0.10',
    });
    expect((await buyer.get('/cart')).body).toEqual(body);
  });

  test.each([
    ['a price', { quantity: 1, price: '0.01' }],
    ['a total', { quantity: 1, total: '0.01' }],
    ['the cart of somebody else', { quantity: 1, userId: unknownId() }],
    ['nothing of it', { quantity: 0 }],
    ['less than nothing', { quantity: -1 }],
    ['half of it', { quantity: 0.5 }],
    ['more than anybody needs', { quantity: cartLimits.quantity + 1 }],
    ['no quantity', {}],
  ])('is not told %s', async (_what, body) => {
    const productId = await createProduct(api);
    expect(await buyer.put(`/cart/items/${productId}`, body)).toMatchObject({ status: 400 });
    expect((await buyer.get('/cart')).body.items).toEqual([]);
  });

  test('has the price of the moment, not of the one in which it was filled', async () => {
    const productId = await createProduct(api, { price: '5.00' });
    await fill(buyer, productId, 2);
    await api.patch(`/products/${productId}`, { price: '9.00' });
    expect((await buyer.get('/cart')).body).toMatchObject({ total: '18.00' });
  });

  test('keeps the last word on how many', async () => {
    const productId = await createProduct(api);
    await fill(buyer, productId, 5);
    await fill(buyer, productId, 2);
    expect((await buyer.get('/cart')).body.items).toMatchObject([{ productId, quantity: 2 }]);
  });

  test('lets go of a product, once', async () => {
    const productId = await createProduct(api);
    await fill(buyer, productId);
    expect(await buyer.delete(`/cart/items/${productId}`)).toMatchObject({ status: 204 });
    expect(await buyer.delete(`/cart/items/${productId}`)).toMatchObject({ status: 404 });
    expect((await buyer.get('/cart')).body.items).toEqual([]);
  });

  test('holds products that exist, and forgets those that are deleted', async () => {
    expect(await fill(buyer, unknownId())).toMatchObject({ status: 404 });
    const productId = await createProduct(api);
    await fill(buyer, productId);
    expect(await api.delete(`/products/${productId}`)).toMatchObject({ status: 204 });
    expect((await buyer.get('/cart')).body).toEqual({ items: [], total: '0.00' });
  });

  test('is full at some point, and then still lets quantities change', async () => {
    const { id: categoryId } = (await api.post('/categories', { name: unknownId() })).body;
    const { products, carts } = api.deps.repositories;
    const product = { name: 'a thing', price: '1.00', stock: 1, categoryId: String(categoryId) };
    for (let place = 0; place < cartLimits.products; place += 1) {
      const { id: productId } = await products.insert(product);
      await carts.put(buyer.userId, { productId, quantity: 1 });
    }
    expect(await fill(buyer, await createProduct(api))).toMatchObject({ status: 409 });
    const [{ productId }] = (await buyer.get('/cart')).body.items;
    expect(await fill(buyer, productId as string, 3)).toMatchObject({ status: 200 });
  });

  test('is nobody else’s', async () => {
    const productId = await createProduct(api);
    await fill(buyer, productId);
    const other = await api.as('admin');
    expect((await other.get('/cart')).body.items).toEqual([]);
    expect(await other.delete(`/cart/items/${productId}`)).toMatchObject({ status: 404 });
    expect((await buyer.get('/cart')).body.items).toHaveLength(1);
    expect(await api.anonymous.get('/cart')).toMatchObject({ status: 401 });
  });
});
