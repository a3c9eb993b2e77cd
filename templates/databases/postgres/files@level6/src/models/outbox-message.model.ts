import { sql } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';
import type { TraceContext } from '../utils/trace-context.ts';

export const outboxMessages = pgTable(
  'outbox_messages',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    /** counts up */
    position: t.bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    type: t.text('type').notNull(),
    key: t.text('key').notNull(),
    data: t.jsonb('data').notNull(),
    trace: t.jsonb('trace').$type<TraceContext>(),
    attempts: t.integer('attempts').notNull().default(0),
    /** nobody may have it before */
    availableAt: column.moment('available_at').notNull(),
    token: t.uuid('token'),
    error: t.text('error'),
    parkedAt: column.moment('parked_at'),
    createdAt: column.moment('created_at').notNull(),
  }),
  (table) => [
    index('outbox_messages_key_position_idx')
      .on(table.key, table.position)
      .where(sql`parked_at is null`),
    index('outbox_messages_available_at_idx')
      .on(table.availableAt)
      .where(sql`parked_at is null`),
  ],
);
