import type { InboxRepository } from '../../../src/repositories/outbox-contracts.ts';
import type { Memory, Stored } from './memory.ts';
import { later } from './records.ts';

interface Row extends Stored {
  readonly acceptedAt: Date;
}

const idOf = (consumer: string, messageId: string): string => JSON.stringify([consumer, messageId]);

export function inboxRepository(memory: Memory): InboxRepository {
  const rows = memory.table<Row>('inbox_messages');
  return {
    accept: (consumer, messageId, now) =>
      later(() => {
        const id = idOf(consumer, messageId);
        if (rows.get(id)) return false;
        rows.put({ id, acceptedAt: now });
        return true;
      }),
    has: (consumer, messageId) => later(() => rows.get(idOf(consumer, messageId)) !== undefined),
    forget: (before) =>
      later(() => {
        const old = rows.all().filter(({ acceptedAt }) => acceptedAt < before);
        for (const { id } of old) rows.remove(id);
        return old.length;
      }),
  };
}
