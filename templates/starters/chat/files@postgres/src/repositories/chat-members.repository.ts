import { and, eq } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMembers } from '../models/chat-member.model.ts';
import type { ChatMembersRepository, Membership } from './chat-contracts.ts';

const isThat = ({ chatId, userId }: Membership) =>
  and(eq(chatMembers.userId, userId), eq(chatMembers.chatId, chatId));

export const chatMembersRepository = (db: Executor): ChatMembersRepository => ({
  list: (chatId, page) => {
    const { where, orderBy, limit } = listQuery(chatMembers, { ...page, filter: { chatId } });
    return db
      .select()
      .from(chatMembers)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  },

  has: async (of) => (await db.$count(chatMembers, isThat(of))) > 0,

  add: async (member) => {
    const { rowCount } = await db.insert(chatMembers).values(member).onConflictDoNothing();
    return rowCount === 1;
  },

  remove: async (of) => {
    const { rowCount } = await db.delete(chatMembers).where(isThat(of));
    return rowCount === 1;
  },
});
