import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMessageModel, messageFields } from '../models/chat-message.model.ts';
import type { ChatMessagesRepository } from './chat-contracts.ts';

export function chatMessagesRepository({ db, ...options }: Executor): ChatMessagesRepository {
  const messages = chatMessageModel(db);
  return {
    list: async (page) => {
      const { filter, sort, limit } = listQuery(page, messageFields);
      const found = await messages.find(filter, null, options).sort(sort).limit(limit).lean();
      return found.map(({ _id, userId, text, sentAt }) => ({
        id: _id,
        userId,
        text,
        sentAt: sentAt.toISOString(),
      }));
    },

    insert: async ({ id, ...message }) => {
      await messages.create([{ _id: id, ...message }], options);
    },
  };
}
