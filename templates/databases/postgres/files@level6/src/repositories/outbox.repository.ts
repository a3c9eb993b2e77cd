import { and, asc, eq, isNotNull, isNull, lt, lte, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Executor } from '../db/executor.ts';
import { outboxMessages } from '../models/outbox-message.model.ts';
import type { Lease, OutboxMessage, OutboxRepository } from './outbox-contracts.ts';

const {
  id,
  position,
  type,
  key,
  data,
  trace,
  attempts,
  availableAt,
  token,
  parkedAt,
  createdAt,
  error,
} = outboxMessages;
const message = { id, type, key, data, trace, attempts };
const earlier = alias(outboxMessages, 'earlier');

const isHeldBy = (messageId: string, holder: string) => and(eq(id, messageId), eq(token, holder));

export const outboxRepository = (db: Executor): OutboxRepository => ({
  add: async ({ createdAt: since, availableAt: from, ...values }) => {
    await db.insert(outboxMessages).values({
      ...values,
      attempts: values.token === null ? 0 : 1,
      createdAt: since.toISOString(),
      availableAt: from.toISOString(),
    });
  },

  lease: async (lease) => {
    const free = db.$with('free').as(freeMessages(db, lease));
    const leased = await db
      .with(free)
      .update(outboxMessages)
      .set({
        token: lease.token,
        availableAt: lease.until.toISOString(),
        attempts: sql`${attempts} + 1`,
      })
      .from(free)
      .where(eq(id, free.id))
      .returning(message);
    return leased satisfies OutboxMessage[];
  },

  remove: async (messageId, holder) => {
    await db.delete(outboxMessages).where(isHeldBy(messageId, holder));
  },

  postpone: async (messageId, holder, { until, error: reason }) => {
    await db
      .update(outboxMessages)
      .set({ token: null, availableAt: until.toISOString(), error: reason })
      .where(isHeldBy(messageId, holder));
  },

  park: async (messageId, holder, reason) => {
    await db
      .update(outboxMessages)
      .set({ token: null, parkedAt: sql`now()`, error: reason })
      .where(isHeldBy(messageId, holder));
  },

  parked: () =>
    db
      .select({ ...message, error: sql<string>`coalesce(${error}, '')` })
      .from(outboxMessages)
      .where(isNotNull(parkedAt))
      .orderBy(asc(position)),

  lag: async () => {
    const [found] = await db
      .select({
        waiting: sql<number>`(count(*) filter (where ${parkedAt} is null))::int`,
        parked: sql<number>`count(${parkedAt})::int`,
        oldest: sql<string | null>`min(${createdAt}) filter (where ${parkedAt} is null)`,
      })
      .from(outboxMessages);
    const { waiting = 0, parked = 0, oldest } = found ?? {};
    return { waiting, parked, oldest: oldest ? new Date(oldest) : undefined };
  },

  revive: async (messageId, now) => {
    const { rowCount } = await db
      .update(outboxMessages)
      .set({ parkedAt: null, attempts: 0, availableAt: now.toISOString() })
      .where(and(eq(id, messageId), isNotNull(parkedAt)));
    return rowCount === 1;
  },
});

/** The first of each key. Those that another relay is just taking are passed over, not waited for. */
const freeMessages = (db: Executor, { now, limit }: Lease) =>
  db
    .select({ id })
    .from(outboxMessages)
    .where(
      and(
        isNull(parkedAt),
        lte(availableAt, now.toISOString()),
        notExists(
          db
            .select({ id: earlier.id })
            .from(earlier)
            .where(
              and(eq(earlier.key, key), isNull(earlier.parkedAt), lt(earlier.position, position)),
            ),
        ),
      ),
    )
    .orderBy(asc(position))
    .limit(limit)
    .for('update', { skipLocked: true });
