import type {
  ChatMessagesRepository,
  NewMessage,
} from '../../../src/repositories/chat-contracts.ts';
import type { Memory } from './memory.ts';
import { later, pageOf } from './records.ts';

const order = { sentAt: 'text' } as const;

export function chatMessagesRepository(memory: Memory): ChatMessagesRepository {
  const messages = memory.table<NewMessage>('chat_messages');
  return {
    list: (page) => later(() => pageOf({ order }, messages.all(), page)),
    insert: (message) => later(() => void messages.put(message)),
  };
}
