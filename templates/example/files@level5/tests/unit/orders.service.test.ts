import { beforeEach, describe, expect, test } from 'vitest';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';

let app: InMemory;
let userId: string;
beforeEach(async () => {
  app = servicesInMemory();
  const email = `${unknownId()}@example.com`;
  userId = (await app.repositories.accounts.register({ email, passwordHash: '!' }))?.id ?? '';
});

const stockOf = async (id: string) => (await app.repositories.products.find(id))?.stock;
const product = async (price: string, stock: number) =>
  (await app.repositories.products.insert({ name: 'a thing', price, stock })).id;

describe('an order', () => {
  test('takes what is there, and adds up to the cent', async () => {
    const [tape, glue] = [await product('0.10', 5), await product('19.99', 5)];
    const items = [
      { productId: tape, quantity: 3 },
      { productId: glue, quantity: 1 },
    ];
    const order = await app.services.orders.place({ userId, items });
    expect(order).toMatchObject({ userId, status: 'pending', total: '20.29' });
    expect([await stockOf(tape), await stockOf(glue)]).toEqual([2, 4]);
  });

  test('leaves everything as it was when one product is short', async () => {
    const [plenty, short] = [await product('1.00', 5), await product('1.00', 1)];
    const items = [plenty, short].map((productId) => ({ productId, quantity: 2 }));
    const place = app.services.orders.place({ userId, items });
    await expect(place).rejects.toMatchObject({
      code: 'out_of_stock',
      details: { productId: short },
    });
    expect([await stockOf(plenty), await stockOf(short)]).toEqual([5, 1]);
    const sort = { field: 'createdAt', isDescending: false } as const;
    expect(await app.repositories.orders.list({ limit: 10, sort, filter: {} })).toEqual([]);
  });

  test('does not exist for anybody but its user and an admin', async () => {
    const items = [{ productId: await product('1.00', 5), quantity: 1 }];
    const { id } = await app.services.orders.place({ userId, items });
    const { read } = app.services.orders;
    expect(await read(id, { userId, role: 'viewer' })).toMatchObject({ id });
    expect(await read(id, { userId: unknownId(), role: 'admin' })).toMatchObject({ id });
    const other = read(id, { userId: unknownId(), role: 'editor' });
    await expect(other).rejects.toMatchObject({ code: 'not_found' });
  });
});
