import type { ChatsRepository, Membership } from '../../../src/repositories/chat-contracts.ts';
import type { ChatOutput } from '../../../src/schemas/chats.schema.ts';
import type { Memory, Stored } from './memory.ts';
import { later, pageOf } from './records.ts';

const order = { createdAt: 'text' } as const;

export function chatsRepository(memory: Memory): ChatsRepository {
  const chats = memory.table<ChatOutput>('chats');
  const members = memory.table<Membership & Stored>('chat_members');
  const isIn = (chatId: string, userId: string) =>
    members.all().some((one) => one.chatId === chatId && one.userId === userId);
  return {
    listOpen: (page) =>
      later(() => {
        const open = chats.all().filter(({ kind, isPrivate }) => kind === 'channel' && !isPrivate);
        return pageOf({ order }, open, page);
      }),
    listOf: (userId, page) =>
      later(() => {
        const theirs = chats.all().filter(({ id }) => isIn(id, userId));
        return pageOf({ order }, theirs, page);
      }),
    find: (id) => later(() => chats.get(id)),
    insert: (chat) =>
      later(() => {
        if (chats.get(chat.id)) return false;
        chats.put(chat);
        return true;
      }),
  };
}
