import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMessages } from '../models/chat-message.model.ts';
import type { ChatMessagesRepository } from './chat-contracts.ts';

export const chatMessagesRepository = (db: Executor): ChatMessagesRepository => ({
  list: (page) => {
    const { where, orderBy, limit } = listQuery(chatMessages, page);
    return db
      .select()
      .from(chatMessages)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  },

  insert: async (message) => {
    await db.insert(chatMessages).values(message);
  },
});
