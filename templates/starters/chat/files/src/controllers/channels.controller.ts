import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type {
  ChannelInput,
  ChatOutput,
  ChatsQuery,
  MemberParams,
} from '../schemas/chats.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type OfMember = Call<{ params: MemberParams }>;

export function channelsController({ services: { chats, chatMembers } }: Pick<Deps, 'services'>) {
  return {
    list: async (call: Call<{ query: ChatsQuery }>): Promise<ChatOutput[]> =>
      cutPage(await chats.listOpen(call.query), call.query, call),

    create: async ({
      body,
      request,
      response,
    }: Call<{ body: ChannelInput }>): Promise<ChatOutput> => {
      const channel = await chats.createChannel(requireIdentity(request).userId, body);
      response.location(`/chats/${channel.id}`);
      return channel;
    },

    addMember: ({ params: { id, userId }, request }: OfMember): Promise<void> =>
      chatMembers.add(requireIdentity(request).userId, { chatId: id, userId }),

    removeMember: ({ params: { id, userId }, request }: OfMember): Promise<void> =>
      chatMembers.remove(requireIdentity(request).userId, { chatId: id, userId }),
  };
}
