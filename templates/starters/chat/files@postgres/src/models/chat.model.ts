import { sql } from 'drizzle-orm';
import { check, index, pgTable } from 'drizzle-orm/pg-core';
import { chatKinds } from '../constants/chat-kinds.ts';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

const kinds = sql.raw(chatKinds.map((kind) => `'${kind}'`).join(', '));

export const chats = pgTable(
  'chats',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    kind: t.text('kind', { enum: chatKinds }).notNull(),
    name: t.varchar('name', { length: 80 }),
    isPrivate: t.boolean('is_private').notNull(),
    ownerId: t.uuid('owner_id').references(() => users.id, { onDelete: 'restrict' }),
    createdAt: column.moment('created_at').notNull(),
  }),
  (table) => [
    check('chats_kind_check', sql`${table.kind} in (${kinds})`),
    index('chats_created_at_id_idx').on(table.createdAt, table.id),
  ],
);
