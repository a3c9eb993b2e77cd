import { index, pgTable, unique } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import { chats } from './chat.model.ts';
import { users } from './user.model.ts';

export const chatMembers = pgTable(
  'chat_members',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    chatId: t
      .uuid('chat_id')
      .references(() => chats.id, { onDelete: 'cascade' })
      .notNull(),
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    joinedAt: column.moment('joined_at').notNull(),
  }),
  (table) => [
    unique('chat_members_user_id_chat_id_key').on(table.userId, table.chatId),
    index('chat_members_chat_id_joined_at_id_idx').on(table.chatId, table.joinedAt, table.id),
  ],
);
