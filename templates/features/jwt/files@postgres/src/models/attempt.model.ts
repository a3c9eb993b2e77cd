import { index, pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';

/** How often something was tried lately. Here, and not in memory, so that a restart forgives nothing. */
export const attempts = pgTable(
  'attempts',
  (t) => ({
    key: t.varchar('key', { length: 64 }).primaryKey(),
    count: t.integer('count').notNull(),
    resetsAt: column.moment('resets_at').notNull(),
  }),
  (table) => [index('attempts_resets_at_idx').on(table.resetsAt)],
);
