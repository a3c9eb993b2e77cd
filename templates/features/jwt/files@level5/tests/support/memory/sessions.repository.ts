import type { Session, SessionsRepository } from '../../../src/repositories/account-contracts.ts';
import type { Account } from '../../../src/schemas/users.schema.ts';
import type { Memory, Stored } from './memory.ts';
import { later } from './records.ts';

export interface KeptSession extends Session {
  readonly isRevoked: boolean;
}

/** Its id is the digest. */
interface KeptToken extends Stored {
  readonly sessionId: string;
  readonly usedAt: Date | null;
}

const isLive = (session: KeptSession, now: Date): boolean =>
  !session.isRevoked && session.expiresAt > now.toISOString();

export function sessionsRepository(memory: Memory): SessionsRepository {
  const sessions = memory.table<KeptSession>('sessions');
  const tokens = memory.table<KeptToken>('refresh_tokens');
  const users = memory.table<Account>('users');
  const live = (id: string, now: Date): KeptSession | undefined => {
    const session = sessions.get(id);
    return session && isLive(session, now) ? session : undefined;
  };
  const liveOf = (userId: string, now: Date) =>
    sessions.all().filter((one) => one.userId === userId && isLive(one, now));
  const revoke = (session: KeptSession) => void sessions.put({ ...session, isRevoked: true });

  return {
    open: ({ digest, now, expiresAt, ...values }) =>
      later(() => {
        const id = memory.ids.next();
        const times = { createdAt: now.toISOString(), lastUsedAt: now.toISOString() };
        sessions.put({
          id,
          ...values,
          ...times,
          expiresAt: expiresAt.toISOString(),
          isRevoked: false,
        });
        tokens.put({ id: digest, sessionId: id, usedAt: null });
        return id;
      }),
    findIdentity: (id, now) =>
      later(() => {
        const user = users.get(live(id, now)?.userId ?? '');
        return user && { sessionId: id, userId: user.id, role: user.role };
      }),
    listOf: (userId, now) =>
      later(() =>
        liveOf(userId, now).sort((one, other) => (one.lastUsedAt < other.lastUsedAt ? 1 : -1)),
      ),
    lock: (id, now) => later(() => live(id, now)),
    findToken: (sessionId, digest) =>
      later(() => {
        const token = tokens.get(digest);
        return token?.sessionId === sessionId ? token : undefined;
      }),
    replaceToken: ({ sessionId, digest, next, now }) =>
      later(() => {
        const token = tokens.get(digest);
        if (token?.usedAt === null) tokens.put({ ...token, usedAt: now });
        tokens.put({ id: next, sessionId, usedAt: null });
      }),
    prolong: (id, now, expiresAt) =>
      later(() => {
        const session = sessions.get(id);
        const times = { lastUsedAt: now.toISOString(), expiresAt: expiresAt.toISOString() };
        if (session) sessions.put({ ...session, ...times });
      }),
    revoke: ({ id, userId, now }) =>
      later(() => {
        const session = live(id, now);
        if (session?.userId !== userId) return false;
        revoke(session);
        return true;
      }),
    revokeAllOf: ({ userId, except, now }) =>
      later(() =>
        liveOf(userId, now)
          .filter(({ id }) => id !== except)
          .forEach(revoke),
      ),
    sweep: (now) =>
      later(() => {
        const old = sessions.all().filter(({ expiresAt }) => expiresAt < now.toISOString());
        for (const { id } of old) sessions.remove(id);
        return old.length;
      }),
  };
}
