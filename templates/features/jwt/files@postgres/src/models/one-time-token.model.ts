import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

/** One of a kind for each user: a new one takes the place of the one before. */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  (t) => ({
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    purpose: t.text('purpose').notNull(),
    digest: t.varchar('digest', { length: 64 }).notNull().unique('one_time_tokens_digest_key'),
    expiresAt: column.moment('expires_at').notNull(),
  }),
  (table) => [primaryKey({ name: 'one_time_tokens_pkey', columns: [table.userId, table.purpose] })],
);
