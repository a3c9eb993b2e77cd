import type { Model } from 'mongoose';
import type { Executor } from '../db/executor.ts';
import { outboxMessageModel, type StoredOutboxMessage } from '../models/outbox-message.model.ts';
import type { Lease, OutboxMessage, OutboxRepository } from './outbox-contracts.ts';

type Outbox = Model<StoredOutboxMessage>;

/** How much more one look takes in than is wanted: others look at the same time. */
const LOOK = 2;
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
    add: async ({ id, ...values }) => {
      const attempts = values.token === null ? 0 : 1;
      const position = nextPosition(values.createdAt);
      await outbox.create([{ _id: id, ...values, attempts, position }], options);
    },

    lease: async (lease) => {
      const taken: OutboxMessage[] = [];
      for (const id of rotated(await firstOnes(outbox, lease))) {
        if (taken.length === lease.limit) break;
        const message = await take(outbox, id, lease);
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
      return found.map((stored) => ({ ...toMessage(stored), error: stored.error ?? '' }));
    },

    lag: async () => {
      const [waiting, parked, oldest] = await Promise.all([
        outbox.countDocuments({ parkedAt: null }),
        outbox.countDocuments({ parkedAt: { $ne: null } }),
        outbox.findOne({ parkedAt: null }).sort({ position: 1 }).lean(),
      ]);
      return { waiting, parked, oldest: oldest?.createdAt };
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

/** Those that nobody has, and that are the oldest of their key. */
async function firstOnes(outbox: Outbox, lease: Lease): Promise<readonly string[]> {
  const free = await outbox
    .find(isFree(lease), { _id: 1, key: 1 })
    .sort({ position: 1 })
    .limit(lease.limit * LOOK)
    .lean();
  const keys = [...new Set(free.map(({ key }) => key))];
  const waiting = await outbox
    .find({ key: { $in: keys }, parkedAt: null }, { _id: 1, key: 1 })
    .sort({ position: -1 })
    .lean();
  // Of each key the last entry stays, and that is the oldest.
  const oldest = new Map(waiting.map(({ key, _id }) => [key, _id]));
  return free.filter(({ key, _id }) => oldest.get(key) === _id).map(({ _id }) => _id);
}

/** Each relay begins somewhere else, or all would want the same one. */
function rotated<Item>(list: readonly Item[]): readonly Item[] {
  const start = Math.floor(Math.random() * list.length);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** Looks and takes in one operation: of many relays, one has it. */
async function take(outbox: Outbox, id: string, lease: Lease): Promise<OutboxMessage | undefined> {
  const stored = await outbox
    .findOneAndUpdate(
      { _id: id, ...isFree(lease) },
      { $set: { token: lease.token, availableAt: lease.until }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  return stored ? toMessage(stored) : undefined;
}

const toMessage = ({
  _id,
  type,
  key,
  data,
  trace,
  attempts,
}: StoredOutboxMessage): OutboxMessage => ({
  id: _id,
  type,
  key,
  data,
  trace: trace ?? null,
  attempts,
});
