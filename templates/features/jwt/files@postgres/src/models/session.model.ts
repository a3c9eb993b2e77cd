import { index, pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

/** One sign-in on one device: the family of all refresh tokens that came of it. */
export const sessions = pgTable(
  'sessions',
  (t) => ({
    id: column.record.id,
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    address: t.varchar('address', { length: 45 }).notNull(),
    userAgent: t.varchar('user_agent', { length: 200 }).notNull(),
    createdAt: column.moment('created_at').notNull(),
    lastUsedAt: column.moment('last_used_at').notNull(),
    expiresAt: column.moment('expires_at').notNull(),
    revokedAt: column.moment('revoked_at'),
  }),
  (table) => [index('sessions_user_id_address_idx').on(table.userId, table.address)],
);
