import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import { insertProducts } from '../support/shop.ts';
import { connect } from '../support/sockets.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function somebody(role = 'viewer') {
  const visitor = await api.as(role);
  const client = await connect(api.url, visitor);
  const place = async () => {
    const [productId] = await insertProducts(api, [{ price: '5.00' }]);
    const { body } = await visitor.post('/orders', { items: [{ productId, quantity: 1 }] });
    return body;
  };
  return { ...client, place };
}

test('an order is told to its owner on each of their sockets, and to nobody else', async () => {
  const [ann, eve] = [await somebody(), await somebody()];
  const { id, status, total } = await ann.place();
  const news = { type: 'order.placed', data: { id, status, total } };
  await expect.poll(() => ann.heard('news')).toEqual([news]);
  expect(eve.heard('news')).toEqual([]);
});

test("nobody gets into the room of somebody else's order", async () => {
  const [ann, eve] = [await somebody(), await somebody()];
  const room = `order:${(await ann.place()).id}`;
  expect(await eve.ask('room:enter', { room })).toMatchObject({ ok: false, code: 'not_found' });
  expect(await ann.ask('room:enter', { room })).toMatchObject({ ok: true });
});

test.each(['no-id', unknownId()])(
  'the room of an order that is not there is none: %s',
  async (id) => {
    const ann = await somebody();
    const answer = await ann.ask('room:enter', { room: `order:${id}` });
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
  },
);

test('who watches an order hears what becomes of it, and the owner hears it once', async () => {
  const [ann, admin] = [await somebody(), await somebody('admin')];
  const order = await ann.place();
  const room = `order:${order.id}`;
  await ann.ask('room:enter', { room });
  await admin.ask('room:enter', { room });
  await api.deps.services.orderNews.tell('order.paid')({ ...order, status: 'paid' });
  const paid = expect.objectContaining({ type: 'order.paid' });
  await expect.poll(() => admin.heard('news')).toEqual([paid]);
  expect(ann.heard('news')).toEqual([expect.objectContaining({ type: 'order.placed' }), paid]);
});

test('who may not see an order any more is put out of its room', async () => {
  const [ann, boss] = [await somebody(), await api.as('admin')];
  const admin = await api.as('admin');
  const watcher = await connect(api.url, admin);
  const order = await ann.place();
  const room = `order:${order.id}`;
  await ann.ask('room:enter', { room });
  await watcher.ask('room:enter', { room });
  const changed = await boss.patch(`/users/${admin.userId}`, { role: 'viewer' });
  expect(changed.status).toBe(200);
  await expect.poll(() => ann.heard('room:left')).toEqual([{ room, userId: admin.userId }]);
});
