import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { countQueries } from '../support/count-queries.ts';
import { ask } from '../support/graph.ts';
import { unknownId } from '../support/samples.ts';
import { countOrders, insertProducts, stockOf } from '../support/shop.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ORDER = 'id userId status total createdAt items { productId quantity price }';
const PLACE = `mutation Place($input: OrderInput!, $key: String) {
  placeOrder(input: $input, idempotencyKey: $key) { ${ORDER} }
}`;
const READ = `query Read($id: ID!) { order(id: $id) { ${ORDER} } }`;

async function inputOf(count = 1, quantity = 1) {
  const ids = await insertProducts(
    api,
    Array.from({ length: count }, () => ({ price: '2.50' })),
  );
  return { items: ids.map((productId) => ({ productId, quantity })) };
}

const place = async (who: Visitor, input: object, key?: string) =>
  ask(who, { query: PLACE, variables: { input, key } });

describe('an order', () => {
  test('that is placed here is read over REST, and the other way round', async () => {
    const viewer = await api.as('viewer');
    const { placeOrder } = (await place(viewer, await inputOf(2, 2))).data;
    expect(placeOrder).toMatchObject({ userId: viewer.userId, status: 'pending', total: '10.00' });
    expect((await viewer.get(`/orders/${placeOrder.id}`)).body).toEqual(placeOrder);
    const { body } = await viewer.post('/orders', await inputOf());
    const { data } = await ask(viewer, { query: READ, variables: { id: body.id } });
    expect(data.order).toEqual(body);
  });

  test('of somebody else is not there, like one that never was, and an admin sees it', async () => {
    const [owner, other] = [await api.as('viewer'), await api.as('editor')];
    const { id } = (await place(owner, await inputOf())).data.placeOrder;
    for (const missing of [id, unknownId()]) {
      const answer = await ask(other, { query: READ, variables: { id: missing } });
      expect([answer.data, answer.codes]).toEqual([{ order: null }, []]);
    }
    const admin = await ask(await api.as('admin'), { query: READ, variables: { id } });
    expect(admin.data.order.userId).toBe(owner.userId);
  });

  test('is refused with the code and the details of REST', async () => {
    const viewer = await api.as('viewer');
    const [tooMany, unknown] = [
      await inputOf(1, 11),
      { items: [{ productId: unknownId(), quantity: 1 }] },
    ];
    const twice = (await inputOf()).items;
    for (const input of [tooMany, unknown, { items: [] }, { items: [...twice, ...twice] }]) {
      const { data, errors } = await place(viewer, input);
      const {
        title: _,
        status: _status,
        detail,
        requestId: _id,
        ...rest
      } = (await viewer.post('/orders', input)).body;
      expect(data).toBeNull();
      expect([errors[0].message, errors[0].extensions]).toEqual([detail, rest]);
    }
    expect(await countOrders(api, viewer.userId)).toBe(0);
  });

  test('takes no field that is the business of the server', async () => {
    const viewer = await api.as('viewer');
    const input = { ...(await inputOf()), userId: (await api.as('viewer')).userId };
    expect((await place(viewer, input)).codes).toEqual(['validation']);
    expect(await countOrders(api, viewer.userId)).toBe(0);
  });

  test('is placed by nobody who is not signed in', async () => {
    const variables = { input: await inputOf() };
    const { codes } = await ask(api.anonymous, { query: PLACE, variables });
    expect(codes).toEqual(['unauthenticated']);
  });
});

describe('an order that is sent again with its key', () => {
  test('is placed once, over whichever way it comes', async () => {
    const viewer = await api.as('viewer');
    const [input, key] = [await inputOf(), randomUUID()];
    const first = (await place(viewer, input, key)).data.placeOrder;
    expect((await place(viewer, input, key)).data.placeOrder).toEqual(first);
    const overRest = await viewer.post('/orders', input, { 'idempotency-key': key });
    expect(overRest.body).toEqual(first);
    expect(await countOrders(api, viewer.userId)).toBe(1);
    expect(await stockOf(api, input.items[0]?.productId ?? '')).toBe(9);
  });

  test('is refused when it is another one, or when the key is none', async () => {
    const viewer = await api.as('viewer');
    const key = randomUUID();
    await place(viewer, await inputOf(), key);
    expect((await place(viewer, await inputOf(), key)).codes).toEqual(['idempotency_mismatch']);
    expect((await place(viewer, await inputOf(), 'two words')).codes).toEqual(['validation']);
    expect(await countOrders(api, viewer.userId)).toBe(1);
  });
});

