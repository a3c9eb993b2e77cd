import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { insertProducts, stockOf } from '../support/shop.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let owner: Visitor;
let other: Visitor;
let productId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  [owner, other] = [await api.as('viewer'), await api.as('editor')];
  [productId = ''] = await insertProducts(api, [{ stock: 10 }]);
});

const place = (visitor: Visitor) =>
  visitor.post('/orders', { items: [{ productId, quantity: 1 }] });
const idsIn = (body: readonly { id: string }[]) => body.map(({ id }) => id);

describe('an order', () => {
  test('belongs to whoever is signed in', async () => {
    expect(await place(owner)).toMatchObject({ status: 201, body: { userId: owner.userId } });
  });

  test('cannot be placed in the name of somebody else', async () => {
    const items = [{ productId, quantity: 1 }];
    const { status, body } = await other.post('/orders', { userId: owner.userId, items });
    expect([status, body.errors[0].field]).toEqual([400, 'userId']);
    expect(await stockOf(api, productId)).toBe(10);
  });

  test('is read by its owner and by an admin', async () => {
    const { body: order } = await place(owner);
    expect(await owner.get(`/orders/${order.id}`)).toMatchObject({ status: 200, body: order });
    expect(await api.get(`/orders/${order.id}`)).toMatchObject({ status: 200, body: order });
  });

  test('of somebody else is not there, like one that never was', async () => {
    const { body: order } = await place(owner);
    const refused = await other.get(`/orders/${order.id}`);
    const missing = await other.get(`/orders/${order.id.replace(/^.{8}/, '00000000')}`);
    const { requestId: _, ...problem } = refused.body;
    expect(refused.status).toBe(404);
    expect(missing.body).toMatchObject(problem);
  });
});

describe('the list of orders', () => {
  test('holds their own and no others, whatever it is asked for', async () => {
    const [mine, theirs] = [(await place(owner)).body, (await place(other)).body];
    expect(idsIn((await owner.get('/orders')).body)).toEqual([mine.id]);
    expect((await owner.get(`/orders?userId=${other.userId}`)).body).toEqual([]);
    expect(idsIn((await other.get('/orders?sort=-createdAt')).body)).toEqual([theirs.id]);
  });

  test('holds all of them for an admin, or those of one user', async () => {
    const [{ body: one }] = [await place(owner), await place(other)];
    const all = idsIn((await api.get('/orders?sort=-createdAt&limit=2')).body);
    expect(all).toContain(one.id);
    expect(idsIn((await api.get(`/orders?userId=${owner.userId}`)).body)).toEqual([one.id]);
  });
});
