import { randomUUID } from 'node:crypto';
import type { Role } from '../constants/roles.ts';
import type { Executor } from '../db/executor.ts';
import { refreshTokensIn } from '../models/refresh-token.model.ts';
import { sessionsIn, type StoredSession } from '../models/session.model.ts';
import { userModel } from '../models/user.model.ts';
import type { Session, SessionsRepository } from './account-contracts.ts';

const live = (now: Date) => ({ revokedAt: null, expiresAt: { $gt: now } });

const toSession = ({ _id, userId, address, userAgent, ...times }: StoredSession): Session => ({
  id: _id,
  userId,
  address,
  userAgent,
  createdAt: times.createdAt.toISOString(),
  lastUsedAt: times.lastUsedAt.toISOString(),
  expiresAt: times.expiresAt.toISOString(),
});

export function sessionsRepository({ db, ...options }: Executor): SessionsRepository {
  const sessions = sessionsIn(db);
  const tokens = refreshTokensIn(db);
  return {
    open: async ({ digest, now, ...values }) => {
      const sessionId = randomUUID();
      const times = { createdAt: now, lastUsedAt: now, revokedAt: null };
      await sessions.insertOne({ _id: sessionId, ...values, ...times }, options);
      await tokens.insertOne({ _id: digest, sessionId, usedAt: null }, options);
      return sessionId;
    },

    findIdentity: async (id, now) => {
      const session = await sessions.findOne({ _id: id, ...live(now) }, options);
      const user = session && (await userModel(db).findById(session.userId, null, options).lean());
      return user ? { sessionId: id, userId: user._id, role: user['role'] as Role } : undefined;
    },

    listOf: async (userId, now) => {
      const found = sessions.find({ userId, ...live(now) }, options);
      return (await found.sort({ lastUsedAt: -1, _id: -1 }).toArray()).map(toSession);
    },

    // Two transactions cannot write one document: the second starts again.
    lock: async (id, now) => {
      const session = await sessions.findOneAndUpdate(
        { _id: id, ...live(now) },
        { $set: { lastUsedAt: now } },
        { ...options, returnDocument: 'after' },
      );
      return session ? toSession(session) : undefined;
    },

    findToken: async (sessionId, digest) => {
      const token = await tokens.findOne({ _id: digest, sessionId }, options);
      return token ? { usedAt: token.usedAt } : undefined;
    },

    replaceToken: async ({ sessionId, digest, next, now }) => {
      await tokens.updateOne({ _id: digest, usedAt: null }, { $set: { usedAt: now } }, options);
      await tokens.insertOne({ _id: next, sessionId, usedAt: null }, options);
    },

    prolong: async (id, now, expiresAt) => {
      await sessions.updateOne({ _id: id }, { $set: { lastUsedAt: now, expiresAt } }, options);
    },

    revoke: async ({ id, userId, now }) => {
      const theirs = { _id: id, userId, ...live(now) };
      const { modifiedCount } = await sessions.updateOne(
        theirs,
        { $set: { revokedAt: now } },
        options,
      );
      return modifiedCount === 1;
    },

    revokeAllOf: async ({ userId, except, now }) => {
      const others = except === undefined ? {} : { _id: { $ne: except } };
      const theirs = { userId, ...live(now), ...others };
      await sessions.updateMany(theirs, { $set: { revokedAt: now } }, options);
    },

    sweep: async (now) => {
      const ids = await sessions.distinct('_id', { expiresAt: { $lt: now } }, options);
      await tokens.deleteMany({ sessionId: { $in: ids } }, options);
      const { deletedCount } = await sessions.deleteMany({ _id: { $in: ids } }, options);
      return deletedCount;
    },
  };
}
