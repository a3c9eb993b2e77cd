import { sql } from 'drizzle-orm';
import { check, index, pgTable } from 'drizzle-orm/pg-core';
import { orderStatuses } from '../constants/order-status.ts';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

const statuses = sql.raw(orderStatuses.map((status) => `'${status}'`).join(', '));

export const orders = pgTable(
  'orders',
  (t) => ({
    id: column.record.id,
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'restrict' })
      .notNull(),
    total: t.numeric('total', { precision: 12, scale: 2 }).notNull(),
    status: t.text('status', { enum: orderStatuses }).notNull().default('placed'),
    createdAt: column.record.createdAt,
  }),
  (table) => [
    check('orders_total_check', sql`${table.total} >= 0`),
    check('orders_status_check', sql`${table.status} in (${statuses})`),
    index('orders_user_id_created_at_id_idx').on(table.userId, table.createdAt, table.id),
    index('orders_created_at_id_idx').on(table.createdAt, table.id),
  ],
);

export type Order = typeof orders.$inferSelect;
