import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { chatMemberModel, memberFields } from '../models/chat-member.model.ts';
import type { ChatMembersRepository, Membership } from './chat-contracts.ts';

const isThat = ({ chatId, userId }: Membership) => ({ userId, chatId });

export function chatMembersRepository({ db, ...options }: Executor): ChatMembersRepository {
  const members = chatMemberModel(db);
  return {
    list: async (chatId, page) => {
      const { filter, sort, limit } = listQuery({ ...page, filter: { chatId } }, memberFields);
      const found = await members.find(filter, null, options).sort(sort).limit(limit).lean();
      return found.map(({ _id, userId, joinedAt }) => ({
        id: _id,
        userId,
        joinedAt: joinedAt.toISOString(),
      }));
    },

    has: async (of) => (await members.findOne(isThat(of), { _id: 1 }, options).lean()) !== null,

    add: async ({ id, joinedAt, ...member }) => {
      const { upsertedCount } = await members.updateOne(
        isThat(member),
        { $setOnInsert: { _id: id, joinedAt } },
        { ...options, upsert: true },
      );
      return upsertedCount === 1;
    },

    remove: async (of) => {
      const { deletedCount } = await members.deleteOne(isThat(of), options);
      return deletedCount === 1;
    },
  };
}
