import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { orderItems } from '../models/order-item.model.ts';
import { orders, type Order } from '../models/order.model.ts';
import type { OrderOutput } from '../schemas/orders.schema.ts';
import type { OrdersRepository } from './shop-contracts.ts';

export const ordersRepository = (db: Executor): OrdersRepository => ({
  list: async (page) => {
    const { where, orderBy, limit } = listQuery(orders, page);
    const found = await db
      .select()
      .from(orders)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
    return withItems(db, found);
  },

  find: async (id) => {
    const [order] = await withItems(db, await db.select().from(orders).where(eq(orders.id, id)));
    return order;
  },

  insert: async ({ items, ...values }) => {
    const [order] = await db.insert(orders).values(values).returning();
    if (!order) throw new Error('the insert gave nothing back');
    await db.insert(orderItems).values(items.map((item) => ({ ...item, orderId: order.id })));
    return { ...order, items: [...items] };
  },

  cancel: async (id) => {
    const cancelled = await db
      .update(orders)
      .set({ status: 'cancelled' })
      .where(and(eq(orders.id, id), eq(orders.status, 'placed')))
      .returning();
    const [order] = await withItems(db, cancelled);
    return order;
  },
});

/** One query for the items of all orders, not one for each. */
async function withItems(db: Executor, list: readonly Order[]): Promise<OrderOutput[]> {
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
