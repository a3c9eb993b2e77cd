import { toStored } from '../record.ts';
import { orderModel } from '../../models/order.model.ts';
import { productFields, productModel } from '../../models/product.model.ts';
import { userModel } from '../../models/user.model.ts';
import type { Seed } from './index.ts';

const id = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

// No password has this hash, so nobody can sign in as them.
const passwordHash = '!';

/** Their ids are known, so that an order can name one of them. */
const seededUsers = [
  { _id: id(1), email: 'ada@example.com', passwordHash },
  { _id: id(2), email: 'linus@example.com', passwordHash },
  { _id: id(42), email: 'grace@example.com', passwordHash },
];

const notebook = { _id: id(101), name: 'Notebook', price: '3.50', stock: 200 };
const pen = { _id: id(102), name: 'Fountain pen', price: '24.90', stock: 40 };
const ink = { _id: id(103), name: 'Black ink', price: '7.20', stock: 75 };
const desk = { _id: id(104), name: 'Standing desk', price: '389.00', stock: 1 };

const seededOrders = [
  {
    _id: id(201),
    userId: id(42),
    total: '31.90',
    status: 'shipped',
    createdAt: new Date('2026-01-05T09:30:00.000Z'),
    items: [
      { productId: notebook._id, quantity: 2, price: notebook.price },
      { productId: pen._id, quantity: 1, price: pen.price },
    ],
  },
  {
    _id: id(202),
    userId: id(42),
    total: '7.00',
    status: 'pending',
    createdAt: new Date('2026-02-11T16:00:00.000Z'),
    items: [{ productId: notebook._id, quantity: 2, price: notebook.price }],
  },
];

export const shopSeed: Seed = {
  name: 'shop',
  sow: async (db, session) => {
    const [users, products, orders] = [userModel(db), productModel(db), orderModel(db)];
    for (const count of [
      users.countDocuments(),
      products.countDocuments(),
      orders.countDocuments(),
    ]) {
      if ((await count) > 0) return false;
    }
    const sown = [notebook, pen, ink, desk].map((product) => toStored(product, productFields));
    await users.insertMany(seededUsers, { session });
    await products.insertMany(sown, { session });
    await orders.insertMany(seededOrders, { session });
    return true;
  },
};
