import { index, pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

/** Who somebody is at GitHub. By its number: names and addresses change hands there. */
export const githubAccounts = pgTable(
  'github_accounts',
  (t) => ({
    githubId: t.varchar('github_id', { length: 40 }).primaryKey(),
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    createdAt: column.record.createdAt,
  }),
  (table) => [index('github_accounts_user_id_idx').on(table.userId)],
);
