import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  (t) => ({
    key: t.varchar('key', { length: 255 }).notNull(),
    userId: t.text('user_id').notNull(),
    route: t.text('route').notNull(),
    fingerprint: t.text('fingerprint').notNull(),
    token: t.uuid('token').notNull(),
    lockedUntil: column.moment('locked_until').notNull(),
    result: t.text('result'),
    createdAt: column.moment('created_at').notNull(),
  }),
  (table) => [
    primaryKey({
      name: 'idempotency_keys_pkey',
      columns: [table.key, table.userId, table.route],
    }),
    index('idempotency_keys_created_at_idx').on(table.createdAt),
  ],
);
