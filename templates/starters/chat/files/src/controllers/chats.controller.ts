import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { MessageOutput, MessagesQuery } from '../schemas/chat-messages.schema.ts';
import type {
  ChatOutput,
  ChatsQuery,
  MemberOutput,
  MembersQuery,
  UserParams,
} from '../schemas/chats.schema.ts';
import type { RecordParams } from '../schemas/fields.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type OfChat<Query> = Call<{ params: RecordParams; query: Query }>;

export function chatsController({ services: { chats } }: Pick<Deps, 'services'>) {
  const whoAsks = ({ request }: Pick<Call, 'request'>): string => requireIdentity(request).userId;
  return {
    openDirect: (call: Call<{ params: UserParams }>): Promise<ChatOutput> =>
      chats.openDirect(whoAsks(call), call.params.userId),

    list: async (call: Call<{ query: ChatsQuery }>): Promise<ChatOutput[]> =>
      cutPage(await chats.listOf(whoAsks(call), call.query), call.query, call),

    read: (call: Call<{ params: RecordParams }>): Promise<ChatOutput> =>
      chats.read(call.params.id, whoAsks(call)),

    members: async (call: OfChat<MembersQuery>): Promise<MemberOutput[]> => {
      const { params, query } = call;
      return cutPage(await chats.members(params.id, whoAsks(call), query), query, call);
    },

    messages: async (call: OfChat<MessagesQuery>): Promise<MessageOutput[]> => {
      const { params, query } = call;
      return cutPage(await chats.messages(params.id, whoAsks(call), query), query, call);
    },
  };
}
