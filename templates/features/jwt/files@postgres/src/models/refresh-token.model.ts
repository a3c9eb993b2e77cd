import { index, pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { sessions } from './session.model.ts';

/** Only digests: who reads this table cannot sign in with what is in it. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  (t) => ({
    digest: t.varchar('digest', { length: 64 }).primaryKey(),
    sessionId: t
      .uuid('session_id')
      .references(() => sessions.id, { onDelete: 'cascade' })
      .notNull(),
    usedAt: column.moment('used_at'),
  }),
  (table) => [index('refresh_tokens_session_id_idx').on(table.sessionId)],
);
