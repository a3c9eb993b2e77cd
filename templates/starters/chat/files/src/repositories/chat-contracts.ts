import type {
  ChatOutput,
  ChatsQuery,
  MemberOutput,
  MembersQuery,
} from '../schemas/chats.schema.ts';
import type { MessageOutput } from '../schemas/chat-messages.schema.ts';
import type { Page } from '../utils/pagination.ts';

export interface ChatsRepository {
  /** A page of channels that are open to all, and one more if there is one. */
  readonly listOpen: (page: ChatsQuery) => Promise<ChatOutput[]>;
  /** The same, of chats that somebody is in. */
  readonly listOf: (userId: string, page: ChatsQuery) => Promise<ChatOutput[]>;
  readonly find: (id: string) => Promise<ChatOutput | undefined>;
  /** @returns false when there is one with this id */
  readonly insert: (chat: ChatOutput) => Promise<boolean>;
}

export interface Membership {
  readonly chatId: string;
  readonly userId: string;
}

export interface ChatMembersRepository {
  /** A page, and one more if there is one. */
  readonly list: (chatId: string, page: MembersQuery) => Promise<MemberOutput[]>;
  readonly has: (of: Membership) => Promise<boolean>;
  /** @returns false when they are in it already */
  readonly add: (member: Membership & MemberOutput) => Promise<boolean>;
  /** @returns false when they are not in it */
  readonly remove: (of: Membership) => Promise<boolean>;
}

export interface NewMessage extends MessageOutput {
  readonly chatId: string;
}

export type MessagesPage = Page<'sentAt', { readonly chatId: string }>;

export interface ChatMessagesRepository {
  /** A page, and one more if there is one. */
  readonly list: (page: MessagesPage) => Promise<MessageOutput[]>;
  readonly insert: (message: NewMessage) => Promise<void>;
}
