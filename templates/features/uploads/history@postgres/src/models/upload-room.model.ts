import { sql } from 'drizzle-orm';
import { check, pgTable } from 'drizzle-orm/pg-core';
import { users } from './user.model.ts';

/** How much each user has: a sum that is kept up to date, so that it can be held to a limit in one statement. */
export const uploadRoom = pgTable(
  'upload_room',
  (t) => ({
    ownerId: t
      .uuid('owner_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    bytes: t.bigint('bytes', { mode: 'number' }).notNull(),
  }),
  (table) => [check('upload_room_bytes_check', sql`${table.bytes} >= 0`)],
);
