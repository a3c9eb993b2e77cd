import mongoose, { type ClientSession } from 'mongoose';
import type { Deps } from '../app.ts';
import type { Database } from '../db/client.ts';
import { listQuery } from '../db/list.ts';
import { decimalText } from '../db/record.ts';
import { withTransaction } from '../db/transaction.ts';
import { AppError } from '../errors/app-error.ts';
import {
  orderFields,
  orderModel,
  type StoredItem,
  type StoredOrder,
} from '../models/order.model.ts';
import { productModel } from '../models/product.model.ts';
import { userModel } from '../models/user.model.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import { requireIdentity, type Identity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type Item = OrderInput['items'][number];
type Owned = Pick<Identity, 'userId'>;

export function ordersController({ db }: Pick<Deps, 'db'>) {
  const orders = orderModel(db);
  return {
    list: async (call: Call<{ query: OrdersQuery }>): Promise<OrderOutput[]> => {
      const { filter: asked, sort, limit } = listQuery(call.query, orderFields);
      const filter = { $and: [asked, ownOrders(requireIdentity(call.request))] };
      const found = await orders.find(filter).sort(sort).limit(limit).lean();
      return cutPage(found.map(toOrder), call.query, call);
    },

    place: async (call: Call<{ body: OrderInput }>): Promise<OrderOutput> => {
      const body = { ...call.body, userId: requireIdentity(call.request).userId };
      const order = await withTransaction(db, (session) => place(db, body, session));
      call.response.location(`/orders/${order.id}`);
      return order;
    },

    read: async ({ params, request }: Call<{ params: RecordParams }>): Promise<OrderOutput> => {
      const order = await orders.findById(params.id).lean();
      // Somebody else's does not exist for them: 403 would tell that it does.
      if (!order || !maySee(requireIdentity(request), order)) {
        throw new AppError('not_found', 'There is no such order.');
      }
      return toOrder(order);
    },
  };
}

const maySee = ({ role, userId }: Identity, order: Owned): boolean =>
  role === 'admin' || order.userId === userId;

/** Whatever a list is asked for: an admin sees all, everybody else their own. */
const ownOrders = ({ role, userId }: Identity) => (role === 'admin' ? {} : { userId });

/** All of it in one transaction, or somebody pays for what nobody has. */
async function place(
  db: Database,
  { userId, items }: OrderInput & Owned,
  session: ClientSession,
): Promise<OrderOutput> {
  const user = await userModel(db).findById(userId).session(session).lean();
  if (!user) throw new AppError('conflict', 'There is no such user.', { field: 'userId' });
  const taken: StoredItem[] = [];
  // One after the other: a session does one thing at a time.
  for (const item of items.toSorted(byProduct)) taken.push(await takeItem(db, item, session));
  const values = { userId, items: taken, total: totalOf(taken) };
  const [order] = await orderModel(db).create([values], { session });
  if (!order) throw new Error('the insert gave nothing back');
  return toOrder(order.toObject());
}

const byProduct = (one: Item, other: Item): number => (one.productId < other.productId ? -1 : 1);

/** Looks and takes in one operation: nobody gets in between. */
async function takeItem(
  db: Database,
  { productId, quantity }: Item,
  session: ClientSession,
): Promise<StoredItem> {
  const product = await productModel(db)
    .findOneAndUpdate(
      { _id: productId, stock: { $gte: quantity } },
      { $inc: { stock: -quantity, version: 1 } },
      { session, returnDocument: 'after' },
    )
    .lean();
  if (!product) throw await whyNot(db, productId, session);
  return { productId, quantity, price: product['price'] as StoredItem['price'] };
}

async function whyNot(db: Database, productId: string, session: ClientSession): Promise<AppError> {
  const product = await productModel(db).findById(productId).session(session).lean();
  return product
    ? new AppError('out_of_stock', 'There is not enough of a product.', { productId })
    : new AppError('conflict', 'There is no such product.', { field: 'productId', productId });
}

/** In whole cents: numbers of JavaScript are exact as long as they are whole. */
function totalOf(items: readonly StoredItem[]): StoredItem['price'] {
  const cents = items.reduce(
    (sum, { quantity, price }) =>
      sum + BigInt(quantity) * BigInt(decimalText(price).replace('.', '')),
    0n,
  );
  const digits = cents.toString().padStart(3, '0');
  return mongoose.mongo.Decimal128.fromString(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
}

const toOrder = ({ _id, userId, status, total, items, createdAt }: StoredOrder): OrderOutput => ({
  id: _id,
  userId,
  status,
  total: decimalText(total),
  createdAt: createdAt.toISOString(),
  items: items.map(({ productId, quantity, price }) => ({
    productId,
    quantity,
    price: decimalText(price),
  })),
});
