import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import type { Database, Transaction } from '../db/client.ts';
import { listQuery } from '../db/list.ts';
import { withTransaction } from '../db/transaction.ts';
import { AppError } from '../errors/app-error.ts';
import { orderItems } from '../models/order-item.model.ts';
import { orders, type Order } from '../models/order.model.ts';
import { products } from '../models/product.model.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import { requireIdentity, type Identity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type Item = OrderInput['items'][number];
type Owned = Pick<Identity, 'userId'>;

export function ordersController({ db }: Pick<Deps, 'db'>) {
  return {
    list: async (call: Call<{ query: OrdersQuery }>): Promise<OrderOutput[]> => {
      const { where, orderBy, limit } = listQuery(orders, call.query);
      const found = await db
        .select()
        .from(orders)
        .where(and(where, ownOrders(requireIdentity(call.request))))
        .orderBy(...orderBy)
        .limit(limit);
      return withItems(db, cutPage(found, call.query, call));
    },

    place: async (call: Call<{ body: OrderInput }>): Promise<OrderOutput> => {
      const body = { ...call.body, userId: requireIdentity(call.request).userId };
      const order = await withTransaction(db, (transaction) => place(transaction, body));
      call.response.location(`/orders/${order.id}`);
      return order;
    },

    read: async ({ params, request }: Call<{ params: RecordParams }>): Promise<OrderOutput> => {
      const found = await db.select().from(orders).where(eq(orders.id, params.id));
      const [order] = await withItems(db, found);
      // Somebody else's does not exist for them: 403 would tell that it does.
      if (!order || !maySee(requireIdentity(request), order)) {
        throw new AppError('not_found', 'There is no such order.');
      }
      return order;
    },
  };
}

const maySee = ({ role, userId }: Identity, order: Owned): boolean =>
  role === 'admin' || order.userId === userId;

/** Whatever a list is asked for: an admin sees all, everybody else their own. */
const ownOrders = ({ role, userId }: Identity) =>
  role === 'admin' ? undefined : eq(orders.userId, userId);

/** All of it in one transaction, or somebody pays for what nobody has. */
async function place(
  transaction: Transaction,
  { userId, items }: OrderInput & Owned,
): Promise<OrderOutput> {
  const [order] = await transaction.insert(orders).values({ userId, total: '0' }).returning();
  if (!order) throw new Error('the insert gave nothing back');
  // Always in the order of their ids: two orders of the same products wait for each other, and never in a circle.
  for (const item of items.toSorted(byProduct)) await addItem(transaction, order.id, item);
  const [placed] = await transaction
    .update(orders)
    .set({ total: totalOf(order.id) })
    .where(eq(orders.id, order.id))
    .returning();
  const [complete] = await withItems(transaction, placed ? [placed] : []);
  if (!complete) throw new Error('the update gave nothing back');
  return complete;
}

const byProduct = (one: Item, other: Item): number => (one.productId < other.productId ? -1 : 1);

/** Looks and takes in one statement: nobody gets in between. */
async function addItem(
  transaction: Transaction,
  orderId: string,
  { productId, quantity }: Item,
): Promise<void> {
  const [product] = await transaction
    .update(products)
    .set({
      stock: sql`${products.stock} - ${quantity}`,
      version: sql`${products.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(products.id, productId), gte(products.stock, quantity)))
    .returning();
  if (!product) throw await whyNot(transaction, productId);
  const { price } = product;
  await transaction.insert(orderItems).values({ orderId, productId, quantity, price });
}

async function whyNot(transaction: Transaction, productId: string): Promise<AppError> {
  const [product] = await transaction.select().from(products).where(eq(products.id, productId));
  return product
    ? new AppError('out_of_stock', 'There is not enough of a product.', { productId })
    : new AppError('conflict', 'There is no such product.', { field: 'productId', productId });
}

/** Computed by the database, whose numbers are exact. */
const totalOf = (orderId: string) =>
  sql`(select sum(${orderItems.quantity} * ${orderItems.price}) from ${orderItems} where ${orderItems.orderId} = ${orderId})`;

/** One query for the items of all orders, not one for each. */
async function withItems(
  db: Database | Transaction,
  list: readonly Order[],
): Promise<OrderOutput[]> {
  if (list.length === 0) return [];
  const ids = list.map(({ id }) => id);
  const items = await db
    .select()
    .from(orderItems)
    .where(inArray(orderItems.orderId, ids))
    .orderBy(asc(orderItems.productId));
  return list.map((order) => ({
    ...order,
    items: items.filter(({ orderId }) => orderId === order.id),
  }));
}
