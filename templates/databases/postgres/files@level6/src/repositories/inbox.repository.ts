import { and, eq, lt } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { inboxMessages } from '../models/inbox-message.model.ts';
import type { InboxRepository } from './outbox-contracts.ts';

export const inboxRepository = (db: Executor): InboxRepository => ({
  accept: async (consumer, messageId, now) => {
    const { rowCount } = await db
      .insert(inboxMessages)
      .values({ consumer, messageId, acceptedAt: now.toISOString() })
      .onConflictDoNothing();
    return rowCount === 1;
  },

  has: async (consumer, messageId) => {
    const isIt = and(eq(inboxMessages.consumer, consumer), eq(inboxMessages.messageId, messageId));
    return (await db.$count(inboxMessages, isIt)) > 0;
  },

  forget: async (before) => {
    const { rowCount } = await db
      .delete(inboxMessages)
      .where(lt(inboxMessages.acceptedAt, before.toISOString()));
    return rowCount ?? 0;
  },
});
