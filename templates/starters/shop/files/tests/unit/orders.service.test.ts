import { beforeEach, describe, expect, test } from 'vitest';
import { orderCancelled, orderPlaced } from '../../src/services/orders.service.ts';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';

let app: InMemory;
let userId: string;
let categoryId: string;
beforeEach(async () => {
  app = servicesInMemory();
  const email = `${unknownId()}@example.com`;
  userId = (await app.repositories.accounts.register({ email, passwordHash: '!' }))?.id ?? '';
  categoryId = (await app.repositories.categories.insert({ name: 'things' })).id;
});

const stockOf = async (id: string) => (await app.repositories.products.find(id))?.stock;
const product = async (price: string, stock: number) =>
  (await app.repositories.products.insert({ name: 'a thing', price, stock, categoryId })).id;
const fill = (productId: string, quantity: number) =>
  app.services.carts.put(userId, { productId, quantity });

describe('an order', () => {
  test('takes what is there, and adds up to the cent', async () => {
    const [tape, glue] = [await product('0.10', 5), await product('19.99', 5)];
    await fill(tape, 3);
    await fill(glue, 1);
    const order = await app.services.orders.place(userId);
    expect(order).toMatchObject({ userId, status: 'placed', total: '20.29' });
    expect([await stockOf(tape), await stockOf(glue)]).toEqual([2, 4]);
  });

  test('leaves everything as it was when one product is short', async () => {
    const [plenty, short] = [await product('1.00', 5), await product('1.00', 1)];
    await fill(plenty, 2);
    await fill(short, 2);
    await expect(app.services.orders.place(userId)).rejects.toMatchObject({
      code: 'out_of_stock',
      details: { productId: short },
    });
    expect([await stockOf(plenty), await stockOf(short)]).toEqual([5, 1]);
    expect((await app.services.carts.read(userId)).items).toHaveLength(2);
  });

  test('is told of when it is there, and not when it is not', async () => {
    const heard: string[] = [];
    for (const kind of [orderPlaced, orderCancelled]) {
      app.ports.events.atOnce(kind, (_, { type }) => Promise.resolve(void heard.push(type)));
    }
    const short = await product('1.00', 1);
    await fill(short, 2);
    await expect(app.services.orders.place(userId)).rejects.toThrow();
    expect(heard).toEqual([]);
    await fill(short, 1);
    const { id } = await app.services.orders.place(userId);
    await app.services.orders.cancel(id, { userId, role: 'viewer' });
    expect(heard).toEqual(['order.placed', 'order.cancelled']);
  });

  test('does not exist for anybody but its user and an admin', async () => {
    await fill(await product('1.00', 5), 1);
    const { id } = await app.services.orders.place(userId);
    const { read, cancel } = app.services.orders;
    expect(await read(id, { userId: unknownId(), role: 'admin' })).toMatchObject({ id });
    const other = { userId: unknownId(), role: 'editor' } as const;
    await expect(read(id, other)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancel(id, other)).rejects.toMatchObject({ code: 'not_found' });
  });
});
