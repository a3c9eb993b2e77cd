import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { products } from './product.model.ts';
import { users } from './user.model.ts';

/** How many of what, for whom. What it costs is read from the product each time. */
export const cartItems = pgTable(
  'cart_items',
  (t) => ({
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    productId: t
      .uuid('product_id')
      .references(() => products.id, { onDelete: 'cascade' })
      .notNull(),
    quantity: t.integer('quantity').notNull(),
  }),
  (table) => [
    primaryKey({ name: 'cart_items_pkey', columns: [table.userId, table.productId] }),
    check('cart_items_quantity_check', sql`${table.quantity} >= 1`),
    index('cart_items_product_id_idx').on(table.productId),
  ],
);
