import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';

/** What was heard by whom. */
export const inboxMessages = pgTable(
  'inbox_messages',
  (t) => ({
    consumer: t.text('consumer').notNull(),
    messageId: t.uuid('message_id').notNull(),
    acceptedAt: column.moment('accepted_at').notNull(),
  }),
  (table) => [
    primaryKey({ name: 'inbox_messages_pkey', columns: [table.consumer, table.messageId] }),
    index('inbox_messages_accepted_at_idx').on(table.acceptedAt),
  ],
);