describe('the list of orders', () => {
  const LIST = `query List($first: Int, $after: String, $filter: OrderFilter) {
    orders(first: $first, after: $after, filter: $filter) {
      nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor }
    }
  }`;
  const list = async (who: Visitor, variables: object = {}) =>
    (await ask(who, { query: LIST, variables: { ...variables } })).data.orders;

  test('is walked with the cursors of REST', async () => {
    const viewer = await api.as('viewer');
    for (let made = 0; made < 3; made += 1) await place(viewer, await inputOf());
    const ids = (await viewer.get('/orders')).body.map(({ id }: { id: string }) => id);
    const first = await list(viewer, { first: 2 });
    const rest = await list(viewer, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(ids);
    expect([first, rest].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    const { cursor } = first.edges[0];
    const overRest = (await viewer.get(`/orders?cursor=${cursor}`)).body;
    expect(overRest.map(({ id }: { id: string }) => id)).toEqual(ids.slice(1));
  });

  test('holds their own and no others, whatever it is asked for', async () => {
    const [owner, other] = [await api.as('viewer'), await api.as('viewer')];
    await place(owner, await inputOf());
    const filter = { userId: owner.userId };
    expect((await list(other)).nodes).toEqual([]);
    expect((await list(other, { filter })).nodes).toEqual([]);
    expect((await list(owner, { filter })).nodes).toHaveLength(1);
  });

  test.each([{ first: 0 }, { first: 101 }, { after: 'forged' }, { first: -1 }])(
    'refuses %j',
    async (variables) => {
      const viewer = await api.as('viewer');
      expect((await ask(viewer, { query: LIST, variables })).codes).toEqual(['validation']);
    },
  );

  test('that asks for too much at once is refused, though each list is allowed', async () => {
    const lists = ['a', 'b'].map(
      (name) =>
        `${name}: orders(first: 100) { nodes { ${ORDER} items { product { name stock } } } }`,
    );
    const { codes } = await ask(await api.as('viewer'), { query: `{ ${lists.join(' ')} }` });
    expect(codes).toEqual(['too_large']);
  });
});

describe('the products of orders', () => {
  const LIST = '{ orders(first: 50) { nodes { items { productId product { id name } } } } }';

  test('are asked for at once, however many there are', async () => {
    const [few, many] = [await api.as('viewer'), await api.as('viewer')];
    await place(few, await inputOf(1));
    for (let made = 0; made < 8; made += 1) await place(many, await inputOf(5));
    /** The fewest of several times: what was placed is still told while the first is counted. */
    const queriesOf = async (who: Visitor) => {
      const counts: number[] = [];
      for (let time = 0; time < 4; time += 1)
        counts.push(await countQueries(api, () => ask(who, { query: LIST })));
      return Math.min(...counts);
    };
    const [forFew, forMany] = [await queriesOf(few), await queriesOf(many)];
    expect(forFew).toBeGreaterThan(0);
    expect(forMany).toBe(forFew);
  });

  test('are those that were ordered', async () => {
    const viewer = await api.as('viewer');
    await place(viewer, await inputOf(3));
    const [{ items }] = (await ask(viewer, { query: LIST })).data.orders.nodes;
    expect(items).toHaveLength(3);
    for (const { productId, product } of items) expect(product.id).toBe(productId);
  });

  test('are not kept from one request to the next', async () => {
    const viewer = await api.as('viewer');
    const input = await inputOf();
    const [{ productId = '' } = {}] = input.items;
    await place(viewer, input);
    const nameOf = async () =>
      (await ask(viewer, { query: LIST })).data.orders.nodes[0].items[0].product.name;
    const before = await nameOf();
    await api.patch(`/products/${productId}`, { name: 'renamed' });
    expect([before === 'renamed', await nameOf()]).toEqual([false, 'renamed']);
  });
});

test('what is no text is refused as in a body where it stands in the query, too', async () => {
  const admin = await api.as('admin');
  const input = '{ name: "a\\u0000b", price: "1.00", stock: 1 }';
  const query = `mutation { createProduct(input: ${input}) { id } }`;
  const { codes, errors } = await ask(admin, { query });
  const { body } = await admin.post('/products', { name: 'a\0b', price: '1.00', stock: 1 });
  expect([codes, errors[0].message]).toEqual([['validation'], body.detail]);
});
