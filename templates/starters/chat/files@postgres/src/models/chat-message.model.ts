import { index, pgTable } from 'drizzle-orm/pg-core';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import * as column from '../db/columns.ts';
import { chats } from './chat.model.ts';
import { users } from './user.model.ts';

export const chatMessages = pgTable(
  'chat_messages',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    chatId: t
      .uuid('chat_id')
      .references(() => chats.id, { onDelete: 'cascade' })
      .notNull(),
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'restrict' })
      .notNull(),
    text: t.varchar('text', { length: realtimeLimits.text }).notNull(),
    sentAt: column.moment('sent_at').notNull(),
  }),
  (table) => [
    index('chat_messages_chat_id_sent_at_id_idx').on(table.chatId, table.sentAt, table.id),
    index('chat_messages_user_id_idx').on(table.userId),
  ],
);
