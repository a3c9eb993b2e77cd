import { sql } from 'drizzle-orm';
import { check, index, pgTable } from 'drizzle-orm/pg-core';
import { uploadStatuses } from '../constants/upload-status.ts';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

const statuses = sql.raw(uploadStatuses.map((status) => `'${status}'`).join(', '));

/** What is known of a file. The file itself is elsewhere, under the id. */
export const uploads = pgTable(
  'uploads',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    ownerId: t
      .uuid('owner_id')
      .references(() => users.id, { onDelete: 'restrict' })
      .notNull(),
    name: t.varchar('name', { length: 255 }).notNull(),
    type: t.varchar('type', { length: 255 }).notNull(),
    size: t.bigint('size', { mode: 'number' }).notNull(),
    status: t.text('status', { enum: uploadStatuses }).notNull(),
    createdAt: column.moment('created_at').notNull(),
  }),
  (table) => [
    check('uploads_size_check', sql`${table.size} >= 0`),
    check('uploads_status_check', sql`${table.status} in (${statuses})`),
    index('uploads_owner_id_created_at_id_idx').on(table.ownerId, table.createdAt, table.id),
    index('uploads_unfinished_idx')
      .on(table.createdAt)
      .where(sql`status <> 'kept'`),
  ],
);
