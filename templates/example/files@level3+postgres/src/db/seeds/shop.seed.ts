import { orderItems } from '../../models/order-item.model.ts';
import { orders } from '../../models/order.model.ts';
import { products } from '../../models/product.model.ts';
import { users } from '../../models/user.model.ts';
import type { Seed } from './index.ts';

const id = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

// No password has this hash, so nobody can sign in as them.
const passwordHash = '!';

/** Their ids are known, so that an order can name one of them. */
const seededUsers = [
  { id: id(1), email: 'ada@example.com', passwordHash },
  { id: id(2), email: 'linus@example.com', passwordHash },
  { id: id(42), email: 'grace@example.com', passwordHash },
];

const notebook = { id: id(101), name: 'Notebook', price: '3.50', stock: 200 };
const pen = { id: id(102), name: 'Fountain pen', price: '24.90', stock: 40 };
const ink = { id: id(103), name: 'Black ink', price: '7.20', stock: 75 };
const desk = { id: id(104), name: 'Standing desk', price: '389.00', stock: 1 };

const seededOrders = [
  {
    id: id(201),
    userId: id(42),
    total: '31.90',
    status: 'shipped',
    createdAt: '2026-01-05T09:30:00.000Z',
  },
  {
    id: id(202),
    userId: id(42),
    total: '7.00',
    status: 'pending',
    createdAt: '2026-02-11T16:00:00.000Z',
  },
] as const;

const seededItems = [
  { orderId: id(201), productId: notebook.id, quantity: 2, price: notebook.price },
  { orderId: id(201), productId: pen.id, quantity: 1, price: pen.price },
  { orderId: id(202), productId: notebook.id, quantity: 2, price: notebook.price },
];

export const shopSeed: Seed = {
  name: 'shop',
  sow: async (transaction) => {
    for (const table of [users, products, orders]) {
      if ((await transaction.$count(table)) > 0) return false;
    }
    await transaction.insert(users).values(seededUsers);
    await transaction.insert(products).values([notebook, pen, ink, desk]);
    await transaction.insert(orders).values([...seededOrders]);
    await transaction.insert(orderItems).values(seededItems);
    return true;
  },
};
