import { sql } from 'drizzle-orm';
import { check, index, pgTable, unique } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { orders } from './order.model.ts';
import { products } from './product.model.ts';

/** The price is the one of the day of the order: that of the product may change. */
export const orderItems = pgTable(
  'order_items',
  (t) => ({
    id: column.record.id,
    orderId: t
      .uuid('order_id')
      .references(() => orders.id, { onDelete: 'cascade' })
      .notNull(),
    productId: t
      .uuid('product_id')
      .references(() => products.id, { onDelete: 'restrict' })
      .notNull(),
    quantity: t.integer('quantity').notNull(),
    price: t.numeric('price', { precision: 12, scale: 2 }).notNull(),
  }),
  (table) => [
    check('order_items_quantity_check', sql`${table.quantity} >= 1`),
    check('order_items_price_check', sql`${table.price} >= 0`),
    unique('order_items_order_id_product_id_key').on(table.orderId, table.productId),
    index('order_items_product_id_idx').on(table.productId),
  ],
);

export type OrderItem = typeof orderItems.$inferSelect;
