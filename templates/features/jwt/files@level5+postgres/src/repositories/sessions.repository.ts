import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { refreshTokens } from '../models/refresh-token.model.ts';
import { sessions } from '../models/session.model.ts';
import { users } from '../models/user.model.ts';
import type { SessionsRepository } from './account-contracts.ts';

const isLive = (now: Date) =>
  and(isNull(sessions.revokedAt), gt(sessions.expiresAt, now.toISOString()));

export const sessionsRepository = (db: Executor): SessionsRepository => ({
  open: async ({ digest, now, expiresAt, ...values }) => {
    const times = { createdAt: now.toISOString(), lastUsedAt: now.toISOString() };
    const [session] = await db
      .insert(sessions)
      .values({ ...values, ...times, expiresAt: expiresAt.toISOString() })
      .returning();
    if (!session) throw new Error('the insert gave nothing back');
    await db.insert(refreshTokens).values({ digest, sessionId: session.id });
    return session.id;
  },

  findIdentity: async (id, now) => {
    const [identity] = await db
      .select({ sessionId: sessions.id, userId: users.id, role: users.role })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, id), isLive(now)));
    return identity;
  },

  listOf: async (userId, now) =>
    db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isLive(now)))
      .orderBy(desc(sessions.lastUsedAt), desc(sessions.id)),

  lock: async (id, now) => {
    const [session] = await db
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, id), isLive(now)))
      .for('update');
    return session;
  },

  findToken: async (sessionId, digest) => {
    const isTheirs = and(eq(refreshTokens.digest, digest), eq(refreshTokens.sessionId, sessionId));
    const [token] = await db.select().from(refreshTokens).where(isTheirs);
    return token && { usedAt: token.usedAt === null ? null : new Date(token.usedAt) };
  },

  replaceToken: async ({ sessionId, digest, next, now }) => {
    await db
      .update(refreshTokens)
      .set({ usedAt: now.toISOString() })
      .where(and(eq(refreshTokens.digest, digest), isNull(refreshTokens.usedAt)));
    await db.insert(refreshTokens).values({ digest: next, sessionId });
  },

  prolong: async (id, now, expiresAt) => {
    const times = { lastUsedAt: now.toISOString(), expiresAt: expiresAt.toISOString() };
    await db.update(sessions).set(times).where(eq(sessions.id, id));
  },

  revoke: async ({ id, userId, now }) => {
    const { rowCount } = await db
      .update(sessions)
      .set({ revokedAt: now.toISOString() })
      .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isLive(now)));
    return rowCount === 1;
  },

  revokeAllOf: async ({ userId, except, now }) => {
    const others = except === undefined ? undefined : ne(sessions.id, except);
    await db
      .update(sessions)
      .set({ revokedAt: now.toISOString() })
      .where(and(eq(sessions.userId, userId), others, isLive(now)));
  },

  // Refresh tokens go with their session.
  sweep: async (now) => {
    const { rowCount } = await db.delete(sessions).where(lt(sessions.expiresAt, now.toISOString()));
    return rowCount ?? 0;
  },
});
