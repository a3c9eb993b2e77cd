import type { Model } from 'mongoose';
import type { Executor } from '../db/executor.ts';
import { outboxMessageModel, type StoredOutboxMessage } from '../models/outbox-message.model.ts';
import type { Lease, OutboxMessage, OutboxRepository } from './outbox-contracts.ts';

/** Candidates that one look takes in: more than one of a key, or taken meanwhile, are no use. */
const LOOK = 5;
let counter = 0;

/** Two that are written down in one millisecond still have an order. */
function nextPosition(createdAt: Date): number {
  counter = (counter + 1) % 1_000;
  return createdAt.getTime() * 1_000 + counter;
}

export function outboxRepository({ db, ...options }: Executor): OutboxRepository {
  const outbox = outboxMessageModel(db);
  const isHeldBy = (_id: string, token: string) => ({ _id, token });
  return {
    add: async ({ id, createdAt, ...values }) => {
      const position = nextPosition(createdAt);
      const stored = { _id: id, ...values, position, createdAt, availableAt: createdAt };
      await outbox.create([stored], options);
    },

    lease: async (lease) => {
      const taken: OutboxMessage[] = [];
      for (const { _id, key, position } of await candidates(outbox, lease)) {
        if (taken.length === lease.limit) break;
        const earlier = { key, parkedAt: null, position: { $lt: position } };
        if (await outbox.exists(earlier)) continue;
        const message = await take(outbox, _id, lease);
        if (message) taken.push(message);
      }
      return taken;
    },

    remove: async (id, token) => {
      await outbox.deleteOne(isHeldBy(id, token), options);
    },

    postpone: async (id, token, { until, error }) => {
      const change = { $set: { token: null, availableAt: until, error } };
      await outbox.updateOne(isHeldBy(id, token), change, options);
    },

    park: async (id, token, error) => {
      const change = { $set: { token: null, parkedAt: new Date(), error } };
      await outbox.updateOne(isHeldBy(id, token), change, options);
    },

    parked: async () => {
      const found = await outbox
        .find({ parkedAt: { $ne: null } })
        .sort({ position: 1 })
        .lean();
      return found.map(toMessage);
    },

    revive: async (id, now) => {
      const { modifiedCount } = await outbox.updateOne(
        { _id: id, parkedAt: { $ne: null } },
        { $set: { parkedAt: null, attempts: 0, availableAt: now } },
        options,
      );
      return modifiedCount === 1;
    },
  };
}

const isFree = ({ now }: Lease) => ({ parkedAt: null, availableAt: { $lte: now } });

const candidates = (outbox: Model<StoredOutboxMessage>, lease: Lease) =>
  outbox
    .find(isFree(lease))
    .sort({ position: 1 })
    .limit(lease.limit * LOOK)
    .lean();

/** Looks and takes in one operation: of many relays, one has it. */
async function take(
  outbox: Model<StoredOutboxMessage>,
  id: string,
  lease: Lease,
): Promise<OutboxMessage | undefined> {
  const stored = await outbox
    .findOneAndUpdate(
      { _id: id, ...isFree(lease) },
      { $set: { token: lease.token, availableAt: lease.until }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  return stored ? toMessage(stored) : undefined;
}

const toMessage = ({ _id, type, key, data, attempts }: StoredOutboxMessage): OutboxMessage => ({
  id: _id,
  type,
  key,
  data,
  attempts,
});
