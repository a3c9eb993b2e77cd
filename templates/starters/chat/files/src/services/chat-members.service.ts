import { AppError } from '../errors/app-error.ts';
import type { Membership } from '../repositories/chat-contracts.ts';
import type { ChatOutput } from '../schemas/chats.schema.ts';
import { chatJoined, chatLeft } from './chat-events.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'events' | 'ids' | 'clock'>;

/** Who comes into a channel, and who goes. Of direct messages nobody does. */
export function chatMembersService({ repositories, unitOfWork, events, ids, clock }: Deps) {
  const { chats, chatMembers, accounts } = repositories;

  /** A channel in which they may do this to a member: to themselves, or to anybody in their own. */
  const channelFor = async (by: string, { chatId, userId }: Membership): Promise<ChatOutput> => {
    const chat = await chats.find(chatId);
    const isSeen = chat && (!chat.isPrivate || (await chatMembers.has({ chatId, userId: by })));
    if (!isSeen || chat.kind !== 'channel') throw missing('channel');
    if (by !== userId && by !== chat.ownerId) throw onlyTheOwner();
    return chat;
  };

  return {
    /** Who sees a channel and is not in it sees an open one, and joins it; all others are let in by its owner. */
    add: async (by: string, member: Membership): Promise<void> => {
      await channelFor(by, member);
      if (!(await accounts.find(member.userId))) throw missing('user');
      await unitOfWork.run(async (within) => {
        const joinedAt = clock.now().toISOString();
        const isNew = await within.chatMembers.add({ ...member, id: ids.next(), joinedAt });
        if (isNew) await events.publish(chatJoined, member, within);
      });
    },

    remove: async (by: string, member: Membership): Promise<void> => {
      const { ownerId } = await channelFor(by, member);
      if (member.userId === ownerId) throw new AppError('conflict', 'The owner stays.');
      await unitOfWork.run(async (within) => {
        if (!(await within.chatMembers.remove(member))) throw missing('member');
        await events.publish(chatLeft, member, within);
      });
    },
  };
}

const missing = (what: string): AppError => new AppError('not_found', `There is no such ${what}.`);

const onlyTheOwner = (): AppError =>
  new AppError('forbidden', 'Only the owner of a channel lets others in, or puts them out.');
