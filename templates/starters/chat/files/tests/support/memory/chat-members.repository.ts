import type {
  ChatMembersRepository,
  Membership,
} from '../../../src/repositories/chat-contracts.ts';
import type { MemberOutput } from '../../../src/schemas/chats.schema.ts';
import type { Memory } from './memory.ts';
import { later, pageOf } from './records.ts';

const order = { joinedAt: 'text' } as const;

export function chatMembersRepository(memory: Memory): ChatMembersRepository {
  const members = memory.table<Membership & MemberOutput>('chat_members');
  const find = ({ chatId, userId }: Membership) =>
    members.all().find((one) => one.chatId === chatId && one.userId === userId);
  return {
    list: (chatId, page) =>
      later(() => pageOf({ order }, members.all(), { ...page, filter: { chatId } })),
    has: (of) => later(() => find(of) !== undefined),
    add: (member) =>
      later(() => {
        if (find(member)) return false;
        members.put(member);
        return true;
      }),
    remove: (of) => later(() => members.remove(find(of)?.id ?? '')),
  };
}
