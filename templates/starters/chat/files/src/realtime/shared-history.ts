import { realtimeLimits } from '../constants/realtime-limits.ts';
import type { Database } from '../db/client.ts';
import { onPool } from '../db/executor.ts';
import { chatMessagesRepository } from '../repositories/chat-messages.repository.ts';
import { newestFirst } from '../schemas/chat-messages.schema.ts';
import { chatOfRoom } from '../utils/chat-rooms.ts';
import type { RoomHistory } from './history.ts';

const { messages: limit } = realtimeLimits.history;

/** Kept in the database, for good: what is said is heard after it was written, and not at all when that fails. */
export function openSharedHistory({ db }: { readonly db: Database }): RoomHistory {
  const messages = () => chatMessagesRepository(onPool(db));
  return {
    add: ({ id, room, userId, text, at }) =>
      messages().insert({ id, chatId: chatOfRoom(room), userId, text, sentAt: at }),
    of: async (room) => {
      const chatId = chatOfRoom(room);
      const found = await messages().list({ limit, sort: newestFirst, filter: { chatId } });
      return found
        .slice(0, limit)
        .map(({ id, userId, text, sentAt }) => ({ id, room, userId, text, at: sentAt }))
        .toReversed();
    },
  };
}
