import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, groupBy, priceOf, spending, withOneMore, type Item, type Role } from '../orders.ts';

const tea: Item = { product: 'tea', price: 2_50, quantity: 2 };
const pot: Item = { product: 'pot', price: 60_00, quantity: 1 };

for (const [role, items, price] of [
  ['guest', [tea], 9_90],
  ['member', [tea], 9_65],
  ['guest', [pot], 60_00],
  ['member', [pot], 57_00],
  ['staff', [pot], 52_90],
  ['guest', [], 0],
] as readonly (readonly [Role, readonly Item[], number])[])
  test(`${role} pays ${price} cents for ${items.map(({ product }) => product).join() || 'nothing'}`, () => {
    assert.equal(priceOf({ items }, role), price);
  });

const orders = [
  { id: 'o1', userId: 'alice', items: [tea] },
  { id: 'o2', userId: 'bob', items: [pot] },
  { id: 'o3', userId: 'alice', items: [tea] },
];

test('an order is found by its id', () => {
  assert.equal(byId(orders).get('o2')?.userId, 'bob');
  assert.equal(byId(orders).get('o9'), undefined);
});

test('groups keep the order in which things came', () => {
  const groups = groupBy(orders, ({ userId }) => userId);
  assert.deepEqual([...groups.keys()], ['alice', 'bob']);
  assert.deepEqual(
    groups.get('alice')?.map(({ id }) => id),
    ['o1', 'o3'],
  );
});

test('who spent most comes first', () => {
  assert.deepEqual(spending(orders), [
    { userId: 'bob', spent: 60_00 },
    { userId: 'alice', spent: 10_00 },
  ]);
});

test('a cart with one more is another cart', () => {
  const cart = [tea];
  assert.deepEqual(withOneMore(cart, { ...tea, quantity: 1 }), [{ ...tea, quantity: 3 }]);
  assert.deepEqual(withOneMore(cart, pot), [tea, pot]);
  assert.deepEqual(cart, [tea]);
});
