import { and, eq, exists, sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMembers } from '../models/chat-member.model.ts';
import { chats } from '../models/chat.model.ts';
import type { ChatOutput, ChatsQuery } from '../schemas/chats.schema.ts';
import type { ChatsRepository } from './chat-contracts.ts';

export function chatsRepository(db: Executor): ChatsRepository {
  const list = (page: ChatsQuery, wanted: SQL | undefined): Promise<ChatOutput[]> => {
    const { where, orderBy, limit } = listQuery(chats, page);
    return db
      .select()
      .from(chats)
      .where(and(wanted, where))
      .orderBy(...orderBy)
      .limit(limit);
  };

  return {
    listOpen: (page) => list(page, and(eq(chats.kind, 'channel'), eq(chats.isPrivate, false))),

    listOf: (userId, page) => {
      const isIn = and(eq(chatMembers.chatId, chats.id), eq(chatMembers.userId, userId));
      return list(
        page,
        exists(
          db
            .select({ one: sql`1` })
            .from(chatMembers)
            .where(isIn),
        ),
      );
    },

    find: async (id) => {
      const [chat] = await db.select().from(chats).where(eq(chats.id, id));
      return chat;
    },

    insert: async (chat) => {
      const { rowCount } = await db.insert(chats).values(chat).onConflictDoNothing();
      return rowCount === 1;
    },
  };
}
