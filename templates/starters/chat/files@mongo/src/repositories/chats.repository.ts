import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMemberModel } from '../models/chat-member.model.ts';
import { chatFields, chatModel, type StoredChat } from '../models/chat.model.ts';
import type { ChatOutput, ChatsQuery } from '../schemas/chats.schema.ts';
import type { ChatsRepository } from './chat-contracts.ts';

export function chatsRepository({ db, ...options }: Executor): ChatsRepository {
  const [chats, members] = [chatModel(db), chatMemberModel(db)];

  const list = async (page: ChatsQuery, wanted: object): Promise<ChatOutput[]> => {
    const { filter, sort, limit } = listQuery(page, chatFields);
    const both = { $and: [wanted, filter] };
    const found = await chats.find(both, null, options).sort(sort).limit(limit).lean();
    return found.map(toChat);
  };

  return {
    listOpen: (page) => list(page, { kind: 'channel', isPrivate: false }),

    listOf: async (userId, page) => {
      const theirs = await members.find({ userId }, { chatId: 1 }, options).lean();
      return list(page, { _id: { $in: theirs.map(({ chatId }) => chatId) } });
    },

    find: async (id) => {
      const chat = await chats.findById(id, null, options).lean();
      return chat ? toChat(chat) : undefined;
    },

    insert: async ({ id, ...chat }) => {
      const { upsertedCount } = await chats.updateOne(
        { _id: id },
        { $setOnInsert: chat },
        { ...options, upsert: true, runValidators: true },
      );
      return upsertedCount === 1;
    },
  };
}

const toChat = ({ _id, createdAt, ...chat }: StoredChat): ChatOutput => ({
  ...chat,
  id: _id,
  createdAt: createdAt.toISOString(),
});
