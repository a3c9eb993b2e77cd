import type { Executor } from '../db/executor.ts';
import { codeOf } from '../db/server-error.ts';
import { inboxMessageModel } from '../models/inbox-message.model.ts';
import type { InboxRepository } from './outbox-contracts.ts';

const DUPLICATE = 11000;

const idOf = (consumer: string, messageId: string): string => JSON.stringify([consumer, messageId]);

export function inboxRepository({ db, ...options }: Executor): InboxRepository {
  const inbox = inboxMessageModel(db);
  return {
    // An upsert and not an insert: a duplicate would end the transaction that it is part of.
    accept: async (consumer, messageId, now) => {
      try {
        const { upsertedCount } = await inbox.updateOne(
          { _id: idOf(consumer, messageId) },
          { $setOnInsert: { acceptedAt: now } },
          { ...options, upsert: true },
        );
        return upsertedCount === 1;
      } catch (error) {
        // Two at the same moment.
        if (codeOf(error) !== DUPLICATE) throw error;
        return false;
      }
    },

    has: async (consumer, messageId) =>
      (await inbox.findById(idOf(consumer, messageId), null, options).lean()) !== null,

    forget: async (before) => {
      const { deletedCount } = await inbox.deleteMany({ acceptedAt: { $lt: before } }, options);
      return deletedCount;
    },
  };
}
