import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { MessageOutput, MessagesQuery } from '../schemas/chat-messages.schema.ts';
import type {
  ChannelInput,
  ChatOutput,
  ChatsQuery,
  MemberOutput,
  MembersQuery,
} from '../schemas/chats.schema.ts';
import { directIdOf } from '../utils/direct-id.ts';
import { chatJoined } from './chat-events.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'events' | 'ids' | 'clock'>;

export function chatsService({ repositories, unitOfWork, events, ids, clock }: Deps) {
  const { chats, chatMembers, chatMessages, accounts } = repositories;
  const now = (): string => clock.now().toISOString();

  /** Somebody else's does not exist for them: 403 would tell that it does. */
  const read = async (id: string, userId: string): Promise<ChatOutput> => {
    const isMember = await chatMembers.has({ chatId: id, userId });
    const chat = isMember ? await chats.find(id) : undefined;
    if (!chat) throw new AppError('not_found', 'There is no such chat.');
    return chat;
  };

  const join = (within: Repositories, chat: ChatOutput, userId: string) =>
    within.chatMembers.add({ id: ids.next(), chatId: chat.id, userId, joinedAt: chat.createdAt });

  return {
    read,

    isMember: (chatId: string, userId: string): Promise<boolean> =>
      chatMembers.has({ chatId, userId }),

    listOpen: (page: ChatsQuery): Promise<ChatOutput[]> => chats.listOpen(page),

    listOf: (userId: string, page: ChatsQuery): Promise<ChatOutput[]> => chats.listOf(userId, page),

    members: async (id: string, userId: string, page: MembersQuery): Promise<MemberOutput[]> => {
      await read(id, userId);
      return chatMembers.list(id, page);
    },

    messages: async (id: string, userId: string, page: MessagesQuery): Promise<MessageOutput[]> => {
      await read(id, userId);
      return chatMessages.list({ ...page, filter: { chatId: id } });
    },

    createChannel: (ownerId: string, input: ChannelInput): Promise<ChatOutput> =>
      unitOfWork.run(async (within) => {
        const chat = {
          id: ids.next(),
          kind: 'channel',
          ...input,
          ownerId,
          createdAt: now(),
        } as const;
        await within.chats.insert(chat);
        await join(within, chat, ownerId);
        return chat;
      }),

    /** The chat of two people: of two who open it at once, one makes it. */
    openDirect: async (userId: string, otherId: string): Promise<ChatOutput> => {
      if (userId === otherId) throw new AppError('conflict', 'A chat takes two.');
      if (!(await accounts.find(otherId)))
        throw new AppError('not_found', 'There is no such user.');
      const id = directIdOf(userId, otherId);
      await unitOfWork.run(async (within) => {
        const chat = { id, kind: 'direct', name: null, ownerId: null, isPrivate: true } as const;
        const made = { ...chat, createdAt: now() };
        if (!(await within.chats.insert(made))) return;
        await join(within, made, userId);
        await join(within, made, otherId);
        await events.publish(chatJoined, { chatId: id, userId: otherId }, within);
      });
      return read(id, userId);
    },
  };
}
