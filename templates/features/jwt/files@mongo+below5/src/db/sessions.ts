import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { authLimits } from '../constants/auth-limits.ts';
import type { Role } from '../constants/roles.ts';
import { refreshTokensIn } from '../models/refresh-token.model.ts';
// exercise auth/refresh
import { sessionsIn, type StoredSession } from '../models/session.model.ts';
// instead
// import { sessionsIn } from '../models/session.model.ts';
// end exercise
import { userModel } from '../models/user.model.ts';
import { after } from '../utils/clock.ts';
import type { Identity } from '../utils/identity.ts';
import type { Database } from './client.ts';
import { withTransaction } from './transaction.ts';

interface NewSession {
  readonly userId: string;
  /** of its first refresh token */
  readonly digest: string;
  readonly now: Date;
  readonly address: string;
  readonly userAgent: string;
}

/** @returns its id */
export const openSession = (
  db: Database,
  { digest, now, ...values }: NewSession,
): Promise<string> =>
  withTransaction(db, async (session) => {
    const sessionId = randomUUID();
    const times = { createdAt: now, lastUsedAt: now, expiresAt: endOf(now, now), revokedAt: null };
    await sessionsIn(db).insertOne({ _id: sessionId, ...values, ...times }, { session });
    await refreshTokensIn(db).insertOne({ _id: digest, sessionId, usedAt: null }, { session });
    return sessionId;
  });

/** When it was not used for a while, and at a certain age in any case. */
function endOf(createdAt: Date, now: Date): Date {
  const idle = after(now, authLimits.sessionIdle);
  const latest = after(createdAt, authLimits.session);
  return idle < latest ? idle : latest;
}

const live = (now: Date) => ({ revokedAt: null, expiresAt: { $gt: now } });

export async function findIdentity(
  db: Database,
  sessionId: string,
  now: Date,
): Promise<Identity | undefined> {
  const session = await sessionsIn(db).findOne({ _id: sessionId, ...live(now) });
  const user = session && (await userModel(db).findById(session.userId).lean());
  if (!user) return undefined;
  return { sessionId, userId: user._id, role: user['role'] as Role };
}

export async function listSessions(db: Database, userId: string, now: Date) {
  const found = sessionsIn(db).find({ userId, ...live(now) });
  const sessions = await found.sort({ lastUsedAt: -1, _id: -1 }).toArray();
  return sessions.map(({ _id, address, userAgent, createdAt, lastUsedAt, expiresAt }) => ({
    id: _id,
    address,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

interface Revocation {
  readonly id: string;
  readonly userId: string;
  readonly now: Date;
}

/** @returns false when they have no such session */
// exercise auth/logout
export async function revokeSession(
  db: Database,
  { id, userId, now }: Revocation,
): Promise<boolean> {
  const { modifiedCount } = await sessionsIn(db).updateOne(
    { _id: id, userId, ...live(now) },
    { $set: { revokedAt: now } },
  );
  return modifiedCount === 1;
}
// instead
// export function revokeSession(_db: Database, _revocation: Revocation): Promise<boolean> {
//   throw new Error('Step logout is not written yet.');
// }
// end exercise

interface Revocations {
  readonly userId: string;
  readonly except?: string;
  readonly now: Date;
}

export async function revokeSessionsOf(
  db: Database,
  { userId, except, now }: Revocations,
  session?: ClientSession,
): Promise<void> {
  await sessionsIn(db).updateMany(
    { userId, ...live(now), ...(except !== undefined && { _id: { $ne: except } }) },
    { $set: { revokedAt: now } },
    session ? { session } : {},
  );
}

interface Presented {
  readonly sessionId: string;
  readonly digest: string;
  /** digest of the token that takes its place */
  readonly next: string;
  readonly now: Date;
}

export type Rotation =
  | { readonly kind: 'rotated'; readonly userId: string }
  | { readonly kind: 'reused'; readonly userId: string }
  | { readonly kind: 'refused' };

// exercise auth/refresh
/**
 * The session is written before its token is looked at. Two transactions cannot write one document: the second starts
 * again, so no child of the family comes in while the family is ended.
 */
export const rotate = (db: Database, presented: Presented): Promise<Rotation> =>
  withTransaction(db, async (session) => {
    const { sessionId, digest, now } = presented;
    const family = await sessionsIn(db).findOneAndUpdate(
      { _id: sessionId, ...live(now) },
      { $set: { lastUsedAt: now } },
      { session, returnDocument: 'after' },
    );
    const token = await refreshTokensIn(db).findOne({ _id: digest, sessionId }, { session });
    if (!family || !token) return { kind: 'refused' };
    const { userId } = family;
    // exercise auth/reuse
    if (isCopy(token.usedAt, now)) {
      await change(db, { _id: sessionId, revokedAt: now }, session);
      return { kind: 'reused', userId };
    }
    // end exercise
    await replace(db, presented, session);
    await change(db, { _id: sessionId, expiresAt: endOf(family.createdAt, now) }, session);
    return { kind: 'rotated', userId };
  });

// exercise auth/reuse
/** Tabs of one browser come with the same token at almost the same time; a thief comes later. */
const isCopy = (usedAt: Date | null, now: Date): boolean =>
  usedAt !== null && after(usedAt, authLimits.refreshGrace) < now;

// end exercise
async function change(
  db: Database,
  { _id, ...values }: Partial<StoredSession> & Pick<StoredSession, '_id'>,
  session: ClientSession,
): Promise<void> {
  await sessionsIn(db).updateOne({ _id }, { $set: values }, { session });
}

async function replace(
  db: Database,
  { sessionId, digest, next, now }: Presented,
  session: ClientSession,
): Promise<void> {
  const tokens = refreshTokensIn(db);
  await tokens.updateOne({ _id: digest, usedAt: null }, { $set: { usedAt: now } }, { session });
  await tokens.insertOne({ _id: next, sessionId, usedAt: null }, { session });
}
// instead
// export function rotate(_db: Database, _presented: Presented): Promise<Rotation> {
//   throw new Error('Step refresh is not written yet.');
// }
// end exercise
